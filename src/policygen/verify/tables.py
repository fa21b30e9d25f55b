"""A table of facts: which kind it is, its column headers, its rows, and whether each cell has one clear header."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from policygen.problems import Problem
from policygen.verify import effects
from policygen.verify.reading import Page, words
from policygen.verify.values import MEND, unlabelled

DETAILS = "Details"
"""The column whose cells hold a list of facts each."""
NOT_STATED = "Not stated"
"""What a cell says when nobody has said; a list of facts leaves the pair out."""

_CODES = {"cookie": "VERIFY-item", "service": "VERIFY-service", "provider": "VERIFY-provider"}
_COLUMNS = {
    "cookie": frozenset({"Name", "Kind", "Provider", "Purpose", "Lasts"}),
    "service": frozenset({"Service", "Provider", "Category", "Scripts from", "Opt out"}),
    "provider": frozenset({"Provider", "Part of this site", "Countries", "Privacy notice"}),
}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """`kind` is what its rows' ids begin with: cookie, service or provider."""

    kind: str
    code: str
    head: tuple[Tag, ...]
    body: tuple[Tag, ...]
    headers: tuple[Tag, ...]
    labels: tuple[str, ...]


def read(page: Page, table: Tag, section: str) -> Table | None:
    """None when it is no table of facts; `section` is how the ids of sections of cookies begin."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    head = tuple(row for row in rows if row.parent and row.parent.name == "thead")
    body = tuple(row for row in rows if not (row.parent and row.parent.name == "thead"))
    headers = tuple(cell for row in head for cell in cells(row))
    labels = tuple(_label(page, cell) for cell in headers)
    around = table.find_parent("section")
    kind = "cookie" if around and str(around.get("id", "")).startswith(section) else _kind(labels, body)
    return Table(kind, _CODES[kind], head, body, headers, labels) if kind else None


def _label(page: Page, header: Tag) -> str:
    """The header of lists may be there for screen readers only, since each list has labels of its own."""
    heard = words(page, header, effects.GONE).text
    return heard if heard == DETAILS else words(page, header, effects.UNSEEN_AS_HEADER).text


def cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def soundness(page: Page, table: Tag, found: Table) -> Iterator[Problem]:
    """Whatever makes it unclear which header a cell has."""
    for tag, wrong in _faults(page, table, found):
        message = f"{page.path}: in a table of {found.kind} facts {wrong}."
        yield Problem(page.place(tag), found.code, message, MEND)


def _faults(page: Page, table: Tag, found: Table) -> Iterator[tuple[Tag, str]]:
    scoped = all(cell.name == "th" and cell.get("scope") == "col" for cell in found.headers)
    if len(found.head) != 1 or not scoped:
        yield table, "there is not exactly one row of column headers"
    for header in found.headers:
        if page.effects[id(header)] & effects.MOVED or words(page, header).added:
            yield header, "a style sheet moves a column header or adds words to it"
    for cell in table.find_all(["td", "th"]):
        if any(str(cell.get(span, "1")).strip() != "1" for span in ("colspan", "rowspan")):
            yield cell, "a cell spans several columns or rows"
    for column in table.find_all(["col", "colgroup"]):
        if page.effects[id(column)] & effects.UNSEEN:
            yield column, "a column is hidden"
    if stray := unlabelled(table, ("table", "thead", "tbody", "tfoot", "tr", "colgroup")):
        yield table, f"`{stray}` stands in no cell"


def _kind(labels: Sequence[str], body: Iterable[Tag]) -> str:
    """By its headers or by the ids of its rows, so that a table does not escape by losing one of them."""
    by_headers = (kind for kind, columns in _COLUMNS.items() if columns <= set(labels))
    starts = (str(row.get("id", "")).partition("-")[0] for row in body)
    return next(by_headers, "") or next((start for start in starts if start in _CODES), "")
