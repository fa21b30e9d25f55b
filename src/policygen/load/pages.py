"""The pages of prose: front matter held against its model, and the Markdown below it."""

from typing import NamedTuple

from policygen import text_source, yaml_source
from policygen.load import shape
from policygen.model.page import FrontMatter, Page
from policygen.problems import Place, Problem
from policygen.tree import Tree

FOLDER = "content/pages/"
FENCE = "---"
FIRST = ("privacy", "cookies")
"""The pages that come first in the navigation; the others follow by name."""


class Pages(NamedTuple):
    """The pages that could be read, in the order of the navigation."""

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def read(content: Tree) -> Pages:
    """Every `pages/NAME.md` of the content."""
    found = [_page(file, content[file]) for file in content if file.startswith(FOLDER) and file.endswith(".md")]
    pages = sorted((page for page, _ in found if page), key=_rank)
    problems = tuple(each for _, some in found for each in some)
    if not found:
        problems = (_none(),)
    return Pages(tuple(pages), problems)


def _rank(page: Page) -> tuple[int, str]:
    return (FIRST.index(page.name) if page.name in FIRST else len(FIRST), page.name)


def _none() -> Problem:
    return Problem(
        Place(f"{FOLDER}privacy.md"),
        "REF-schema",
        "There is no page.",
        "Write one, such as `content/pages/privacy.md`, with a title.",
    )


def _page(file: str, data: bytes) -> tuple[Page | None, tuple[Problem, ...]]:
    text, problems = text_source.read(data, file, text_source.MARKDOWN_LIMIT)
    if text is None:
        return None, problems
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, (_no_front_matter(file),)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        return None, (_open_front_matter(file),)
    if not "".join(lines[1:end]).strip():
        return None, (_no_front_matter(file),)
    source = yaml_source.read("\n".join(lines[1:end]), file, first_line=2)
    problems = source.problems
    if source.data is None:
        return None, problems
    front, misfits = shape.fit(FrontMatter, source.data, source.places)
    if front is None:
        return None, (*problems, *misfits)
    # Blank lines instead of the front matter keep every line of the prose at its own number.
    prose = "\n" * (end + 1) + "\n".join(lines[end + 1 :])
    name = file.removeprefix(FOLDER).removesuffix(".md")
    page = Page(file=file, name=name, title=front.title, summary=front.summary, audience=front.audience, prose=prose)
    return page, problems


def _no_front_matter(file: str) -> Problem:
    message = "The page has no front matter on top."
    mend = "Begin the page with a line `---`, then `title: ` and the title, then a line `---`."
    return Problem(Place(file, 1, 1), "REF-schema", message, mend)


def _open_front_matter(file: str) -> Problem:
    message = "The front matter that begins here is never closed."
    return Problem(Place(file, 1, 1), "REF-schema", message, "Write a line `---` above the first line of the text.")
