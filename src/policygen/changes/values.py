"""A value of the content in words, with the names of the records that it refers to."""

from collections.abc import Iterator
from typing import Any

from policygen import wording
from policygen.changes import hints, vocabulary
from policygen.joins.finding import entries
from policygen.model.page import Page
from policygen.model.policy import Policy
from policygen.model.record import Record
from policygen.model.third_parties import ThirdParty

NOTHING = "without details"
_NOT_FACTS = frozenset({"note", "aliases", "id"})
_TELLING = {
    "Purpose": ("data", "bases", "recipients"),
    "DataCategory": ("items", "source"),
    "LegalBasis": ("code",),
    "CookieCategory": ("consent",),
    "Service": ("provider", "category"),
    "Item": ("category", "duration", "provider"),
    "RetentionRule": ("applies_to", "period", "criteria"),
    "Event": ("definition",),
    "Right": (),
    "Controller": ("country",),
    "AutomatedDecision": ("logic",),
    "Page": (),
}
"""What is told of a record that is new, besides its name."""
_BARE = frozenset({
    "code", "consent", "category", "duration", "period", "definition", "role", "countries", "country", "items", "basis",
    "kind", "name", "names", "value", "applies_to", "jurisdiction", "criteria", "data", "purposes",
    "what",
})  # fmt: skip
"""Values that need no label beside their record."""


def called(record: Record) -> str:
    """The name of a record for readers; of a page its title, and of a right without a name the usual one."""
    if isinstance(record, Page):
        return record.title
    name = wording.called(record)
    return vocabulary.term(name) if name == getattr(record, "id", None) else name


def words(value: object, hint: Any, policy: Policy) -> str:
    """The value as it stands in `policy`, in words."""
    match value:
        case None | ():
            return "not stated"
        case tuple():
            return ", ".join(words(each, hint, policy) for each in value)
        case Record():
            return _grouped(value, policy)
        case str():
            return _text(value, hint, policy)
        case _:
            return wording.words(value) or ""


def _text(value: str, hint: Any, policy: Policy) -> str:
    if hints.is_word(hint, value):
        return vocabulary.term(value)
    if hints.is_country(hint):
        return wording.country(value)
    found = (each for where in hints.refers(hint) for each in entries(policy, where) if each.id == value)
    return next((called(each) for each in found), " ".join(value.split()))


def _grouped(group: Record, policy: Policy) -> str:
    """What tells the group from others, and the rest of it in brackets."""
    first, *rest = tuple(_parts(group, tuple(type(group).model_fields), policy)) or (NOTHING,)
    return f"{first} ({', '.join(rest)})" if rest else first


def described(record: Record, policy: Policy) -> str:
    """What a record says besides its name, as far as it tells what is new; empty when that is nothing."""
    if isinstance(record, ThirdParty):
        return ", ".join(_recipient(record, policy))
    return ", ".join(_parts(record, _TELLING[type(record).__name__], policy))


def _parts(record: Record, fields: tuple[str, ...], policy: Policy) -> Iterator[str]:
    for name in fields:
        value = getattr(record, name)
        if name not in _NOT_FACTS and value not in (None, ()):
            said = words(value, hints.of(type(record))[name], policy)
            key = type(record).model_fields[name].alias or name
            yield said if name in _BARE else f"{vocabulary.label(key)}: {said}"


def _recipient(party: ThirdParty, policy: Policy) -> Iterator[str]:
    """`processor, United States, safeguard: standard contractual clauses`."""
    going = tuple(each.country for each in party.transfers if each.country not in party.countries)
    placed = party.model_copy(update={"countries": (*party.countries, *going)})
    yield from _parts(placed, ("role", "countries"), policy)
    for each in party.transfers:
        safeguard = vocabulary.term(each.mechanism) if each.mechanism else "not stated"
        where = f" in {wording.country(each.country)}" if len(placed.countries) > 1 else ""
        yield f"safeguard{where}: {safeguard}"
