"""Problems as SARIF 2.1.0, the interchange format of OASIS for what tools find, which code hosts and editors read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from policygen import __version__
from policygen.problems import Level, Place, Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a code besides its problems.

    Attributes:
        level: how grave its problems are when nobody has decided otherwise.
        link: where its law can be read; empty for what is no law.

    """

    title: str
    reason: str
    level: Level
    link: str = ""


def as_sarif(problems: tuple[Problem, ...], known: Mapping[str, Known]) -> str:
    """One run; every code in it must be known."""
    codes = sorted({found.code for found in problems})
    driver = {
        "name": "policygen",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(code, known[code]) for code in codes],
    }
    results = [_result(found, codes.index(found.code), known[found.code]) for found in problems]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: str, known: Known) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": known.title},
        "fullDescription": {"text": known.reason},
        "defaultConfiguration": {"level": _LEVELS[known.level]},
        "help": {"text": f"`policygen explain {code}` says why, with an example that fails and one that passes."},
        **({"helpUri": known.link} if known.link else {}),
    }


def _result(found: Problem, index: int, known: Known) -> dict[str, Any]:
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        **_gravity(found, known),
        "message": {"text": _message(found)},
        "locations": [_location(found.place)],
        **({"relatedLocations": list(_related(found))} if found.related else {}),
    }


def _message(found: Problem) -> str:
    """What is wrong and what to do; of a waived one only the first, since the other is its justification."""
    return found.message if found.level is Level.WAIVED else f"{found.message} {found.mend}"


def _gravity(found: Problem, known: Known) -> dict[str, Any]:
    """What needs a person is no failure but a question, whose level SARIF wants to be `none`."""
    match found.level:
        case Level.PERSON:
            return {"kind": "review", "level": "none"}
        case Level.WAIVED:
            settled = {"kind": "external", "status": "accepted", "justification": found.mend}
            return {"level": _LEVELS[known.level], "suppressions": [settled]}
        case _:
            return {"level": _LEVELS[found.level]}


def _related(found: Problem) -> Iterator[dict[str, Any]]:
    for number, each in enumerate(found.related):
        yield {"id": number, **_location(each.place), "message": {"text": each.words}}


def _location(place: Place) -> dict[str, Any]:
    region = {"region": {"startLine": place.line, "startColumn": max(place.column, 1)}} if place.line else {}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(place.file)}, **region}}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
