"""A change in one line, as people read it."""

from collections import Counter
from collections.abc import Iterator

from policygen.changes import values, vocabulary
from policygen.changes.facts import ORDER, Difference
from policygen.joins.finding import entries
from policygen.model import countries
from policygen.model.cookies import Item
from policygen.model.policy import Policy
from policygen.model.record import Record


def line(found: Difference, old: Policy, new: Policy) -> str:
    """Such as "Cookie `_ga`: 13 months -> 24 months" and "New recipient: X, processor, United States"."""
    if found.record and not found.path:
        return _whole(found, found.record, new)
    if found.kind == ORDER:
        return f"{vocabulary.SUBJECTS[found.list].all}: in another order"
    told = _amount(str(found.old), str(found.new)) if found.kind == "prose" else _direction(found, old, new)
    return f"{_subject(found, old, new)}: {told}"


def before_and_now(found: Difference, old: Policy, new: Policy) -> tuple[str | None, str | None]:
    """The words of both sides; of the text of a page only how long it is, since the redline shows it."""
    if found.kind == "prose":
        return _count(len(str(found.old).split())), _count(len(str(found.new).split()))
    return _words(found, found.old, old), _words(found, found.new, new)


def _words(found: Difference, value: object, policy: Policy) -> str | None:
    if value is None:
        return None
    if found.kind == ORDER and isinstance(value, tuple):
        return ", ".join(map(values.called, value))
    return values.words(value, found.hint, policy)


def _subject(found: Difference, old: Policy, new: Policy) -> str:
    """The record and the field: "Purpose “Orders”, data"."""
    name = vocabulary.SUBJECTS[found.list].all if found.record is None else _named(found.record, found.list)
    bare = (found.list, found.kind) in vocabulary.UNLABELLED and found.old is not None and found.new is not None
    labels = () if bare else tuple(_labels(found, old, new))
    return ", ".join((name[:1].upper() + name[1:], *labels))


def _labels(found: Difference, old: Policy, new: Policy) -> Iterator[str]:
    """The words of each step on the way; an entry of a list that is new or gone is told in full, and not named here."""
    where = found.list
    whole = isinstance(found.old or found.new, Record)
    for number, step in enumerate(found.path, 1):
        if not step.is_entry:
            where = f"{where}.{step.name}"
            yield from (label for label in (vocabulary.label(step.name, where),) if label)
        elif not whole or number < len(found.path):
            yield f"“{_entry(step.name, old, new)}”"


def _entry(key: str, old: Policy, new: Policy) -> str:
    """The name of what tells an entry of a list from the others: a legal basis, a country, or a word."""
    bases = (each for policy in (new, old) for each in entries(policy, "legal_bases.bases") if each.id == key)
    if basis := next(bases, None):
        return values.called(basis)
    return countries.names().get(key) or vocabulary.term(key)


def _named(record: Record, where: str) -> str:
    name = values.called(record)
    return f"{_noun(record, where)} {f'`{name}`' if isinstance(record, Item) and '`' not in name else f'“{name}”'}"


def _noun(record: Record, where: str) -> str:
    return vocabulary.KINDS[record.kind] if isinstance(record, Item) else vocabulary.SUBJECTS[where].one


def _whole(found: Difference, record: Record, policy: Policy) -> str:
    if found.new is None:
        return f"Removed: {_named(record, found.list)}"
    name, details = values.called(record), values.described(record, policy)
    shown = f"`{name}`" if isinstance(record, Item) and "`" not in name else name
    return f"New {_noun(record, found.list)}: {shown}{f', {details}' if details else ''}"


def _direction(found: Difference, old: Policy, new: Policy) -> str:
    before, now = before_and_now(found, old, new)
    if isinstance(found.old or found.new, Record):
        return f"now also {now}" if found.old is None else f"no longer {before}"
    if isinstance(found.old, tuple) and isinstance(found.new, tuple):
        return _moved(found, old, new)
    if before is None:
        return f"{now} (not stated before)"
    return f"{before} -> {now}" if now is not None else f"no longer stated (it was: {before})"


def _moved(found: Difference, old: Policy, new: Policy) -> str:
    was, becomes = (value if isinstance(value, tuple) else () for value in (found.old, found.new))
    more = tuple(each for each in becomes if each not in was)
    less = tuple(each for each in was if each not in becomes)
    parts = [f"now also {values.words(more, found.hint, new)}"] if more else []
    parts += [f"no longer {values.words(less, found.hint, old)}"] if less else []
    return "; ".join(parts) or "in another order"


def _amount(old: str, new: str) -> str:
    """How many words came and went; that some only moved shows in neither number."""
    before, now = Counter(old.split()), Counter(new.split())
    return f"{_count((now - before).total())} added, {_count((before - now).total())} removed"


def _count(words: int) -> str:
    return f"{words} word{'s' * (words != 1)}"
