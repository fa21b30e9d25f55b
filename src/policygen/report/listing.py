"""Problems as one JSON object, in the shape of contract/problems.schema.json."""

import json
from collections import Counter

from policygen.problems import Level, Place, Problem


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
