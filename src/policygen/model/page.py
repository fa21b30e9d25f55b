"""pages/NAME.md: one page of prose, with its front matter."""

from policygen.model.record import Record
from policygen.model.words import Text


class FrontMatter(Record):
    """What stands between the two lines of hyphens on top of a page."""

    title: Text
    """The heading of the page."""
    summary: Text | None = None
    """What the page says, in a sentence or two."""
    audience: Text | None = None
    """For whom the page is written, where not for everybody."""


class Page(Record):
    """One page: its name is its address."""

    file: str
    """Its path from the root of the project."""
    name: str
    title: str
    summary: str | None
    audience: str | None
    prose: str
