"""Content that does not load: `slips/load.md` has what people get wrong, and the models what else can be wrong."""

import json
import re
from typing import Any

import pytest

import every_field
from every_field import Path
from policygen.load import Loaded, load
from policygen.problems import Place, Problem
from sound_site import HERE, Example, examples, reported

EXAMPLES = tuple(examples(HERE / "slips" / "load.md"))


def _words(path: Path) -> str:
    return f"text of {path[-1]}"


FULL = every_field.records(_words)
TREE = every_field.content(_words) | {"content/pages/privacy.md": b"---\ntitle: Privacy\n---\n"}
LEAVES = [(stem, path, value) for stem, data in FULL.items() for path, value in every_field.leaves(data)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
def test_a_slip_is_reported(example: Example) -> None:
    assert reported(example.files) == example.words


def test_the_sound_site_is_sound() -> None:
    assert reported({}) == ""


def test_content_with_every_field_loads() -> None:
    assert load(TREE).problems == ()


def _wrong(path: Path, value: Any) -> list[Any]:
    """What cannot stand in the place of a value."""
    match value:
        case dict():
            return ["some words", ["some words"]]
        case list() if path[-1] == "source":  # one of them need be no list
            return [[], "some words"]
        case list():
            return [[], [["some words"]], "some words"]
        case _:
            return [["some words"], {"strange": "words"}, [{"strange": "words"}]]


@pytest.mark.parametrize(
    ("stem", "path", "wrong"),
    [(stem, path, wrong) for stem, path, value in LEAVES for wrong in _wrong(path, value)],
    ids=str,
)
def test_a_value_of_the_wrong_shape_is_reported_where_it_stands(stem: str, path: Path, wrong: Any) -> None:
    loaded, problems = _loaded(stem, every_field.changed(FULL[stem], path, wrong))
    assert {problem.code for problem in problems} == {"REF-schema"}
    assert {problem.place for problem in problems} <= _within(loaded, stem, path)
    assert [problem for problem in loaded.problems if not _is_well_said(problem)] == []


KEYS = [(stem, path) for stem, path, _ in LEAVES if isinstance(path[-1], str)]


@pytest.mark.parametrize(("stem", "path"), KEYS, ids=str)
def test_a_misspelt_key_leads_back_to_itself(stem: str, path: Path) -> None:
    record, key = _record(stem, path), str(path[-1])
    misspelt = {f"{each}x" if each == key else each: value for each, value in record.items()}
    loaded, problems = _loaded(stem, every_field.changed(FULL[stem], path[:-1], misspelt))
    told = [problem.mend for problem in problems if f"`{key}x`" in problem.message]
    assert told == [f"Did you mean `{key}`?"]
    assert not any(f"`{key}` is missing" in problem.message for problem in problems)
    assert [problem for problem in loaded.problems if not _is_well_said(problem)] == []


@pytest.mark.parametrize(("stem", "path"), KEYS, ids=str)
def test_a_key_that_is_left_out_is_not_needed_or_told_by_its_name(stem: str, path: Path) -> None:
    rest = {each: value for each, value in _record(stem, path).items() if each != path[-1]}
    loaded, problems = _loaded(stem, every_field.changed(FULL[stem], path[:-1], rest))
    schema = [problem for problem in problems if problem.code == "REF-schema"]
    assert len(schema) <= 1
    assert all(f"`{path[-1]}`" in problem.message + problem.mend for problem in schema)
    assert [problem for problem in loaded.problems if not _is_well_said(problem)] == []


def _record(stem: str, path: Path) -> dict[str, Any]:
    """The group that the last key of the path stands in."""
    here: Any = FULL[stem]
    for step in path[:-1]:
        here = here[step]
    found: dict[str, Any] = here
    return found


def _loaded(stem: str, data: Any) -> tuple[Loaded, list[Problem]]:
    file = f"content/{stem}.yaml"
    loaded = load({**TREE, file: json.dumps(data, indent=1).encode()})
    return loaded, [problem for problem in loaded.problems if problem.place.file == file]


def _within(loaded: Loaded, stem: str, path: Path) -> set[Place]:
    """Where the value and what it holds stand."""
    places = loaded.places[stem]
    inside = [each for table in (places.keys, places.values) for each in table if each[: len(path)] == path]
    return {place for each in inside for place in (places.key(each), places.value(each))}


def _is_well_said(problem: Problem) -> bool:
    said = problem.message + problem.mend
    sound = re.fullmatch(r"[A-Z`“].*\.", problem.message) and re.fullmatch(r"[A-Z`“].*[.?]", problem.mend)
    return bool(sound) and not re.search(r"None|Error|pydantic|  ", said)
