"""Sentences that are marked as claims, or are unmistakably one, held against the facts; both places are shown.

A claim speaks of the category of cookies under whose heading it stands, as far as the heading's id is that of a
category; everywhere else it speaks of everything.
"""

from collections import deque
from collections.abc import Iterator

from policygen import durations
from policygen.joins.finding import entries
from policygen.model.cookies import CookieCategory, Item
from policygen.model.data import DataCategory
from policygen.model.purposes import Purpose
from policygen.model.record import Record
from policygen.model.third_parties import ThirdParty
from policygen.prose import Named
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import grounds, names, passages, requests, stores, territory, transfers, unmarked
from policygen.wording import called, country

_SELLING = frozenset({"marketing", "advertising", "social"})
_PROFILING = frozenset({"personalisation", "advertising"})
_NO_SERVICE_PROVIDERS = {
    "controller": "decides itself what it does with the data",
    "joint-controller": "decides together with you what is done with the data",
    "authority": "is an authority",
    "adviser": "is an adviser with duties of its own",
}
_NOT_SHARED = "data is said not to be shared for marketing"
_MEND = "Change the sentence so that it is true, or correct the fact."


@rule("CLAIM-no-marketing-sharing")
def no_marketing_sharing(case: Case) -> Iterator[Found]:
    """Who reads that data is not shared for marketing believes it. If somebody other than a mere service provider gets
    data for marketing or adverts, the sentence is untrue, and an untrue notice is worse than none.
    """
    marked = ((claim.place, category) for claim, category in _scoped(case, "no_marketing_sharing"))
    others = ((each.at(), None) for each in unmarked.sentences(case, "no_marketing_sharing"))
    said: tuple[tuple[Spot, CookieCategory | None], ...] = (*marked, *others)
    for spot, category in said:
        told = set[str]()
        for purpose in grounds.purposes(case.policy):
            sells = purpose.type in _SELLING or purpose.direct_marketing is not None
            for party in _recipients(case, purpose) if sells else ():
                if party.role != "processor" and party.id not in told:
                    told.add(party.id)
                    message = f"it goes to “{called(party)}” for “{purpose.label}”"
                    yield _untrue(spot, f"{_NOT_SHARED}, yet {message}", (purpose, "recipients"), party.id)
        for item in _items(case, category):
            provider = stores.third_party(case, item)
            if item.purpose_type in {"advertising", "social"} and provider and provider.role != "processor":
                message = f"by “{item.name}” it goes to “{called(provider)}” for {item.purpose_type}"
                yield _untrue(spot, f"{_NOT_SHARED}, yet {message}", (item, "name"), item.id)


@rule("CLAIM-processors-only")
def service_providers_only(case: Case) -> Iterator[Found]:
    """A service provider handles data for the firm and for nothing of its own. Authorities, advisers, partners and
    social networks are something else, so a notice that lists them cannot say that only service providers have the
    data.
    """
    for claim in case.claims("service_providers_only"):
        for party in _parties(case):
            why = _NO_SERVICE_PROVIDERS.get(party.role or "")
            if party.role is None and names.decides_itself(party.name or ""):
                why = "decides itself what it does with the data, as courts have found"
            if why:
                words = f"only service providers are said to receive data, yet “{called(party)}” {why}"
                yield _untrue(claim.place, words, (party, "role" if party.role else "name"), party.id)


@rule("CLAIM-no-sale")
def no_sale(case: Case) -> Iterator[Found]:
    """“We do not sell your data” is read in the everyday sense. The law of California goes further: to pass data on for
    anything of value is to sell it, and to pass it on for adverts across websites must be said just as openly.
    """
    told = {"sold": "sold", "shared": "passed on for adverts across websites"}
    marked = tuple((claim.place, tuple(told)) for claim in case.claims("no_sale"))
    for spot, keys in (*marked, *((each.at(), ("sold",)) for each in unmarked.sentences(case, "no_sale"))):
        for category in _held(case):
            for key in (each for each in keys if getattr(category, each)):
                message = f"data is said not to be sold, yet “{category.label}” is {told[key]}"
                yield _untrue(spot, message, (category, key), category.id)


@rule("CLAIM-no-transfer")
def no_transfers(case: Case) -> Iterator[Found]:
    """“Your data stays here” is a promise that people choose a shop by. A single recipient elsewhere breaks it. What
    `transfers: none` says is the same promise.
    """
    homes = {each for one in case.policy.site.controllers for each in (one.country, *one.establishments) if each}
    said: list[Spot] = [claim.place for claim in case.claims("no_transfers")]
    declared = case.policy.third_parties
    for party in _parties(case) if homes else ():
        there = (*party.countries, *(each.country for each in party.transfers))
        if abroad := [each for each in there if not _at_home(each, homes)]:
            words = f"data is said to stay here, yet “{called(party)}” has it in {country(abroad[0])}"
            denied = declared and declared.transfers == "none" and _leaves(case, party, abroad)
            for spot in (*said, *([(declared, "transfers")] if declared and denied else [])):
                yield _untrue(spot, words, (party, "countries" if party.countries else "transfers"), party.id)


def _leaves(case: Case, party: ThirdParty, abroad: list[str]) -> bool:
    """Whether that is outside every area of the law, with some protection; without any, another rule speaks."""
    laws = territory.laws(case.policy)
    outside = (not any(territory.inside(law, each) for law in laws) for each in abroad)
    return bool(laws) and any(outside) and not transfers.bare(case, party)


def _at_home(country_code: str, homes: set[str]) -> bool:
    """The country of a controller; for one in the European Economic Area, all of that."""
    return country_code in homes or (
        territory.inside("eu", country_code) and any(territory.inside("eu", each) for each in homes)
    )


@rule("CLAIM-anonymous")
def anonymous(case: Case) -> Iterator[Found]:
    """Data is anonymous when nobody can be singled out by it, with whatever else is at hand. What contains a number or
    an address of a device, or is joined with the data of a customer, is not: the law calls it pseudonymous at best.
    """
    for claim, category in _scoped(case, "anonymous"):
        if contradiction := next(_identifying(case, category), None):
            record, key, words = contradiction
            what = f"what “{category.label}” collects is called anonymous" if category else "data is called anonymous"
            yield _untrue(claim.place, f"{what}, yet {words}", (record, key), category.id if category else "")


def _identifying(case: Case, category: CookieCategory | None) -> Iterator[tuple[Record, str, str]]:
    """The facts that speak against it, the nearest first."""
    for each in (category,) if category else case.stored.categories.values():
        if each.combined_with:
            yield each, "combined_with", f"“{each.label}” is combined with other data about people"
    singling = {each.id: each for each in _held(case) if each.identifiers}
    for item in _items(case, category):
        if found := [singling[data] for data in item.data if data in singling]:
            yield item, "data", f"“{item.name}” holds “{found[0].label}”, by which people can be told apart"
    served = stores.purposes(case, category) if category else grounds.purposes(case.policy)
    for purpose in served:
        if found := [singling[data] for data in purpose.data if data in singling]:
            yield purpose, "data", f"“{purpose.label}” uses “{found[0].label}”, by which people can be told apart"
    # Nothing tells what the category collects: then what is observed of people at all may be in it.
    if category and not served and not any(item.data for item in _items(case, category)):
        for data in singling.values():
            if any(source.kind == "observed" for source in data.source):
                yield (
                    data,
                    "identifiers",
                    f"nobody says that it is without “{data.label}”, by which people can be told apart",
                )


@rule("CLAIM-no-profiling")
def no_profiling(case: Case) -> Iterator[Found]:
    """To choose adverts or offers by what somebody did before is profiling (GDPR Art. 4(4)), whether or not a person is
    called by name. A notice that does it cannot say that it does not.
    """
    for claim, category in _scoped(case, "no_profiling"):
        for purpose in stores.purposes(case, category) if category else grounds.purposes(case.policy):
            if purpose.profiling or (purpose.profiling is None and purpose.type in _PROFILING):
                key = "profiling" if purpose.profiling else "type"
                words = f"nobody is said to be profiled, yet “{purpose.label}” profiles people"
                yield _untrue(claim.place, words, (purpose, key), purpose.id)


@rule("CLAIM-no-children")
def not_for_children(case: Case) -> Iterator[Found]:
    """A site that is also meant for children owes them words they understand, and a parent's consent below a certain
    age. To say that it is not for them does not take those duties away.
    """
    audience = case.policy.site.audience
    for claim in case.claims("not_for_children"):
        if audience and audience.children:
            yield _untrue(
                claim.place,
                "the site is said not to be for children, yet site.yaml says that it is",
                (audience, "children"),
            )


@rule("CLAIM-all-rights-free")
def rights_free(case: Case) -> Iterator[Found]:
    """Using one's rights costs nothing (GDPR Art. 12(5)). A fee that is named elsewhere makes the sentence untrue, and
    is allowed only where requests are manifestly unfounded or excessive.
    """
    rights = case.policy.rights
    for claim in case.claims("all_rights_free"):
        if rights and rights.fee and not requests.costs_nothing(rights.fee):
            yield _untrue(
                claim.place,
                f"using one’s rights is said to cost nothing, yet the fee is “{rights.fee}”",
                (rights, "fee"),
            )
    for claim in case.claims("identity_check"):
        if rights and rights.identity_check == "never":
            words = "people are said to have to show who they are, yet `identity_check` says that this is never asked"
            yield _untrue(claim.place, words, (rights, "identity_check"))


@rule("CLAIM-never-longer")
def never_longer(case: Case) -> Iterator[Found]:
    """“Never longer than necessary” can only be true where somebody has asked what is necessary. One time for all data,
    or a time without end, and no reason for it, shows that nobody has.
    """
    rules = case.policy.retention.rules if case.policy.retention else ()
    for claim in case.claims("never_longer_than_necessary"):
        for each in rules:
            everything = each.period and each.default and len(rules) == 1
            endless = each.period and durations.seconds(each.period) is None
            if not each.reason and each.period and (everything or endless):
                what = "everything" if everything else f"what `{each.id}` is for"
                kept = f"{what} is kept {_for(each.period)} without a reason"
                words = f"nothing is said to be kept longer than necessary, yet {kept}"
                yield _untrue(claim.place, words, (each, "period"), each.id)


@rule("COOKIE-party")
def first_party_only(case: Case) -> Iterator[Found]:
    """“Only we can read this” is what many people look for. An item that another firm stores or reads breaks it."""
    for claim, category in _scoped(case, "first_party_only"):
        for item in _items(case, category):
            provider = stores.third_party(case, item)
            if provider or item.party == "third" or item.third_party_access:
                who = f"comes from “{called(provider)}”" if provider else "is open to others"
                words = f"nobody else is said to store or read anything, yet “{item.name}” {who}"
                yield _untrue(claim.place, words, (item, "name"), item.id)


def _untrue(said: Spot, words: str, against: tuple[Record, str], target: str = "") -> Found:
    message = f"{words[0].upper()}{words[1:]}."
    return Found(said, message, _MEND, target or passages.page(said), against)


def _scoped(case: Case, name: str) -> Iterator[tuple[Named, CookieCategory | None]]:
    """Each claim with the category under whose heading, of whatever level, it stands."""
    for prose in case.proses:
        headings = deque(token for token in prose.tokens if token.type == "heading_open")
        above: list[tuple[str, str]] = []
        for claim in prose.claims:
            while headings and (headings[0].map or [0])[0] < claim.place.line:
                heading = headings.popleft()
                above = [*(each for each in above if each[0] < heading.tag), (heading.tag, str(heading.attrs["id"]))]
            if claim.name == name:
                known = (case.stored.categories.get(slug) for _, slug in reversed(above))
                yield claim, next(filter(None, known), None)


def _items(case: Case, category: CookieCategory | None) -> tuple[Item, ...]:
    return stores.items(case, category) if category else case.stored.cookies.items


def _held(case: Case) -> tuple[DataCategory, ...]:
    return tuple(each for each in entries(case.policy, "data.categories") if isinstance(each, DataCategory))


def _parties(case: Case) -> tuple[ThirdParty, ...]:
    found = entries(case.policy, "third_parties.third_parties")
    return tuple(each for each in found if isinstance(each, ThirdParty))


def _recipients(case: Case, purpose: Purpose) -> tuple[ThirdParty, ...]:
    return tuple(each for each in _parties(case) if purpose.recipients != "none" and each.id in purpose.recipients)


def _for(period: durations.Duration) -> str:
    words = durations.words(period)
    return words if words.startswith(("until", "between")) else f"for {words}"


RULES = (
    no_marketing_sharing,
    service_providers_only,
    no_sale,
    no_transfers,
    anonymous,
    no_profiling,
    not_for_children,
    rights_free,
    never_longer,
    first_party_only,
)
"""Who gets data, where, how it can be known again, profiling, children, rights, retention, duties, devices."""
