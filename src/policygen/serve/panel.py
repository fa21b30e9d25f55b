"""What the panel in the browser shows: the problems as in every report, each with the line that it speaks of."""

import hashlib
import json
from dataclasses import asdict

from policygen import report
from policygen.problems import Place
from policygen.serve.preview import Preview

_SHOWN_AROUND = 120
"""Characters of a long line on each side of the place."""


def data(preview: Preview) -> bytes:
    """Canonical enough to compare: `listed` is another one as soon as the panel would show anything else."""
    problems = preview.last.problems
    listed, lines = json.loads(report.as_json(problems)), report.lines(preview.last.sources, problems)
    for entry in listed["problems"]:
        for place in (entry, *entry["related"]):
            quoted = report.quote(lines, Place(place["file"], place["line"], place["column"]), _SHOWN_AROUND)
            place["quote"] = asdict(quoted) if quoted else None
    body = {
        "build": preview.build,
        "stale": preview.is_stale,
        "changed": {preview.base + each.path: each.anchor for each in preview.changes},
        **listed,
    }
    body["listed"] = hashlib.sha256(json.dumps([preview.is_stale, listed]).encode()).hexdigest()[:16]
    return json.dumps(body).encode()
