"""What the panel in the browser shows: the problems as in every report, each with the line that it speaks of."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict

from policygen import report
from policygen.problems import Place
from policygen.serve import margins
from policygen.serve.preview import Preview

_SHOWN_AROUND = 120
"""Characters of a long line on each side of the place."""


def data(preview: Preview, edit: Callable[[Place], str] | None = None) -> bytes:
    """Canonical enough to compare: `listed` is another one as soon as the panel would show anything else.

    `edit` makes the address that opens a place in an editor.
    """
    problems = preview.last.problems
    listed, lines = json.loads(report.as_json(problems)), report.lines(preview.last.sources, problems)
    beside = margins.of(preview.site, preview.last.sources, problems)
    for entry, at in zip(listed["problems"], beside, strict=True):
        entry["at"] = {"path": preview.base + at.path, "anchor": at.anchor} if at else None
        for each in (entry, *entry["related"]):
            place = Place(each["file"], each["line"], each["column"])
            quoted = report.quote(lines, place, _SHOWN_AROUND)
            each["quote"] = asdict(quoted) if quoted else None
            each["edit"] = edit(place) if edit and place.file in preview.last.sources else None
    body = {
        "build": preview.build,
        "stale": preview.is_stale,
        "said": report.in_words(problems),
        "changed": {preview.base + each.path: each.anchor for each in preview.changes},
        **listed,
    }
    body["listed"] = hashlib.sha256(json.dumps([preview.is_stale, listed]).encode()).hexdigest()[:16]
    return json.dumps(body).encode()
