"""The facts that differ between two policies, in the order of the content; nothing is judged or worded here."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from policygen.changes import hints
from policygen.joins import storage
from policygen.model.cookies import Cookies
from policygen.model.policy import FILES, Policy
from policygen.model.record import Identified, Record

ORDER = "order"
"""The field of a list whose records stand in another order."""
_NO_FACTS = frozenset({"note", "aliases", "id", "file"})
"""A remark that is never published, and what names a record."""


class Step(NamedTuple):
    """A key on the way to a fact, or what tells an entry of a list from the others."""

    name: str
    is_entry: bool = False


class Difference(NamedTuple):
    """One fact that differs."""

    list: str
    record: Record | None
    """The record it belongs to as it is now, or was; None for what stands alone in its file."""
    path: tuple[Step, ...]
    hint: Any
    old: object
    new: object

    @property
    def kind(self) -> str:
        """The keys on the way, without the entries: what the table of gravity calls the field."""
        return ".".join(step.name for step in self.path if not step.is_entry)


class _At(NamedTuple):
    """A place on the way down."""

    list: str
    record: Record | None
    path: tuple[Step, ...] = ()

    def below(self, key: str) -> "_At":
        return self._replace(path=(*self.path, Step(key)))

    def entry(self, key: str) -> "_At":
        return self._replace(path=(*self.path, Step(key, is_entry=True)))

    def differs(self, hint: Any, old: object, new: object) -> Difference:
        return Difference(self.list, self.record, self.path, hint, old, new)


def differences(old: Policy, new: Policy) -> Iterator[Difference]:
    """Ids must already be the same on both sides."""
    before, now = _resolved(old), _resolved(new)
    for stem, model in FILES.items():
        one, other = getattr(before, stem), getattr(now, stem)
        for key, (was, becomes, hint) in _fields(model, one, other):
            if _holds_records(was) or _holds_records(becomes):
                yield from _lists(f"{stem}.{key}", hint, was, becomes)
            else:
                yield from _values(_At(stem, None).below(key), hint, was, becomes)
    yield from _records("pages", _pages(old), _pages(new))


def _pages(policy: Policy) -> dict[str, Record]:
    """By their name; the lines that stand in the prose for the front matter are not of the text."""
    return {each.name: each.model_copy(update={"prose": each.prose.strip()}) for each in policy.pages}


def _resolved(policy: Policy) -> Policy:
    """What an item has from its service, and what its name shows, stands in the item: it is the same fact."""
    stored = storage.of(policy)
    items = tuple(
        item.model_copy(
            update={
                "category": category.id if category else None,
                "provider": provider.id if provider else None,
                "match": item.matching,
            }
        )
        for item in stored.cookies.items
        for category, provider in [(stored.category_of(item), stored.provider_of(item))]
    )
    cookies = (policy.cookies or Cookies()).model_copy(update={"items": items})
    return policy.model_copy(update={"cookies": cookies})


def _fields(
    model: type[Record], old: Record | None, new: Record | None
) -> Iterator[tuple[str, tuple[object, object, Any]]]:
    """The key of each field that differs, with its values and type; an empty list says as little as none."""
    for name, field in model.model_fields.items():
        was, becomes = _said(old, name), _said(new, name)
        if name not in _NO_FACTS and was != becomes:
            yield field.alias or name, (was, becomes, hints.of(model)[name])


def _said(record: Record | None, name: str) -> object:
    value = getattr(record, name, None)
    return None if value == () else value


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(each, Identified) for each in value)


def _lists(where: str, hint: Any, old: object, new: object) -> Iterator[Difference]:
    """A list of records that have ids; `none` and nothing said are both no records, and still not the same."""
    before, now = _by_id(old), _by_id(new)
    if not (before or now):
        yield _At(where, None).differs(hint, old, new)
    yield from _records(where, before, now)


def _by_id(value: object) -> dict[str, Record]:
    return {each.id: each for each in value} if isinstance(value, tuple) else {}


def _records(where: str, before: Mapping[str, Record], now: Mapping[str, Record]) -> Iterator[Difference]:
    for key in _both(before, now):
        old, new = before.get(key), now.get(key)
        at = _At(where, new or old)
        if old is None or new is None:
            yield at.differs(None, old, new)
        else:
            yield from _inside(at, old, new)
    common = [key for key in before if key in now]
    if common != [key for key in now if key in before] and where != "pages":
        names = tuple[object, ...](now[key] for key in now if key in before)
        yield _At(where, None).below(ORDER).differs(None, tuple(before[key] for key in common), names)


def _both(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What is there now, then what is no more."""
    return [*now, *(key for key in before if key not in now)]


def _inside(at: _At, old: Record | None, new: Record | None) -> Iterator[Difference]:
    model = type(new or old or Record())
    for key, (was, becomes, hint) in _fields(model, old, new):
        yield from _values(at.below(key), hint, was, becomes)


def _values(at: _At, hint: Any, old: object, new: object) -> Iterator[Difference]:
    """One field: a group is entered, a list of groups is told entry by entry, all else is one fact."""
    one, other = (each if isinstance(each, Record) else None for each in (old, new))
    if one or other:
        inner = tuple(_inside(at, one, other))
        yield from inner or (at.differs(hint, old, new),)
    elif any(isinstance(each, tuple) and isinstance(each[0], Record) for each in (old, new)):
        yield from _entries(at, hint, _keyed(old), _keyed(new))
    else:
        yield at.differs(hint, old, new)


def _entries(at: _At, hint: Any, before: Mapping[str, Record], now: Mapping[str, Record]) -> Iterator[Difference]:
    for key in _both(before, now):
        old, new = before.get(key), now.get(key)
        if old is None or new is None:
            yield at.entry(key).differs(hint, old, new)
        else:
            yield from _inside(at.entry(key), old, new)
    if before.keys() == now.keys() and list(before) != list(now):
        yield at.differs(hint, tuple(before), tuple(now))


def _keyed(groups: object) -> dict[str, Record]:
    """Groups without ids by what tells them apart; the second with the same key is `KEY-2`."""
    found = dict[str, Record]()
    for each in groups if isinstance(groups, tuple) else ():
        key, number = key_of(each), 2
        while key in found:
            key, number = f"{key_of(each)}-{number}", number + 1
        found[key] = each
    return found


def key_of(group: Record) -> str:
    """What tells a group in a list from the others: its basis, country, kind, jurisdiction, rule or doing."""
    named: Sequence[str] = ("basis", "country", "kind", "jurisdiction", "rule", "what")
    return next(str(getattr(group, each)) for each in named if hasattr(group, each))
