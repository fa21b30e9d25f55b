"""The exceptions from consent: what is claimed under each of them, and whether its conditions hold."""

from collections.abc import Iterator

from policygen import durations
from policygen.joins.retention import rules_of
from policygen.model.cookies import CookieCategory
from policygen.rule import Case, Found, rule
from policygen.rules import stores
from policygen.rules.consent import TOOLS

_NEVER_NECESSARY = frozenset(
    {"analytics", "measurement", "advertising", "personalisation", "social", "research", "marketing"}
)
_STATISTICS = frozenset({"analytics", "measurement"})
_APPEARANCE = frozenset({"preferences"})
_COOKIE_MONTHS, _DATA_MONTHS = "13 months", "25 months"


@rule("PECR-A1-4-strict")
def necessary(case: Case) -> Iterator[Found]:
    """Strictly necessary is what a service that the person has asked for cannot do without. Counting visits, adverts,
    social plug-ins and personal suggestions are useful to the firm, and the service works without them.
    """
    for category in case.stored.categories.values():
        if category.exemption not in {"strictly-necessary", "transmission"}:
            continue
        for item in stores.items(case, category):
            if item.purpose_type in _NEVER_NECESSARY:
                yield Found(
                    (item, "purpose_type"),
                    f"“{item.name}” is in “{category.label}” as strictly necessary, and serves {item.purpose_type}.",
                    "Put it into a category that people are asked about, or correct its `purpose_type`.",
                )
        for purpose in stores.purposes(case, category):
            if purpose.type in _NEVER_NECESSARY:
                yield Found(
                    (category, "purposes"),
                    f"“{category.label}” is exempt as strictly necessary, and serves “{purpose.label}”, which is "
                    f"{purpose.type}.",
                    "Take the purpose out of `purposes`, and put what serves it into a category that needs consent.",
                )


@rule("PECR-A1-5-stats")
def statistics(case: Case) -> Iterator[Found]:
    """UK law lets a site count its own visitors without asking, on conditions: the numbers serve to improve the service
    and nothing else, people are clearly told, and they can object simply and free of charge.
    """
    for category in _claiming(case, "statistical"):
        for item in stores.items(case, category):
            if item.purpose_type not in {*_STATISTICS, None}:
                yield Found(
                    (item, "purpose_type"),
                    f"“{category.label}” claims the exception for statistics, and “{item.name}” is used for "
                    f"{item.purpose_type}.",
                    "Put it into another category: the exception is for statistics on how the service is used, alone.",
                )
        if category.combined_with:
            yield Found(
                (category, "combined_with"),
                f"“{category.label}” claims the exception for statistics, and is combined with other data.",
                "Do not combine it, or ask for consent: the exception is for statistics alone.",
            )
        yield from _told_and_free(case, category, "statistics")


@rule("PECR-A1-5-provider")
def processor(case: Case) -> Iterator[Found]:
    """The exception for statistics ends where the numbers are shared. Somebody else may only handle them in order to
    help improve the service, which is to say as a processor.
    """
    for category in _claiming(case, "statistical"):
        for item in stores.items(case, category):
            party = stores.third_party(case, item)
            if party and party.role != "processor":
                said = f"its role is `{party.role}`" if party.role else "nobody has said that it works for you alone"
                yield Found(
                    (item, "name"),
                    f"“{category.label}” claims the exception for statistics, and “{item.name}” comes from "
                    f"“{case.stored.everyone[party.id].name}”: {said}.",
                    "Let the provider act for you alone and write `role: processor`, or ask for consent.",
                )


@rule("PECR-A1-6-appearance")
def appearance(case: Case) -> Iterator[Found]:
    """UK law lets a site remember without asking how it should look or work for somebody, such as the language or the
    size of letters. The content that is chosen for a person is something else.
    """
    for category in _claiming(case, "appearance"):
        for item in stores.items(case, category):
            if item.purpose_type not in {*_APPEARANCE, None}:
                yield Found(
                    (item, "purpose_type"),
                    f"“{category.label}” claims the exception for appearance, and “{item.name}” is used for "
                    f"{item.purpose_type}.",
                    "Put it into another category: the exception is for how the service looks and works, alone.",
                )
        yield from _told_and_free(case, category, "appearance")


@rule("PECR-A1-ukonly")
def elsewhere(case: Case) -> Iterator[Found]:
    """The exceptions for statistics, appearance and emergencies stand in UK law. In the European Union consent is
    needed, unless a member state has an exception of its own, such as the French one for measuring an audience.
    """
    for category in case.stored.categories.values():
        french = category.exemption == "statistical" and "fr" in case.policy.site.jurisdictions
        if category.exemption in stores.UK_ONLY and category.consent != "required" and not french:
            yield Found(
                (category, "exemption"),
                f"“{category.label}” claims an exception that only UK law has, and the policy answers to EU law too.",
                "Ask for consent (`consent: required`), at least people in the Union.",
            )


@rule("CNIL-13-25")
def audience(case: Case) -> Iterator[Found]:
    """The French authority frees the measuring of an audience from consent. It recommends that such a cookie lasts at
    most thirteen months, and that what it collects is kept at most twenty-five.
    """
    for category in _claiming(case, "statistical"):
        for item in stores.items(case, category):
            if item.duration and _longer(item.duration, _COOKIE_MONTHS):
                yield Found(
                    (item, "duration"),
                    f"“{item.name}” measures the audience without consent and lasts longer than {_COOKIE_MONTHS}.",
                    f"Let it last {_COOKIE_MONTHS} at most.",
                )
        kept = {time.id: time for each in stores.purposes(case, category) for time in rules_of(case.policy, each)}
        for time in kept.values():
            if time.period and _longer(time.period, _DATA_MONTHS):
                yield Found(
                    (time, "period"),
                    f"What “{category.label}” collects without consent is kept longer than {_DATA_MONTHS}.",
                    f"Keep it for {_DATA_MONTHS} at most.",
                )


def _claiming(case: Case, exemption: str) -> Iterator[CookieCategory]:
    for category in case.stored.categories.values():
        if category.exemption == exemption and category.consent != "required":
            yield category


def _told_and_free(case: Case, category: CookieCategory, called: str) -> Iterator[Found]:
    paragraph = stores.OBJECTIONABLE[category.exemption or ""]
    if not category.description:
        yield Found(
            (category, "label"),
            f"“{category.label}” claims the exception for {called}, and does not tell people what it is for.",
            f"Add `description`: clear information is a condition of paragraph {paragraph}.",
        )
    given = case.stored.cookies.consent
    if not (given and given.mechanism in TOOLS and given.change_url):
        yield Found(
            (category, "exemption"),
            f"“{category.label}” claims the exception for {called}, and people are given no simple way to object.",
            "Offer it in a banner or on a page of choices, and give `mechanism` and `change_url` under `consent`.",
        )


def _longer(duration: durations.Duration, most: str) -> bool:
    length, longest = durations.seconds(duration), durations.seconds(durations.parse(most))
    return length is None or (longest is not None and length > longest)


RULES = (necessary, statistics, processor, appearance, elsewhere, audience)
"""Strict necessity, statistics, their provider, appearance, other countries, the French exception."""
