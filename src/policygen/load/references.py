"""Ids and what refers to them: each is given once, and every reference meets one."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic.fields import FieldInfo

from policygen.model.policy import FILES
from policygen.model.record import Record, Refers, keys
from policygen.model.words import is_slug
from policygen.problems import Place, Problem, Related, shown
from policygen.spelling import did_you_mean
from policygen.yaml_source import Path, Source


class Definition(NamedTuple):
    """Where an id is given: `list` is the file and key, such as `data.categories`; `alias_of` its present id."""

    list: str
    id: str
    place: Place
    alias_of: str | None


def check(sources: Mapping[str, Source], records: Mapping[str, Record]) -> tuple[Problem, ...]:
    """The problems of all ids and references; a file that did not fit its model still gives its ids."""
    definitions = tuple(_definitions(sources))
    return (*_doubled(definitions), *_dangling(definitions, sources, records))


def _definitions(sources: Mapping[str, Source]) -> Iterator[Definition]:
    for stem, source in sources.items():
        for key, entries in (source.data or {}).items():
            for number, entry in enumerate(entries if isinstance(entries, tuple) else ()):
                if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
                    yield from _names(f"{stem}.{key}", entry, (key, number), source)


def _names(where: str, entry: Mapping[str, Any], path: Path, source: Source) -> Iterator[Definition]:
    yield Definition(where, entry["id"], source.places.value((*path, "id")), None)
    aliases = entry.get("aliases")
    for number, alias in enumerate(aliases if isinstance(aliases, tuple) else ()):
        if isinstance(alias, str):
            yield Definition(where, alias, source.places.value((*path, "aliases", number)), entry["id"])


_SHARED = {"site.controllers": "third_parties.third_parties"}
"""Providers are named by one id, whether they are controllers or third parties."""


def _doubled(definitions: tuple[Definition, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Definition] = {}
    for found in definitions:
        key = (_SHARED.get(found.list, found.list), found.id)
        earlier = first.setdefault(key, found)
        if earlier is not found:
            message, mend = f"The id `{shown(found.id)}` is given twice.", "Give one of the two another id."
            related = Related(earlier.place, "first given here")
            yield Problem(found.place, "REF-duplicate", message, mend, related=(related,))


def _dangling(
    definitions: tuple[Definition, ...], sources: Mapping[str, Source], records: Mapping[str, Record]
) -> Iterator[Problem]:
    known: dict[str, dict[str, Definition]] = {}
    for found in definitions:
        known.setdefault(found.list, {}).setdefault(found.id, found)
    unread = set(_unread(sources))
    for stem, record in records.items():
        for path, value, refers in references(record):
            if not unread.isdisjoint(refers.to):
                continue  # What is meant may stand where nothing could be understood.
            targets = {name: each for where in refers.to for name, each in known.get(where, {}).items()}
            target = targets.get(value)
            if target is None or target.alias_of:
                place = sources[stem].places.value(path)
                yield Problem(place, "REF-unknown", *_unknown(value, refers, targets))


def _unread(sources: Mapping[str, Source]) -> Iterator[str]:
    """The lists that may give more ids than could be understood."""
    for stem, source in sources.items():
        for key, field in keys(FILES[stem]).items():
            entries = (source.data or {}).get(key, None if field.is_required() else ())
            if source.problems or entries is None or not (entries == "none" or all(map(_has_sound_id, entries))):
                yield f"{stem}.{key}"


def _has_sound_id(entry: object) -> bool:
    return isinstance(entry, Mapping) and is_slug(entry.get("id"))


def _unknown(value: str, refers: Refers, targets: Mapping[str, Definition]) -> tuple[str, str]:
    if value in targets:
        return f"`{value}` is a former id.", f"Write its present id, `{targets[value].alias_of}`."
    files = " or ".join(f"{_file(where)}.yaml ({where.partition('.')[2]})" for where in refers.to)
    mend = did_you_mean(value, targets) if targets else "Define it there, or leave it out here."
    return f"`{value}` is defined nowhere in {files}.", mend


def _file(where: str) -> str:
    """The file of a list such as `data.categories`."""
    return where.partition(".")[0]


def references(record: Record, path: Path = ()) -> Iterator[tuple[Path, str, Refers]]:
    """Every reference in a record, with its path and what it may refer to."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        for sub_path, leaf in _leaves(value, (*path, name)):
            if isinstance(leaf, Record):
                yield from references(leaf, sub_path)
            elif isinstance(leaf, str) and leaf != "none" and (refers := _refers(field)):
                yield sub_path, leaf, refers


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        for number, each in enumerate(value):
            yield (*path, number), each
    else:
        yield path, value


def _refers(field: FieldInfo) -> Refers | None:
    """The mark on the field's type, however deep in lists and unions."""
    return next((each for each in (*field.metadata, *_metadata(field.annotation)) if isinstance(each, Refers)), None)


def _metadata(annotation: Any) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for part in getattr(annotation, "__args__", ()):
        yield from _metadata(part)
    origin = getattr(annotation, "__origin__", None)
    if origin is not None and hasattr(annotation, "__metadata__"):
        yield from _metadata(origin)
