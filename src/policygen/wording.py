"""Values as people read them: days, durations, countries, yes and no, lists."""

from datetime import date

from policygen import durations
from policygen.model import countries

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """`20 November 2026`, in any locale."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def yes_no(value: bool) -> str:
    return "yes" if value else "no"


def country(code: str) -> str:
    return countries.names()[code]


def words(value: object) -> str | None:
    """Any single value, or a list of them; None for what is no value but a group of keys."""
    match value:
        case bool():
            return yes_no(value)
        case str() | int():
            return str(value)
        case date():
            return day(value)
        case tuple():
            parts = [words(each) for each in value]
            return None if None in parts else ", ".join(part for part in parts if part)
        case _ if isinstance(value, durations.Duration):
            return durations.words(value)
        case _:
            return None


def called(record: object) -> str:
    """What a record is called for readers: its label or name, else its kind, legal name or id."""
    names = (getattr(record, field, None) for field in ("label", "name", "kind", "legal_name", "id"))
    return next(str(name) for name in names if name)
