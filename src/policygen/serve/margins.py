"""Which section of which page a problem speaks of, so that it can be shown beside it."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from policygen import prose
from policygen.load import pages
from policygen.model.page import Page
from policygen.model.policy import CONTENT
from policygen.problems import Place, Problem
from policygen.serve import sections
from policygen.serve.sections import Change
from policygen.tree import Tree

_ID = re.compile(r'\sid="([^"]+)"')
_ANCHORS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "site": (("controller",), ("block-contact",)),
    "policy": ((), ("change", "version-facts")),
    "data": (("data",), ("block-data",)),
    "purposes": (("purpose", "decision"), ("block-purposes",)),
    "legal_bases": (("basis",), ("block-legal-bases",)),
    "third_parties": (("recipient",), ("block-third-parties",)),
    "cookies": (("cookie", "service", "cookie-category"), ("block-cookies", "block-consent")),
    "retention": (("retention", "event"), ("block-retention",)),
    "rights": (("right",), ("block-rights", "block-complaints")),
}
"""Of each content file: how the anchors of its records begin, and the anchors for what belongs to no record."""


def of(site: Tree, sources: Tree, problems: tuple[Problem, ...]) -> tuple[Change | None, ...]:
    """A page and an anchor for each problem; None for what no page shows."""
    texts = sorted(sections.texts(site).items(), key=lambda text: text[0].count("/"))
    shown = {path: frozenset(_ID.findall(text)) for path, text in texts}
    headings = partial(_headings, {page.file: page for page in pages.read(sources).pages})
    known: dict[str, tuple[tuple[int, str], ...]] = {}
    lines: dict[str, list[str]] = {}

    def found(place: Place) -> Change | None:
        if place.file.startswith(pages.FOLDER):
            known.setdefault(place.file, headings(place.file))
            return _in_page(place, known[place.file], shown)
        if place.file in sources and place.file not in lines:
            lines[place.file] = sections.lines(sources[place.file])
        return _in_records(place, lines.get(place.file, []), shown)

    return tuple(found(each.place) for each in problems)


def _headings(known: Mapping[str, Page], file: str) -> tuple[tuple[int, str], ...]:
    """The line and the id of each heading of a page."""
    tokens = prose.parse(known[file]).tokens if file in known else ()
    found = ((token.map, token.attrs.get("id")) for token in tokens if token.type == "heading_open")
    return tuple((lines[0] + 1, str(name)) for lines, name in found if lines)


def _in_page(place: Place, headings: tuple[tuple[int, str], ...], shown: Mapping[str, frozenset[str]]) -> Change | None:
    path = f"{place.file.removeprefix(pages.FOLDER).removesuffix('.md')}/"
    above = [name for line, name in headings if line <= place.line and name in shown.get(path, ())]
    return Change(path, above[-1] if above else "") if path in shown else None


def _in_records(place: Place, lines: list[str], shown: Mapping[str, frozenset[str]]) -> Change | None:
    stem = place.file.removeprefix(CONTENT).removesuffix(".yaml")
    prefixes, otherwise = _ANCHORS.get(stem, ((), ()))
    record = sections.record_at(lines, place)
    wanted = (*(f"{prefix}-{record}" for prefix in prefixes if record), *otherwise)
    return next(_showing(wanted, shown), None)


def _showing(wanted: tuple[str, ...], shown: Mapping[str, frozenset[str]]) -> Iterator[Change]:
    """On the pages at the top of the site before others, such as those of a version."""
    for anchor in wanted:
        yield from (Change(path, anchor) for path, anchors in shown.items() if anchor in anchors)
