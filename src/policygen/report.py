"""Problems as people and programs read them: text for a terminal, JSON for everything else."""

import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from policygen.problems import Level, Place, Problem

_COLOURS = {Level.ERROR: "\033[31m", Level.WARNING: "\033[33m", Level.INFO: "\033[36m", Level.PERSON: "\033[35m", Level.WAIVED: "\033[2m"}
_BOLD, _PLAIN = "\033[1m", "\033[0m"


def text(problems: tuple[Problem, ...], *, colour: bool = False) -> str:
    """One paragraph a problem: where, how grave, what; then the mend; at the end how many there are."""
    return "".join(f"{line}\n" for found in problems for line in _lines(found, colour=colour)) + _counts(problems)


def _lines(found: Problem, *, colour: bool) -> Iterator[str]:
    level = f"{_COLOURS[found.level]}{found.level}{_PLAIN}" if colour else str(found.level)
    place = f"{_BOLD}{found.place}{_PLAIN}" if colour else str(found.place)
    yield f"{place}: {level} {found.code} {found.message}"
    yield f"    {found.mend}"
    for related in found.related:
        yield f"    {related.place}: {related.words}"


def _counts(problems: tuple[Problem, ...]) -> str:
    counts = Counter(found.level for found in problems)
    parts = [f"{counts[level]} {_counted(level, counts[level])}" for level in Level if counts[level]]
    return f"{', '.join(parts)}.\n" if parts else ""


def _counted(level: Level, count: int) -> str:
    """The word after the number."""
    match level:
        case Level.WAIVED:
            return "waived"
        case Level.PERSON:
            return "needs a person" if count == 1 else "need a person"
        case _:
            return f"{level}{'s' * (count != 1)}"


def as_json(problems: tuple[Problem, ...]) -> str:
    """An object with the list of problems and their counts; ASCII only, so that any terminal takes it."""
    counts = Counter(found.level for found in problems)
    body = {"counts": {str(level): counts[level] for level in Level}, "problems": [_entry(found) for found in problems]}
    return json.dumps(body, indent=2) + "\n"


def _entry(found: Problem) -> dict[str, object]:
    return {
        **_place(found.place),
        "level": str(found.level),
        "code": found.code,
        "message": found.message,
        "mend": found.mend,
        "related": [{**_place(each.place), "words": each.words} for each in found.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {"file": place.file, "line": place.line, "column": place.column}


def wants_colour(stream: TextIO) -> bool:
    """Whether the stream is a terminal whose user has not asked for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")
