"""What the words of the notice name: whether the data has it too, be it a firm, a stored item or a time."""

import re
from collections.abc import Iterator

from policygen import durations
from policygen.durations.vocabulary import NUMBERS
from policygen.globs import Glob
from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.model.policy import FILES, Policy
from policygen.model.record import Record
from policygen.model.third_parties import ThirdParty
from policygen.problems import Place
from policygen.prose.sentences import Passage
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import doubles, names, passages, vocabulary

_ITEM = re.compile(r"(?=[\w.*-]*[A-Za-z])[\w.*-]{2,}\Z")
_UNDERSCORED = re.compile(r"(?<![\w/.@-])_{1,2}[a-z]\w+(?:\*|\b)")
_COUNTED = "|".join(sorted((word for word in NUMBERS if len(word) > len("an")), key=len, reverse=True))
_AMOUNT = rf"(?P<number>\d{{1,6}}|{_COUNTED})[\s-](?P<unit>year|month|week|day|hour|minute)s?\b"
_AMOUNTS = re.compile(_AMOUNT, re.IGNORECASE)
_TIME = re.compile(
    rf"(?<![\w.,-])(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', _AMOUNT)}(?:,? (?:and )?|\Z)?)+(?!\s*(?:old|of age)\b)",
    re.IGNORECASE,
)


@rule("COV-named-party")
def party(case: Case) -> Iterator[Found]:
    """Who is named in the text as part of what happens with data belongs among the recipients, where people look for
    who has it. A name in passing easily escapes that list.
    """
    listed = " ; ".join(_listed(case))
    seen: set[str] = set()
    for passage, name, at in _mentions(case):
        if name not in seen and not any(names.places(listed, names.all_of(name))):
            seen.add(name)
            yield Found(
                passage.at(at),
                f"“{name}” is named here, and is not among the recipients.",
                "List it in third_parties.yaml and under the `recipients` of the purpose, or leave its name out.",
                passages.page(passage.at()),
            )


def _mentions(case: Case) -> Iterator[tuple[Passage, str, int]]:
    for passage in passages.of(case):
        yield from ((passage, found[0], found.start()) for found in names.recipients(passage.words))


def _listed(case: Case) -> Iterator[str]:
    """Everybody whom the records name in their part: recipients, the controllers and their people, and sources."""
    site = case.policy.site
    for each in entries(case.policy, "third_parties.third_parties"):
        if isinstance(each, ThirdParty):
            yield from filter(None, (each.name, each.kind, each.sector, each.description))
    for controller in site.controllers:
        yield from (controller.legal_name, *controller.trading_names)
    appointed = (site.dpo, *((site.representatives.uk, site.representatives.eu) if site.representatives else ()))
    yield from (each.name for each in appointed if each and each.name)
    for data in entries(case.policy, "data.categories"):
        if isinstance(data, DataCategory):
            yield from (name for source in data.source for name in source.names)
    yield site.name


@rule("COV-named-item")
def item(case: Case) -> Iterator[Found]:
    """Where the text gives the name of a cookie, readers look for it in the list. If it is not there, it was renamed or
    forgotten, and they cannot learn what it is for, how long it lasts and whose it is.
    """
    listed = doubles.Shelf()
    for each in case.stored.cookies.items:
        listed.add(each.glob, each)
    seen: set[str] = set()
    for name, spot in _names_of_items(case):
        if name not in seen and not listed.first(Glob(name)):
            seen.add(name)
            yield Found(
                spot,
                f"The text speaks of `{name}` as something that is stored, and the list of cookies does not have it.",
                "List it under `items` in cookies.yaml, or write the name that it has there.",
                passages.page(spot),
            )


def _names_of_items(case: Case) -> Iterator[tuple[str, Spot]]:
    """Code spans in a text about cookies, and words that begin with an underscore as the names of cookies do."""
    for prose in case.proses:
        for code in prose.codes:
            if _ITEM.match(code.name) and any(vocabulary.found(code.words, "about-storage")):
                yield code.name, code.place
    for passage in case.pages:
        yield from ((found[0], passage.at(found.start())) for found in _UNDERSCORED.finditer(passage.words))


@rule("COV-named-time")
def time(case: Case) -> Iterator[Found]:
    """How long something is kept stands in the data, from which all tables are drawn. A sentence that gives another
    time contradicts them, and one that gives a time of its own is forgotten when the data changes.
    """
    known: set[int] | None = None
    for passage in case.pages:
        for sentence in passage.sentences():
            keeping = any(vocabulary.found(sentence.words, "keeping"))
            for found in _TIME.finditer(sentence.words) if keeping else ():
                known = known if known is not None else {*_lengths(case.policy), *_told(case)}
                if _seconds(found[0]) not in known:
                    spot = sentence.at(found.start())
                    yield Found(
                        spot,
                        f"“{found[0].strip(' ,')}” is said here, and no record has that time.",
                        "Write the time that the data has, best as a fact or by its table; or correct the data.",
                        passages.page(spot),
                    )


def _told(case: Case) -> Iterator[int]:
    """The times that the words of the records give, but for the reasons, which tell of other times to compare."""
    for passage in case.records:
        at = passage.at()
        if not isinstance(at, Place) and at[1] == "reason":
            continue
        yield from (_seconds(found[0]) for found in _TIME.finditer(passage.words))


def _seconds(words: str) -> int:
    total = 0
    for found in _AMOUNTS.finditer(words):
        number = NUMBERS.get(found["number"].lower()) or int(found["number"])
        total += durations.seconds(durations.Span(**{f"{found['unit'].lower()}s": number})) or 0
    return total


def _lengths(policy: Policy) -> Iterator[int]:
    """Every time that a record states, in seconds."""
    for stem in FILES:
        part = getattr(policy, stem)
        if isinstance(part, Record):
            yield from _lengths_in(part)


def _lengths_in(record: Record) -> Iterator[int]:
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _lengths_in(each)
            else:
                yield from _spans(each)


def _spans(value: object) -> Iterator[int]:
    match value:
        case durations.Span():
            yield durations.seconds(value) or 0
        case durations.Rolling():
            yield from _spans(value.span)
        case durations.Between():
            yield from (*_spans(value.shortest), *_spans(value.longest))
        case durations.Depends():
            yield from (length for _, each in value.cases for length in _spans(each))


RULES = (party, item, time)
"""Firms, stored items, times."""
