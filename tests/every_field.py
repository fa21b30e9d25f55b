"""Content in which every field of every model is filled, found by walking the models."""

import json
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from policygen.model.countries import Country
from policygen.model.page import FrontMatter
from policygen.model.policy import FILES, file_of
from policygen.model.record import Identified, Record, Refers, records_in
from policygen.model.site import Appointed
from policygen.model.words import BaseUrl, Date, Domain, Duration, Flag, Language, Link, Slug, Text, Version, WebAddress

Path = tuple[str | int, ...]
Wording = Callable[[Path], str]
"""From the path of a text, which begins with the name of its file, to the text."""

_SAMPLES: tuple[tuple[Any, str], ...] = (
    (Flag, "true"), (Date, "2026-11-20"), (Duration, "13 months"), (WebAddress, "https://a.example/b"),
    (BaseUrl, "https://shop.example/"), (Link, "/privacy/"), (Domain, "a.example"), (Version, "1.0.0"),
    (Language, "en-GB"), (Country, "GB"),
)  # fmt: skip
_UNUSED = {(Appointed, "not_required")}
"""What cannot stand beside the other keys."""


def content(wording: Wording) -> dict[str, bytes]:
    """All content files but pages."""
    return {file_of(stem): json.dumps(data).encode() for stem, data in records(wording).items()}


def records(wording: Wording) -> dict[str, dict[str, Any]]:
    """All content files but pages, as plain data."""
    return {stem: _filled(model, (stem,), wording) for stem, model in FILES.items()}


def front_matter(path: Path, wording: Wording) -> str:
    filled = _filled(FrontMatter, path, wording)
    return "---\n" + "".join(f"{key}: {json.dumps(text)}\n" for key, text in filled.items()) + "---\n"


def _filled(model: type[Record], path: Path, wording: Wording) -> dict[str, Any]:
    hints, keys = get_type_hints(model, include_extras=True), dict[str, Any]()
    for name, field in model.model_fields.items():
        if (model, name) not in _UNUSED:
            key = field.alias or name
            keys[key] = _sample(hints[name], (*path, key), wording)
    if issubclass(model, Identified):
        keys |= {"aliases": [f"{_id(model)}-before"]} | ({"id": _id(model)} if hints["id"] == Slug else {})
    return keys


def _id(model: type[Record]) -> str:
    return model.__name__.lower()


def _sample(hint: Any, path: Path, wording: Wording) -> Any:
    if hint == Text:
        return wording(path)
    if found := next((sample for known, sample in _SAMPLES if known == hint), None):
        return found
    if refers := next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Refers)), None):
        stem, _, key = refers.to[0].partition(".")
        return _id(next(records_in(FILES[stem].model_fields[key].annotation)))
    if isinstance(hint, type) and issubclass(hint, Record):
        return _filled(hint, path, wording)
    return _built(hint, path, wording)


def _built(hint: Any, path: Path, wording: Wording) -> Any:
    """A sample of what is put together from other types."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _sample(arguments[0], path, wording)
    if origin in {Union, types.UnionType}:
        *_, wanted = (each for each in arguments if each is not type(None))
        return _sample(wanted, path, wording)
    if origin is tuple:
        return [_sample(arguments[0], (*path, 0), wording)]
    return arguments[0] if origin is Literal else {int: "3", str: "x"}[hint]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value with its path, groups and lists included."""
    if path:
        yield path, value
    if isinstance(value, Mapping | list):
        for key, each in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves(each, (*path, key))


def changed(value: Any, path: Path, new: Any) -> Any:
    """The same data with another value at one place."""
    if not path:
        return new
    key, rest = path[0], path[1:]
    if isinstance(value, list):
        return [changed(each, rest, new) if number == key else each for number, each in enumerate(value)]
    return {**value, key: changed(value[key], rest, new)}
