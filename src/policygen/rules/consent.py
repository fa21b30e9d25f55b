"""How people agree to what is stored, refuse it, and change their mind."""

from collections.abc import Iterator

from policygen import durations
from policygen.model.cookies import Consent
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import stores, undeclared

TOOLS = frozenset({"banner", "preferences-page", "account-settings"})
"""The ways to choose that are ways to consent."""

_LONGEST = {"fr": "6 months", "uk": "12 months", "eu": "12 months"}
"""CNIL 2020-092 recommends six months; twelve is our own bound where an authority gives none."""


@rule("PECR-6-mechanism")
def tool(case: Case) -> Iterator[Found]:
    """Consent is something that people do after they were told what they agree to. Whoever leaves the settings of a
    browser as they are has done nothing, so pointing to those settings is not asking (ICO guidance; GDPR Art. 4(11)).
    """
    given = _consent(case)
    if stores.asked(case) and given.mechanism not in TOOLS:
        how = {
            None: "nobody has said how people are asked",
            "none": "there is no way to agree",
            "browser-settings": "the settings of people’s browsers are the only control",
        }[given.mechanism]
        first = stores.asked(case)[0]
        yield Found(
            _spot(case, "mechanism"),
            f"“{first.label}” needs consent, and {how}.",
            "Ask people with a banner or a page of choices before anything is stored, and write `mechanism: banner`.",
            "consent",
        )


@rule("PECR-6-reject")
def refusal(case: Case) -> Iterator[Found]:
    """A choice is free only if no is as easy as yes, on the same layer, and if one can say yes to one purpose and no to
    another (ICO guidance; CNIL recommendation 2020-092).
    """
    given = _consent(case)
    if not stores.asked(case) or given.mechanism not in TOOLS:
        return
    if not given.reject_all:
        yield Found(
            _spot(case, "reject_all"),
            "It is not said that refusing everything is as easy as accepting.",
            "Put a button that refuses all beside the one that accepts all, and write `reject_all: true`.",
            "consent",
        )
    if given.granular is False and len(stores.asked(case)) > 1:
        yield Found(
            _spot(case, "granular"),
            "People can only accept or refuse everything together.",
            "Let them choose by category, and write `granular: true`.",
            "consent",
        )


@rule("CONSENT-life")
def remembered(case: Case) -> Iterator[Found]:
    """A choice does not hold for ever: people forget it, and what they agreed to changes. They should know when they
    are asked again. The CNIL recommends six months; the ICO sets no limit.
    """
    given = _consent(case)
    if not stores.asked(case):
        return
    if given.lifetime is None:
        yield Found(
            _spot(case, "lifetime"),
            "It is not said how long a choice about cookies is remembered.",
            "Add `lifetime`, such as `6 months`.",
            "consent",
        )
        return
    law = next((each for each in _LONGEST if each in case.policy.site.jurisdictions), "uk")
    length, longest = durations.seconds(given.lifetime), durations.seconds(durations.parse(_LONGEST[law]))
    if length is None or (longest is not None and length > longest):
        yield Found(
            _spot(case, "lifetime"),
            f"A choice about cookies is remembered {_for(given)}, and the longest accepted here is {_LONGEST[law]}.",
            f"Ask again after {_LONGEST[law]} at most.",
            "consent",
        )


@rule("CONSENT-change")
def changed(case: Case) -> Iterator[Found]:
    """Taking consent back must be as easy as giving it, at any time. So there must be a place that is always there, not
    only a banner that has gone.
    """
    if stores.asked(case) and _consent(case).change_url is None:
        yield Found(
            _spot(case, "change_url"),
            "There is no place where people can change their choice about cookies later.",
            "Add `change_url`: the page, or the place in the site, where they can always change it.",
            "consent",
        )


def _consent(case: Case) -> Consent:
    return case.stored.cookies.consent or Consent()


def _spot(case: Case, key: str) -> Spot:
    """The key under `consent`, else where that begins, else the file."""
    given = case.stored.cookies.consent
    return (given, key if getattr(given, key) is not None else "") if given else undeclared.spot(case.policy, "cookies")


def _for(given: Consent) -> str:
    words = durations.words(given.lifetime) if given.lifetime else ""
    return words if words.startswith("until") else f"for {words}"


RULES = (tool, refusal, changed, remembered)
"""Asking, refusing, changing, asking again."""
