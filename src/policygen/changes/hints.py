"""What the type of a field says of its values: a reference, a country, a word of a closed set, free text."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from policygen.model.countries import Country
from policygen.model.record import Record, Refers
from policygen.model.words import Text


@cache
def of(model: type[Record]) -> dict[str, Any]:
    """The type of each field, with its marks."""
    return get_type_hints(model, include_extras=True)


def refers(hint: Any) -> tuple[str, ...]:
    """The lists that an id may come from; none when the field holds no ids."""
    return next((each.to for each in _parts(hint) if isinstance(each, Refers)), ())


def is_country(hint: Any) -> bool:
    return _marked(hint, Country)


def is_text(hint: Any) -> bool:
    return _marked(hint, Text)


def is_word(hint: Any, value: str) -> bool:
    """Whether the value is one of a closed set."""
    return any(get_origin(each) is Literal and value in get_args(each) for each in _parts(hint))


def _marked(hint: Any, wanted: Any) -> bool:
    return any(each is wanted.__metadata__[0] for each in _parts(hint))


def _parts(hint: Any) -> Iterator[Any]:
    """The type, every type in it, and their marks."""
    yield hint
    if get_origin(hint) is not Literal:
        for part in get_args(hint):
            yield from _parts(part)
        yield from getattr(hint, "__metadata__", ())
