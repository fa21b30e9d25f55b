"""The records of facts on a page: rows of tables and lists of pairs, found by their ids and read by their labels."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from policygen.problems import Place, Problem
from policygen.verify import effects, tables
from policygen.verify.reading import Page, collapse, text
from policygen.verify.values import MEND, Fact, unlabelled, value

HEADING = "heading of its section"
CAPTION = "caption of its table"
DESCRIPTION = "description"

LISTS = {"version-facts": "VERIFY-version", "site-facts": "VERIFY-version", "consent-facts": "VERIFY-consent"}
SECTION = "cookie-category-"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class Record:
    """What a page says of one thing; `id` is empty when it has none, and `name` is what messages call it."""

    id: str
    code: str
    name: str
    place: Place
    facts: tuple[Fact, ...]


def read(page: Page) -> Iterator[Record | Problem]:
    """Every record of the page, and whatever keeps people from reading it."""
    for tag in page.tags:
        called = str(tag.get("id", ""))
        if tag.name == "table":
            yield from _rows(page, tag)
        elif called in LISTS:
            yield from _record(page, tag, LISTS[called], f"`{called}`", _pairs(page, tag, f"`{called}`"))
        elif tag.name == "section" and called.startswith(SECTION):
            name = f"section `{called}`"
            found = (*_headed(page, tag, name), *_pairs(page, tag, name))
            yield from _record(page, tag, "VERIFY-category", name, found)


def _record(page: Page, tag: Tag, code: str, name: str, found: Iterable[Fact | Problem]) -> Iterator[Record | Problem]:
    place = page.place(tag)
    if page.effects[id(tag)] & effects.UNSEEN:
        yield Problem(place, "VERIFY-hidden", f"{page.path}, {name}: it is there, and not everybody can see it.", MEND)
        return
    facts: dict[str, Fact] = {}
    for each in found:
        if isinstance(each, Problem):
            yield each
        elif each.label in facts:
            twice = f"`{each.label}` is said twice, `{facts[each.label].text}` and `{each.text}`"
            yield Problem(each.place, code, f"{page.path}, {name}: {twice}.", MEND)
        else:
            facts[each.label] = each
    yield Record(str(tag.get("id", "")), code, name, place, tuple(facts.values()))


def _headed(page: Page, section: Tag, name: str) -> Iterator[Fact | Problem]:
    for heading in section.find_all(_HEADINGS, limit=1):
        yield from value(page, heading, HEADING, name)
    for paragraph in section.select("p.description"):
        if paragraph.find_parent("section") is section:
            yield from value(page, paragraph, DESCRIPTION, name)


def _pairs(page: Page, holder: Tag, name: str) -> Iterator[Fact | Problem]:
    """The pairs of every list of facts in the element that is not in a row of a table."""
    for facts in [holder] if holder.name == "dl" else lists(holder):
        row = facts.find_parent("tr")
        if row is None or holder not in row.parents:
            yield from _pairs_of(page, facts, name)


def lists(holder: Tag) -> Iterator[Tag]:
    """Every list of facts in the element."""
    for node in holder.descendants:
        if isinstance(node, Tag) and node.name == "dl" and "facts" in node.get_attribute_list("class"):
            yield node


def _pairs_of(page: Page, facts: Tag, name: str) -> Iterator[Fact | Problem]:
    label: str | None = None
    for tag in facts.descendants:
        if not isinstance(tag, Tag) or tag.name not in ("dt", "dd"):
            continue
        if tag.name == "dt" and label is None:
            label = text(page, tag)
        elif tag.name == "dd" and label is not None:
            yield from value(page, tag, label, name)
            label = None
        else:
            yield _odd(page, tag, name, f"`{text(page, tag)}` is not one label with one value")
    if label is not None:
        yield _odd(page, facts, name, f"`{label}` has no value")
    if stray := unlabelled(facts, ("dl", "div")):
        yield _odd(page, facts, name, f"`{stray}` has no label")


def _odd(page: Page, tag: Tag, name: str, what: str) -> Problem:
    return Problem(page.place(tag), "VERIFY-hidden", f"{page.path}, {name}: {what}.", MEND)


def _rows(page: Page, table: Tag) -> Iterator[Record | Problem]:
    found = tables.read(page, table, SECTION)
    if found is None:
        return
    yield from tables.soundness(page, table, found)
    around = tuple(_around(page, table)) if found.kind == "cookie" else ()
    for row in found.body:
        name = f"row `{row['id']}`" if row.get("id") else "a row without an id"
        facts = (*_cells(page, row, found.labels, name), *around)
        yield from _record(page, row, found.code, name, facts)


def _around(page: Page, table: Tag) -> Iterator[Fact | Problem]:
    """The category of the items, as a person sees it."""
    section = table.find_parent("section", id=lambda each: bool(each) and str(each).startswith(SECTION))
    for label, tag in (
        (HEADING, section.find(_HEADINGS) if section else None),
        (CAPTION, table.find("caption", recursive=False)),
    ):
        if tag:
            yield from value(page, tag, label, "a table of cookies")


def _cells(page: Page, row: Tag, labels: Sequence[str], name: str) -> Iterator[Fact | Problem]:
    cells = tables.cells(row)
    if len(cells) != len(labels):
        yield _odd(page, row, name, f"it has {len(cells)} cells under {len(labels)} column headers")
    if [(cell.name, cell.get("scope")) for cell in cells[:1]] != [("th", "row")]:
        yield _odd(page, row, name, "its first cell is not its header")
    for label, cell in zip(labels, cells, strict=False):
        if facts := next(lists(cell), None):
            found = tuple(_pairs_of(page, facts, name))
            yield from found
            told = collapse(" ".join(f"{each.label} {each.text}" for each in found if isinstance(each, Fact)))
            if text(page, cell) != told or cell.get("data-label", label) != label:
                yield _odd(page, cell, name, f"`{text(page, cell)}` is more than its list of facts")
        elif label != tables.DETAILS or text(page, cell) not in ("", tables.NOT_STATED):
            yield from value(page, cell, label, name, column=True)
