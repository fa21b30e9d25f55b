"""The feed of all versions, for those who want to be told of each new one: Atom (RFC 4287)."""

from collections.abc import Iterator
from datetime import date
from html import escape

from policygen.outputs import history
from policygen.outputs.version import Shelf, Version
from policygen.tree import Tree
from policygen.wording import day

PATH = "feed.xml"
TYPE = "application/atom+xml"
_SPACE = "http://www.w3.org/2005/Atom"


def write(shelf: Shelf, name: str, address: str) -> Tree:
    """One entry a sealed version, newest first; none of it moves with the calendar. No feed before the first release.

    `name` and `address` are those of the site.
    """
    return {PATH: "".join(f"{line}\n" for line in _feed(shelf, name, address)).encode()} if shelf.sealed else {}


def _feed(shelf: Shelf, name: str, address: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<feed xmlns="{_SPACE}" xml:lang="{escape(shelf.current.language)}">'
    yield _element("title", f"{name}: privacy and cookies")
    yield _element("id", address)
    yield _link("self", TYPE, f"{address}{PATH}")
    yield _link("alternate", "text/html", f"{address}history/")
    yield f"<updated>{max(map(_updated, shelf.sealed))}</updated>"
    yield f"<author>{_element('name', name)}</author>"
    for version in reversed(shelf.sealed):
        yield from _entry(version, address)
    yield "</feed>"


def _entry(version: Version, address: str) -> Iterator[str]:
    edition = version.edition
    assert edition.effective
    yield f'<entry xml:lang="{escape(version.language)}">'
    yield _element("title", f"Version {version.number}, in force from {day(edition.effective)}")
    yield _element("id", f"{address}history/#{history.anchor(version)}")
    yield _link("alternate", "text/html", address + _place(version))
    yield f"<published>{_updated(version)}</published>"
    yield f"<updated>{_updated(version)}</updated>"
    if edition.change and edition.change.summary:
        yield _element("summary", edition.change.summary)
    yield f'<content type="html">{escape("".join(_content(version)))}</content>'
    yield "</entry>"


def _place(version: Version) -> str:
    """What it changes on its first page; for the first version that page itself."""
    page = f"{version.articles[0].page.name}/{version.number}/"
    return page if version.changes is None else f"{page}changes/"


def _updated(version: Version) -> str:
    """The day on which it was made public, since a sealed version never changes again."""
    published: date | None = version.edition.published
    assert published
    return f"{published.isoformat()}T00:00:00Z"


def _content(version: Version) -> Iterator[str]:
    change = version.edition.change
    if change and change.summary:
        yield _element("p", change.summary)
    if version.changes is None:
        yield "<p>This is the first version.</p>"
        return
    asked = history.asked(version)
    for each in asked:
        yield f"<p>We ask again about {escape(each.category)}: {'; '.join(map(_told, each.reasons))}.</p>"
    if not asked:
        yield "<p>Nobody needs to be asked again.</p>"
    items = "".join(
        f"<li>{_told(each['words'])} ({escape(each['gravity'])})</li>" for each in version.changes["changes"]
    )
    yield f"<ul>{items}</ul>" if items else "<p>No fact changed.</p>"


def _told(words: str) -> str:
    """A change as HTML: what stands between backticks is code."""
    parts = escape(words).replace(" -&gt; ", " → ").split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _link(rel: str, kind: str, address: str) -> str:
    return f'<link rel="{rel}" type="{kind}" href="{escape(address)}"/>'
