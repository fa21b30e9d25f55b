"""What is stored on people's devices: whether all of it is listed, and with what people must know."""

from collections.abc import Iterator
from typing import get_args

from policygen.model.cookies import Item, Kind
from policygen.rule import Case, Found, rule
from policygen.rules import passages, stores, vocabulary


@rule("PECR-6-inventory")
def listed(case: Case) -> Iterator[Found]:
    """Before anything is stored on their device, people must have clear and comprehensive information about it. A
    category without a list tells them what kind of thing to expect, and not what is there.
    """
    for category in case.stored.categories.values():
        if not stores.items(case, category):
            yield Found(
                (category, "label"),
                f"“{category.label}” is a category of things stored on devices, and none of them is listed.",
                "List each under `items` with its name, purpose, duration and provider; or take the category out if it "
                "is not used.",
            )
    if not case.stored.cookies.items and not case.stored.categories:
        told = ((each, found) for each in case.pages for found in vocabulary.found(each.words, "cookies-in-use"))
        for passage, found in tuple(told)[:1]:
            yield Found(
                passage.at(found.start()),
                "The text says that cookies are used, and none of them is listed.",
                "List each in cookies.yaml, under a category, with its name, purpose, duration and provider.",
                passages.page(passage.at()),
            )


@rule("PECR-6-item")
def described(case: Case) -> Iterator[Found]:
    """People must learn of each thing stored what it is for, how long it lasts, and whether others can reach it
    (Court of Justice, Planet49, C-673/17; ICO guidance on storage and access).
    """
    for item in case.stored.cookies.items:
        if missing := tuple(_missing(case, item)):
            yield Found(
                (item, "name"),
                f"“{item.name}” is listed without its {' and its '.join(missing)}.",
                f"Add {' and '.join(f'`{each}`' for each in missing)}.",
            )


def _missing(case: Case, item: Item) -> Iterator[str]:
    yield from (field for field in ("purpose", "duration") if getattr(item, field) is None)
    if not case.stored.provider_of(item):
        yield "provider"


@rule("PECR-6-consent")
def asked(case: Case) -> Iterator[Found]:
    """Whatever is not covered by an exception of the law needs consent before it is stored. Silence is not consent, so
    each category has to say either that people are asked or which exception holds.
    """
    for category in stores.asked(case):
        if category.consent != "required":
            claimed = " and claims to be exempt without an exception" if category.consent == "exempt" else ""
            yield Found(
                (category, "consent" if category.consent else "label"),
                f"“{category.label}” needs consent first, and nobody has said that people are asked{claimed}.",
                "Write `consent: required`; or `consent: exempt` with the `exemption` that holds.",
            )


@rule("PECR-6-before")
def not_before(case: Case) -> Iterator[Found]:
    """Consent comes first. What is stored while a banner is still waiting for the answer is stored without consent,
    whatever people answer then.
    """
    for item, category in stores.with_category(case):
        if item.set_before_consent and stores.needs_consent(category):
            yield Found(
                (item, "set_before_consent"),
                f"“{item.name}” needs consent and is stored before people have given it.",
                "Let the site store it only after consent, and then write `set_before_consent: false`.",
            )


@rule("EPRIV-5-3-tech")
def other_technology(case: Case) -> Iterator[Found]:
    """The rules for cookies hold for every way of storing something on a device or reading from it: pixels in e-mails,
    fingerprints, local storage, software kits in apps. What the notice mentions, its list has to contain.
    """
    read = passages.of(case)
    stored = {item.kind for item in case.stored.cookies.items}
    kinds: tuple[Kind, ...] = get_args(Kind)
    for kind in kinds:
        if kind in stored or kind in {"cookie", "cache-storage"}:
            continue
        mentioned = ((each, found) for each in read for found in vocabulary.found(each.words, f"technology-{kind}"))
        if first := next(mentioned, None):
            passage, found = first
            yield Found(
                passage.at(found.start()),
                f"The notice speaks of “{found[0]}”, and nothing of that kind is listed among what is stored.",
                f"List it in cookies.yaml with `kind: {kind}`, or leave the words out if it is not done.",
                passages.page(passage.at()),
            )


RULES = (listed, described, asked, not_before, other_technology)
"""The list, each item, consent, the right moment, other technologies."""
