"""No declared field is silently dropped: take any fact away, or change it, and a reader sees another site."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from policygen import disk, layouts
from policygen.build import build
from policygen.model.policy import CONTENT, FILES, file_of
from policygen.model.record import Record, keys, records_in
from policygen.tree import Tree

SITE = Path(__file__).parent / "sites" / "everything"

NOT_PUBLISHED = {
    "note": "a remark for the people who edit the file",
    "policy.waivers": "printed by every check; they speak of the notice and are no part of it",
    "policy.attestations": "printed by every check; they speak of the notice and are no part of it",
    "site.readability": "a setting of the check",
    "clients": "a setting of the check",
}

NEEDED = {"id", "aliases"}
"""Ids and former ids are anchors: `test_every_id_is_an_anchor` looks for them."""

Path_ = tuple[str | int, ...]


@cache
def _trees() -> tuple[Tree, Tree]:
    content, _ = disk.read(SITE / CONTENT, CONTENT)
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    return content, theme


@cache
def _plain(stem: str) -> Any:
    return yaml.load(_trees()[0][file_of(stem)], yaml.BaseLoader)


def _leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Every value that is no group and no list of groups."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, number))
    else:
        yield path


def _published(stem: str, path: Path_) -> bool:
    return not NEEDED & set(map(str, path)) and not any(
        f"{stem}.{path[0]}" == name or name in path for name in NOT_PUBLISHED
    )


LEAVES = [(stem, path) for stem in FILES for path in _leaves(_plain(stem)) if _published(stem, path)]


def _texts(tree: Tree) -> list[str]:
    """What a person can read on each page; nothing of an attribute, in which no fact may hide."""
    pages = sorted(file for file in tree if file.endswith(".html"))
    return [BeautifulSoup(tree[file], "html.parser").body.get_text(" ", strip=True) for file in pages]  # type: ignore[union-attr]


@cache
def _seen_before() -> list[str]:
    built = build(*_trees())
    assert not built.problems, built.problems
    return _texts(built.tree)


def _without(value: Any, path: Path_) -> Any:
    """The same data without the value at the path; a group that becomes empty goes as well."""
    if isinstance(value, list):
        kept = [_without(each, path[1:]) if number == path[0] else each for number, each in enumerate(value)]
        return [each for each in kept if each not in ({}, [])]
    if len(path) == 1:
        return {key: inner for key, inner in value.items() if key != path[0]}
    changed = {key: _without(inner, path[1:]) if key == path[0] else inner for key, inner in value.items()}
    return {key: inner for key, inner in changed.items() if inner not in ({}, [])}


OTHER: dict[str, Any] = {
    "age": "12",
    "base_url": "https://b.example/",
    "basis": {"contract": "law", "law": "interest", "interest": "contract", "consent": "law"},
    "by": "Somebody",
    "category": {"needed": "counting", "counting": "needed"},
    "code": "gdpr:6-1-d",
    "country": "NO",
    "criteria": "Until then.",
    "definition": "another day",
    "every": "2 years",
    "how": "Shout.",
    "jurisdiction": "eu",
    "kind": {
        "change": "editorial",
        "channels": "phone",
        "items": "pixel",
        "required": "statutory",
        "source": "public",
        "third_parties": "counting firms",
    },
    "label": "Another",
    "language": "fr",
    "last": "2025-05-05",
    "legal_name": "Another Ltd",
    "match": {"exact": "glob", "glob": "exact"},
    "mechanism": "Another way.",
    "method": "a letter",
    "name": "Another",
    "not_required": "Another reason.",
    "on": "2025-05-05",
    "opt_out_each_time": "false",
    "own_sale": "false",
    "period": "9 years",
    "provider": "courier",
    "rolling": "1 hour",
    "similar_products": "false",
    "value": "elsewhere",
    "version": "9.9.9",
    "what": "Do another thing.",
}
"""Other values for what cannot be left out."""


def _with_other(value: Any, path: Path_, group: str = "") -> Any:
    """The same data with another value at the path."""
    if isinstance(value, list):
        return [_with_other(each, path[1:], group) if number == path[0] else each for number, each in enumerate(value)]
    key = str(path[0])
    if path[1:]:
        return {**value, key: _with_other(value[key], path[1:], key)}
    other = OTHER[key]
    return {**value, key: other.get(group, other.get(value[key])) if isinstance(other, dict) else other}


def _seen_after(stem: str, data: Any) -> list[str] | None:
    """What is seen with other data in one file; None when that does not build."""
    written = yaml.safe_dump(data, default_style='"', allow_unicode=True).encode()
    built = build({**_trees()[0], file_of(stem): written}, _trees()[1])
    return None if built.problems else _texts(built.tree)


@pytest.mark.parametrize(
    ("stem", "path"), LEAVES, ids=lambda part: part if isinstance(part, str) else ".".join(map(str, part))
)
def test_every_fact_is_seen(stem: str, path: Path_) -> None:
    after = _seen_after(stem, _without(_plain(stem), path))
    if after in (None, _seen_before()):  # It is needed, or what holds without it is the same.
        after = _seen_after(stem, _with_other(_plain(stem), path))
    assert after is not None, "the fact can neither be left out nor changed: give it another value in OTHER"
    assert after != _seen_before()


def test_every_field_of_the_model_is_declared_in_that_site() -> None:
    declared = {(model, key) for stem, model in FILES.items() for model, key in _declared(model, _plain(stem))}
    fields = {(model, key) for each in FILES.values() for model in _models(each) for key in keys(model)}
    assert {f"{model.__name__}.{key}" for model, key in fields - declared if key != "note"} == set()


def test_every_id_is_an_anchor() -> None:
    tree = build(*_trees()).tree
    anchors = "".join(tree[file].decode() for file in tree if file.endswith(".html"))
    ids = [each for stem in FILES for each in _values_of(_plain(stem), ("id", "aliases"))]
    assert [each for each in ids if f'-{each}"' not in anchors] == []


def _declared(model: type[Record], data: Any) -> Iterator[tuple[type[Record], str]]:
    for each in data if isinstance(data, list) else [data]:
        for key, value in each.items() if isinstance(each, dict) else ():
            yield model, key
            for inner in records_in(keys(model)[key].annotation):
                yield from _declared(inner, value)


def _models(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for field in model.model_fields.values():
        for inner in records_in(field.annotation):
            yield from _models(inner)


def _values_of(data: Any, wanted: tuple[str, ...]) -> Iterator[str]:
    if isinstance(data, list):
        for each in data:
            yield from _values_of(each, wanted)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in wanted:
                yield from [value] if isinstance(value, str) else value
            yield from _values_of(value, wanted)
