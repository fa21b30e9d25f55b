"""A CSV with a head, such as the Open Cookie Database and scanners write: one column has the names."""

import csv
import io
from collections.abc import Iterator, Sequence

from policygen.observed import columns
from policygen.observed.observation import LayoutError, Raw, Seen

_DELIMITERS = ",;\t"


def read(text: str) -> Seen:
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    numbered: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in rows:
            numbered.append((line, row))
            line = rows.line_num + 1
    except csv.Error:
        raise LayoutError("A quotation mark of the table stands where none can.", "Export it anew.", line) from None
    found = tuple(_raws(numbered))
    return Seen("table", found, frozenset({"cookie", *(each.kind for each in found)}))


def _raws(numbered: Sequence[tuple[int, list[str]]]) -> Iterator[Raw]:
    head = [each.strip().lower() for each in numbered[0][1]] if numbered else []
    at = [_column(head, keys) for keys in (columns.NAMES, columns.DOMAINS, columns.KINDS, columns.PATTERNS)]
    if at[0] is None:
        raise LayoutError(
            "None of the columns holds the names of cookies.",
            "Give the file a first line with the names of its columns, one of them `name`, another `domain`.",
            1,
        )
    for line, row in numbered[1:]:
        name, domain, kind, pattern = (_cell(row, each) for each in at)
        if name:
            yield columns.raw(name, domain, kind, pattern, line)


def _column(head: list[str], keys: Sequence[str]) -> int | None:
    return next((head.index(key) for key in keys if key in head), None)


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""
