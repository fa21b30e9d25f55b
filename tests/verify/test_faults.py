"""Every field of every record of the built site, altered in one place with all digests made to fit, is found out."""

import html
import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from built_site import INDEX, LIST, MANIFEST, judged, manifest, reference, row, with_manifest
from planted import MANNERS, Manner

from policygen import verify
from policygen.problems import Problem
from policygen.verify import website
from policygen.verify.records import Record

PAGE = "cookies/index.html"
SEALS = {"VERIFY-digest", "VERIFY-index"}
PAGE_ONLY = {"Published", "Checked", "Data", "Stored before you choose", "Combined with", "Choice by category",
             "Refusing all is as easy as accepting", "Global Privacy Control is honoured"}  # fmt: skip


class Fact(NamedTuple):
    """One value on a page: between which two letters of the file it stands."""

    page: str
    record: str
    label: str
    text: str
    start: int
    end: int


def facts() -> Iterator[Fact]:
    """Every value of every record, found in the text of the page without the reader that is to be proven."""
    for record in reference().read.records:
        assert isinstance(record, Record)
        page = reference().tree[record.place.file].decode()
        around = _element(page, record.id)
        for fact in record.facts:
            if fact.label not in ("caption of its table", "heading of its section"):
                start, end = _value(page, around, fact.label)
                yield Fact(record.place.file, record.id, fact.label, fact.text, start, end)


def _element(page: str, called: str) -> tuple[int, int]:
    opened = re.search(rf'<(\w+)\b[^>]*\bid="{called}"[^>]*>', page)
    assert opened, called
    return opened.end(), page.index(f"</{opened[1]}>", opened.end())


def _value(page: str, around: tuple[int, int], label: str) -> tuple[int, int]:
    called = re.escape(html.escape(label, quote=False))
    patterns = (
        rf'<td\b[^>]*\bdata-label="{called}"[^>]*>(.*?)</td>',
        rf"<dt>{called}</dt>\s*<dd>(.*?)</dd>",
        rf'<p class="{called}">(.*?)</p>',
        r'<th\b[^>]*\bscope="row"[^>]*>(.*?)</th>',
    )
    found = (re.compile(each, re.DOTALL).search(page, *around) for each in patterns)
    return next(match for match in found if match).span(1)
