"""The ways between versions: the links on top of a page, and the lines that say what is in force and what comes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from policygen.outputs.version import Shelf, Version
from policygen.wording import day


class Way(NamedTuple):
    """A link to another version, or to what changed."""

    text: str
    href: str
    rel: str | None = None


class Notice(NamedTuple):
    """A line on top of a page that nobody should miss."""

    strong: str
    text: str
    ways: tuple[Way, ...] = ()


def up(path: str) -> str:
    """The way from a file to the root of the site; empty for what stands there."""
    return "../" * path.count("/")


def of_page(shelf: Shelf, version: Version, name: str, path: str) -> tuple[Way, ...]:
    """The ways from a page of a version; none before anything has been released."""
    return tuple(_of_page(shelf, version, name, path)) if shelf.sealed else ()


def _of_page(shelf: Shelf, version: Version, name: str, path: str) -> Iterator[Way]:
    root, own = up(path), shelf.folder(version, name)
    if path != f"{own}index.html":
        yield to_version(shelf, version, name, path)
    if version.changes is not None:
        yield Way("What changed", f"{root}{own}changes/")
    before, after = _beside(shelf, version, name)
    if before:
        yield Way(f"Previous: {before.number}", root + shelf.folder(before, name), "prev")
    if after:
        yield Way(f"Next: {after.number}", root + shelf.folder(after, name), "next")
    if version is not shelf.in_force:
        yield from _in_force(shelf, name, root)
    yield to_history(path)


def to_version(shelf: Shelf, version: Version, name: str, path: str) -> Way:
    """To a page as a version has it."""
    words = f"This version: {version.number}" if version.number else "This version"
    return Way(words, up(path) + shelf.folder(version, name))


def to_history(path: str) -> Way:
    return Way("All versions", f"{up(path)}history/")


def of_changes(shelf: Shelf, version: Version, name: str, path: str) -> tuple[Way, ...]:
    """The ways from the page of a version's changes."""
    in_force = _in_force(shelf, name, up(path)) if version is not shelf.in_force else ()
    return (to_version(shelf, version, name, path), *in_force, to_history(path))


def notices(shelf: Shelf, version: Version, name: str | None, root: str) -> tuple[Notice, ...]:
    """What is to be known before reading a version: that it is not in force, or that another one will be.

    `name` is the page that is shown; None for a page of the whole site.
    """
    if version.status == "draft":
        words = "This text is being written and is not in force."
        return (Notice("Draft", words, tuple(_in_force(shelf, name, root)) if shelf.sealed else ()),)
    if version.status == "superseded":
        return (Notice("Superseded", _until(shelf, version), tuple(_in_force(shelf, name, root))),)
    if version.status == "upcoming":
        words = f"This text is not in force before {_from(version)}."
        others = tuple(_in_force(shelf, name, root)) if version is not shelf.in_force else ()
        return (Notice("Upcoming", words, others),)
    return tuple(_announced(shelf, each, name, root) for each in shelf.upcoming)


def _announced(shelf: Shelf, version: Version, name: str | None, root: str) -> Notice:
    shown = name if name and version.article(name) else version.articles[0].page.name
    own = root + shelf.folder(version, shown)
    changes = (Way("What changes", f"{own}changes/"),) if version.changes is not None else ()
    summary = version.edition.change.summary if version.edition.change else None
    words = summary or f"Version {version.number} takes the place of this one."
    if name and not version.article(name):
        words = f"{words} This page is no longer part of it."
    return Notice(f"From {_from(version)}", words, (Way(f"Read version {version.number}", own), *changes))


def _until(shelf: Shelf, version: Version) -> str:
    """A version that another one overtook before its own day was never in force."""
    later = shelf.sealed[shelf.sealed.index(version) + 1 :]
    end = min((each.edition.effective for each in later if each.edition.effective), default=None)
    start = version.edition.effective
    if start is None or end is None:
        return "This text is no longer in force."
    if end <= start:
        return "This text was never in force: another version took its place before its day."
    return f"This text was in force from {day(start)} until {day(end - timedelta(days=1))}."


def _from(version: Version) -> str:
    return day(version.edition.effective) if version.edition.effective else "its day"


def _in_force(shelf: Shelf, name: str | None, root: str) -> Iterator[Way]:
    """The short address of the root, where that is the version that counts."""
    there = shelf.in_force
    words = "In force now" if there.status == "in-force" else "The first version"
    page = name if name and there.article(name) else None
    if there is shelf.current:
        yield Way(f"{words}: {there.number}", f"{root}{page}/" if page else root or "./")
    else:
        yield Way(f"{words}: {there.number}", root + shelf.folder(there, page or there.articles[0].page.name))


def _beside(shelf: Shelf, version: Version, name: str) -> tuple[Version | None, Version | None]:
    """The versions before and after it that have the page."""
    having = [each for each in shelf.sealed if each.article(name)]
    if version not in having:
        return (having[-1] if having else None), None
    at = having.index(version)
    return (having[at - 1] if at else None), (having[at + 1] if at + 1 < len(having) else None)
