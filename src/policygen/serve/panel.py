"""What the panel in the browser shows: the problems as in every report, each with the line that it speaks of."""

import hashlib
import json
import unicodedata
from typing import Any

from policygen import report
from policygen.problems import Place
from policygen.serve.preview import Preview
from policygen.tree import Tree

_SHOWN_AROUND = 120
"""Characters of a long line on each side of the place."""


def data(preview: Preview) -> bytes:
    """Canonical enough to compare: `listed` is another one as soon as the panel would show anything else."""
    listed = json.loads(report.as_json(preview.last.problems))
    for entry in listed["problems"]:
        for place in (entry, *entry["related"]):
            place["quote"] = _quote(preview.last.sources, Place(place["file"], place["line"], place["column"]))
    body = {
        "build": preview.build,
        "stale": preview.is_stale,
        "changed": {preview.base + each.path: each.anchor for each in preview.changes},
        **listed,
    }
    body["listed"] = hashlib.sha256(json.dumps([preview.is_stale, listed]).encode()).hexdigest()[:16]
    return json.dumps(body).encode()


def _quote(sources: Tree, place: Place) -> dict[str, Any] | None:
    """The line in three pieces: before the place, the character that stands there, and after it."""
    if place.file not in sources or not place.line:
        return None
    lines = _lines(sources[place.file])
    if place.line > len(lines):
        return None
    line, index = lines[place.line - 1], max(place.column - 1, 0)
    before, at, after = line[:index], line[index : index + 1], line[index + 1 :]
    return {
        "before": _visible(before if len(before) <= _SHOWN_AROUND else f"…{before[-_SHOWN_AROUND:]}"),
        "at": _visible(at),
        "after": _visible(after if len(after) <= _SHOWN_AROUND else f"{after[:_SHOWN_AROUND]}…"),
    }


def _lines(data: bytes) -> list[str]:
    """As the pipe counts them: every kind of line end is one, and an accent belongs to its letter."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [unicodedata.normalize("NFC", line) for line in text.split("\n")]


def _visible(text: str) -> str:
    """Characters that hide, or that turn the direction of what follows, are shown by their number."""
    return "".join(sign if sign.isprintable() or sign == "\t" else f"⟨U+{ord(sign):04X}⟩" for sign in text)
