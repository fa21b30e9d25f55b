"""The cookie list in itself: lifetimes, doubles, categories, providers, and how it fits the rest of the notice."""

from collections.abc import Iterator

from policygen import durations
from policygen.model.cookies import CookieCategory, Item
from policygen.rule import Case, Found, rule
from policygen.rules import doubles, grounds, hosts, stores, vocabulary
from policygen.rules.consent import TOOLS
from policygen.wording import called

_CAP = durations.parse("400 days")
_FITTING: dict[str, frozenset[str]] = {
    "analytics": frozenset({"analytics", "research", "advertising", "personalisation"}),
    "measurement": frozenset({"analytics", "research", "advertising", "marketing", "social"}),
    "advertising": frozenset({"advertising", "marketing", "social"}),
    "social": frozenset({"social", "advertising", "marketing", "communication"}),
    "research": frozenset({"research", "analytics"}),
    "personalisation": frozenset({"personalisation", "advertising", "marketing", "account", "service"}),
}
"""For the uses that people judge differently: the types of purpose under which they expect them."""


@rule("COOKIE-nolife")
def lifetime(case: Case) -> Iterator[Found]:
    """How long something stays on a device is part of what people must be told (Planet49, C-673/17). A category that
    gives no time, and whose items give none, leaves that out altogether.
    """
    for category in case.stored.categories.values():
        if category.lifetime is None and not any(item.duration for item in stores.items(case, category)):
            yield Found(
                (category, "label"),
                f"“{category.label}” gives no lifetime at all.",
                "Give each item its `duration`, such as `session` or `6 months`.",
            )


@rule("COOKIE-indefinite")
def end(case: Case) -> Iterator[Found]:
    """What is stored must not outlive its purpose, so it needs an end. “Until you clear it” leaves that end to people
    who mostly never learn that there is something to clear.
    """
    for category in case.stored.categories.values():
        if category.lifetime and _endless(category.lifetime):
            yield _without_end(category, "lifetime", category.label)
    for item in case.stored.cookies.items:
        if item.duration and _endless(item.duration):
            yield _without_end(item, "duration", item.name)


def _endless(lasts: durations.Duration) -> bool:
    """Whether nobody knows the end, or people must make it themselves; an event such as signing in is an end."""
    match lasts:
        case durations.Unknown():
            return True
        case durations.Until():
            return any(vocabulary.found(lasts.event, "no-end"))
        case durations.Depends():
            return any(_endless(each) for _, each in lasts.cases)
        case _:
            return False


def _without_end(record: CookieCategory | Item, key: str, name: str) -> Found:
    return Found(
        (record, key),
        f"“{name}” has no end of its own: it stays until somebody clears it, or nobody knows how long.",
        "Let it end after a fixed time, and write that, such as `12 months`.",
    )


@rule("COOKIE-cap")
def cap(case: Case) -> Iterator[Found]:
    """Chrome and browsers like it end every cookie after 400 days, and a lifetime has to fit the purpose.
    A longer time in the notice is one that most people will never see.
    """
    longest = durations.seconds(_CAP) or 0
    for item in case.stored.cookies.items:
        if item.kind == "cookie" and item.duration and (durations.seconds(item.duration) or 0) > longest:
            yield Found(
                (item, "duration"),
                f"“{item.name}” is said to last {durations.words(item.duration)}: longer than browsers let it.",
                "Write the time that people will see, 400 days at most, or better a shorter one.",
            )


@rule("COOKIE-session")
def outlasting(case: Case) -> Iterator[Found]:
    """What a category says of its lifetime is a promise for each of its items. People who read that it lasts for the
    visit do not expect to be known again a year later.
    """
    for item, category in stores.with_category(case):
        said = durations.seconds(category.lifetime) if category.lifetime else None
        lasts = durations.seconds(item.duration) if item.duration else None
        if category.lifetime and item.duration and said is not None and lasts is not None and lasts > said:
            yield Found(
                (item, "duration"),
                f"“{category.label}” is said to last {_time(category.lifetime)}, and “{item.name}” lasts "
                f"{_time(item.duration)}.",
                "Correct whichever is wrong, or leave the `lifetime` of the category out.",
                against=(category, "lifetime"),
                against_words="said here for the whole category",
            )


@rule("COOKIE-dup")
def twice(case: Case) -> Iterator[Found]:
    """One thing listed twice with different facts tells people nothing: neither they nor a program that deletes refused
    cookies can know which entry holds. Two names with stars that match the same cookie do the same harm.
    """
    for item, before in doubles.of(case):
        same = "is listed twice" if item.name == before.name else f"can be the same as “{before.name}”"
        yield Found(
            (item, "name"),
            f"“{item.name}” {same}.",
            "Make one of the two; or give both their `domains` if they are different things; or narrow the name.",
            against=(before, "name"),
            against_words="first listed here",
        )


@rule("COOKIE-category")
def misplaced(case: Case) -> Iterator[Found]:
    """People accept a category because of what it is said to be for. An item that does something else in it rides on a
    consent that was given for another purpose. Where no consent is needed, the rules on exceptions judge it.
    """
    for item, category in stores.with_category(case):
        served = stores.purposes(case, category) if stores.needs_consent(category) else ()
        types = {purpose.type for purpose in served}
        fitting = _FITTING.get(item.purpose_type or "")
        if served and fitting and not types & {None, "other", *fitting}:
            yield Found(
                (item, "purpose_type" if item.purpose_type else "name"),
                f"“{item.name}” is used for {item.purpose_type}, and its category “{category.label}” is for "
                f"“{'” and “'.join(purpose.label for purpose in served)}”.",
                "Put it into the category that fits, or add to the category the purpose that it serves.",
                against=(category, "purposes"),
                against_words="what the category is for",
            )


@rule("COOKIE-purpose-gap")
def purposeless(case: Case) -> Iterator[Found]:
    """What a category of cookies collects about people is used for something that the privacy notice explains, with its
    legal basis and its recipients. Without that link nobody can tell which of them hold for the cookies.
    """
    for category in case.stored.categories.values() if grounds.purposes(case.policy) else ():
        personal = stores.needs_consent(category) or any(item.data for item in stores.items(case, category))
        if personal and not category.purposes:
            yield Found(
                (category, "label"),
                f"“{category.label}” is tied to none of the purposes of the notice.",
                "Add `purposes` with the ids of the purposes that these items serve.",
            )


@rule("COOKIE-provider")
def unnamed(case: Case) -> Iterator[Found]:
    """Who stores or reads something on people's devices gets data about them. So each such provider has to stand
    among the recipients of a purpose, where people look for who has their data.
    """
    received = {
        party for each in grounds.purposes(case.policy) if each.recipients != "none" for party in each.recipients
    }
    for item in case.stored.cookies.items if grounds.purposes(case.policy) else ():
        party = stores.third_party(case, item)
        if party and party.id not in received:
            yield Found(
                (item, "name"),
                f"“{item.name}” comes from “{called(party)}”, which receives data for no purpose.",
                f"Add `{party.id}` to the `recipients` of the purpose that the item serves.",
            )


@rule("COOKIE-domain")
def domains(case: Case) -> Iterator[Found]:
    """Whether something belongs to this site or to another decides who can read it. The host it is stored for shows
    which of the two is true.
    """
    own = case.policy.site.domains
    for item in case.stored.cookies.items:
        party = stores.third_party(case, item)
        theirs = party.domains if party else ()
        for domain in item.domains:
            ours = hosts.covered(domain, own)
            if own and item.party == "first" and not ours:
                message = f"“{item.name}” is said to belong to this site, and `{domain}` is none of its hosts."
                yield Found((item, "domains"), message, "Correct `party`, or add the host to `domains` in site.yaml.")
            elif item.party == "third" and ours:
                message = f"“{item.name}” is said to belong to another site, and `{domain}` is a host of this one."
                yield Found((item, "domains"), message, "Write `party: first`, or correct the domain.")
            elif item.party == "third" and party and theirs and not hosts.covered(domain, theirs):
                name = called(party)
                message = f"“{item.name}” is stored by “{name}”, and `{domain}` is none of the hosts of that firm."
                yield Found((item, "domains"), message, "Correct the `provider`, or add the host to its `domains`.")


@rule("COOKIE-consentitem")
def remembered(case: Case) -> Iterator[Found]:
    """A tool that asks for consent has to remember the answer, and does so in the browser. That item belongs on the
    list like every other one.
    """
    given = case.stored.cookies.consent
    listed = any(item.purpose_type == "consent" for item in case.stored.cookies.items)
    if given and given.mechanism in TOOLS - {"account-settings"} and not (given.record or listed):
        yield Found(
            (given, "mechanism"),
            "The item that remembers people’s choice is not listed.",
            "List it under `items` with `purpose_type: consent`, and name it as `record` under `consent`.",
            "consent",
        )


@rule("COOKIE-basis")
def grounded(case: Case) -> Iterator[Found]:
    """What an item collects about a person is personal data, so some purpose of the notice must cover it, with a legal
    basis of its own. Consent to storing it on the device is not yet a basis for what happens afterwards.
    """
    for item, category in stores.with_category(case):
        served = stores.purposes(case, category)
        used = {data for each in served for data in each.data}
        if served and (uncovered := [data for data in item.data if data not in used]):
            yield Found(
                (item, "data"),
                f"“{item.name}” collects `{'`, `'.join(uncovered)}`, and no purpose of “{category.label}” uses that.",
                "Add to the `purposes` of the category the one that uses this data.",
            )


@rule("COOKIE-combine")
def combined(case: Case) -> Iterator[Found]:
    """To join what is seen on a device with what is known of a customer is profiling, mostly. The notice has to name
    the purpose for which that is done, with its basis, and to say that it is profiling.
    """
    for category in stores.asked(case) if grounds.purposes(case.policy) else ():
        covered = {data for each in stores.purposes(case, category) if each.profiling for data in each.data}
        if uncovered := [data for data in category.combined_with if data not in covered]:
            yield Found(
                (category, "combined_with"),
                f"“{category.label}” is combined with `{'`, `'.join(uncovered)}`, and no purpose of it says so.",
                "Name a purpose that uses this data, with `profiling: true`, among its `purposes`.",
            )


def _time(duration: durations.Duration) -> str:
    words = durations.words(duration)
    return words if words.startswith(("until", "between")) else f"for {words}"


RULES = (
    lifetime,
    end,
    cap,
    outlasting,
    twice,
    misplaced,
    purposeless,
    unnamed,
    domains,
    remembered,
    grounded,
    combined,
)
"""How long, listed once, in the right place, by whom, for whom, and how it fits the purposes."""
