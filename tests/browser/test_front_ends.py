"""What docs/front-ends.md shows is what the browser did, and what the pages of the shop hold."""

import re
from pathlib import Path

import matrix
import pytest
from clients import CLIENTS
from shop import SHOP

from policygen.outputs.exports import EXPORTERS

DOCUMENT = Path(__file__).parents[2] / "docs" / "front-ends.md"
MATRIX = re.compile(r"(?<=<!-- matrix -->\n).*?(?=<!-- end of the matrix -->)", re.DOTALL)
SNIPPET = re.compile(r"<!-- snippet: ([a-z-]+) -->\n(?:```html\n.*?\n```\n)?", re.DOTALL)
SHOWN = re.compile(r"<!-- snippet -->\n(.*?)\n<!-- end of the snippet -->", re.DOTALL)


def _shown(client: str) -> str:
    found = SHOWN.search((SHOP / "pages" / client / "index.html").read_text())
    assert found
    return f"<!-- snippet: {client} -->\n```html\n{found[1]}\n```\n"


def test_the_document_shows_what_was_measured_and_what_runs(request: pytest.FixtureRequest) -> None:
    text = DOCUMENT.read_text()
    true = SNIPPET.sub(lambda found: _shown(found[1]), MATRIX.sub(lambda _: matrix.table(), text))
    if request.config.getoption("--renew"):
        DOCUMENT.write_text(true)
    assert [found[1] for found in SNIPPET.finditer(true)] == [each.id for each in CLIENTS]
    assert DOCUMENT.read_text() == true


def test_the_document_says_of_every_export_what_it_cannot_express() -> None:
    limits = DOCUMENT.read_text().partition("\n## What the exports cannot express\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| .+ \|$", limits, re.MULTILINE)
    assert rows == ["export", *(each.name for each in EXPORTERS)]
