"""A change in one line, as people read it."""

from collections import Counter

from policygen.changes import values, vocabulary
from policygen.changes.facts import ORDER, Difference
from policygen.model.cookies import Item
from policygen.model.policy import Policy
from policygen.model.record import Record


def line(found: Difference, old: Policy, new: Policy) -> str:
    """Such as "Cookie `_ga`: 13 months -> 24 months" and "New recipient: X, processor, United States"."""
    if found.record and not found.path:
        return _whole(found, found.record, old, new)
    if found.kind == ORDER:
        return f"{vocabulary.SUBJECTS[found.list].all}: in another order"
    about = subject(found)
    if found.kind == "prose":
        return f"{about}, text: {_amount(str(found.old), str(found.new))}"
    return f"{about}: {_direction(found, old, new)}"


def before_and_now(found: Difference, old: Policy, new: Policy) -> tuple[str | None, str | None]:
    """The words of both sides; of the text of a page only how long it is, since the redline shows it."""
    if found.kind == "prose":
        before, now = (f"{len(str(text).split())} words" for text in (found.old, found.new))
        return before, now
    sides = ((found.old, old), (found.new, new))
    before, now = (None if value is None else _words(found, value, policy) for value, policy in sides)
    return before, now


def _words(found: Difference, value: object, policy: Policy) -> str:
    if found.kind == ORDER and isinstance(value, tuple):
        return ", ".join(map(values.called, value))
    return values.words(value, found.hint, policy)


def subject(found: Difference) -> str:
    """The record and the field: "Purpose “Orders”, data"."""
    kept = found.path if (found.list, found.kind) not in vocabulary.UNLABELLED else found.path[:-1]
    name = vocabulary.SUBJECTS[found.list].all if found.record is None else _named(found.record, found.list)
    labels = [_step(step, found) for step in kept]
    return ", ".join((name[:1].upper() + name[1:], *labels))


def _step(step: str, found: Difference) -> str:
    """A key, or what tells the entry of a list from the others."""
    if step in found.kind.split("."):
        return vocabulary.label(step)
    return f"“{vocabulary.term(step)}”"


def _named(record: Record, where: str) -> str:
    name = values.called(record)
    return f"{_noun(record, where)} {f'`{name}`' if isinstance(record, Item) and '`' not in name else f'“{name}”'}"


def _noun(record: Record, where: str) -> str:
    return vocabulary.KINDS[record.kind] if isinstance(record, Item) else vocabulary.SUBJECTS[where].one


def _whole(found: Difference, record: Record, old: Policy, new: Policy) -> str:
    if found.new is None:
        return f"Removed: {_named(record, found.list)}"
    name, details = values.called(record), values.described(record, new)
    shown = f"`{name}`" if isinstance(record, Item) and "`" not in name else name
    more = f", {details}" if details != "without details" else ""
    return f"New {_noun(record, found.list)}: {shown}{more}"


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
    return f"{(now - before).total()} words added, {(before - now).total()} words removed"
