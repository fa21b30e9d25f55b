"""The coverage matrix: each item of Articles 13 and 14, and where the notice answers it, for a lawyer to sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from policygen import layouts, rules
from policygen.canonical import canonical
from policygen.coverage import items, matrix
from policygen.coverage.matrix import Line, Row
from policygen.outputs import placing, view
from policygen.outputs.sheet import Sheet
from policygen.problems import Place, Problem
from policygen.rule import Case
from policygen.rules import spots
from policygen.tree import Tree
from policygen.yaml_source import Places

NAME = "coverage"
FILE = f"{NAME}/coverage.json"
_LAYOUT = "coverage.html"
_HEADERS = "_headers"
_UNLISTED = f"/{NAME}/*\n  X-Robots-Tag: noindex\n"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix, the day whose law it is held against, and the law whose text its links lead to."""

    rows: tuple[Row, ...]
    today: date
    law: str


def of(case: Case, judged: tuple[Problem, ...], theme: Tree, places: Mapping[str, Places]) -> Coverage:
    """The matrix of a policy, of which the rules found `judged`; the theme tells which page shows what."""
    links = view.anchors(case.policy, placing.place(case.proses, layouts.blocks(theme)), NAME)

    def href(anchor: tuple[str, str]) -> str | None:
        kind, name = anchor
        return links["place"](name) if kind == "block" else links["address"](kind, name)

    law = "uk" if "uk" in rules.laws_of(case.policy) else "eu"
    return Coverage(matrix.of(case, judged, spots.of(case.policy, places), href), case.today, law)


def sheet(found: Coverage) -> Sheet:
    """What the layout draws."""
    rows = [{"row": each, "articles": _articles(each, found.law)} for each in found.rows]
    open_items = sum(each.status in {"not-answered", "partly-answered"} for each in found.rows)
    return Sheet(NAME, _LAYOUT, {"rows": rows, "today": found.today, "open_items": open_items})


def beside(found: Coverage, tree: Tree) -> Tree:
    """The files around the sheet: the same matrix for programs, and what keeps search engines away from both."""
    return {FILE: canonical(_data(found)), _HEADERS: tree[_HEADERS] + _UNLISTED.encode()}


def _articles(row: Row, law: str) -> list[tuple[str, str]]:
    known = law if law in row.item.laws else min(row.item.laws)
    return [items.article(known, each) for each in row.item.articles]


def _data(found: Coverage) -> dict[str, Any]:
    return {"as_of": found.today.isoformat(), "items": [_entry(each, found.law) for each in found.rows]}


def _entry(row: Row, law: str) -> dict[str, Any]:
    return {
        "id": row.item.id,
        "words": row.item.words,
        "articles": [{"name": name, "url": url} for name, url in _articles(row, law)],
        "status": row.status,
        "answers": [_answer(each) for each in row.lines],
        "gaps": [_gap(each) for each in row.gaps],
    }


def _answer(line: Line) -> dict[str, Any]:
    answer, until = line.answer, line.answer.until
    return {
        "kind": answer.kind,
        "words": answer.words,
        "href": line.href,
        "until": until.isoformat() if until else None,
        **_place(line.place),
    }


def _gap(found: Problem) -> dict[str, Any]:
    return {
        "code": found.code,
        "level": str(found.level),
        "message": found.message,
        "mend": found.mend,
        **_place(found.place),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line}
