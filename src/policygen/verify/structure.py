"""The build of each page: a language, one main heading, ordered headings, and no id twice."""

import re
from collections.abc import Iterator

from policygen.problems import Place, Problem, Related
from policygen.verify import effects
from policygen.verify.reading import Page, text
from policygen.verify.website import Website

_MEND = "Correct the layout or the headings of the page, and build the site again."
_ODD_COMMENT = re.compile(r"<!--+>|--!>")
_LEVELS = {f"h{level}": level for level in range(1, 7)}


def check(site: Website) -> Iterator[Problem]:
    for page in site.pages:
        yield from _comments(page)
        yield from _ids(page)
        yield from _headings(page)
        yield from _language(site, page)


def _comments(page: Page) -> Iterator[Problem]:
    if found := _ODD_COMMENT.search(page.html):
        message = (
            f"{page.path}: `{found[0]}` ends a comment for some browsers only, so that not everybody sees the same."
        )
        yield Problem(Place(page.path), "VERIFY-hidden", message, "Take the comment away.")


def _ids(page: Page) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    for tag in page.tags:
        if "id" in tag.attrs:
            called, place = str(tag["id"]), page.place(tag)
            if not called or called in first:
                what = f"the id `{called}` is there twice" if called else "an id is empty"
                related = (Related(first[called], "first used here"),) if called else ()
                yield Problem(place, "VERIFY-id", f"{page.path}: {what}.", _MEND, related=related)
            first.setdefault(called, place)


def _headings(page: Page) -> Iterator[Problem]:
    headings = [tag for tag in page.tags if tag.name in _LEVELS]
    before = 0
    for tag in headings:
        level = _LEVELS[tag.name]
        if level > before + 1:
            skipped = f"the heading `{text(page, tag)}` is of level {level} and follows level {before}"
            yield Problem(page.place(tag), "VERIFY-heading", f"{page.path}: {skipped}.", _MEND)
        before = level
    main = [tag for tag in headings if tag.name == "h1" and not page.effects[id(tag)] & effects.UNSEEN]
    if len(main) != 1:
        place = page.place(main[1]) if main else Place(page.path)
        message = f"{page.path}: it has {len(main)} main headings that can be seen, instead of one."
        yield Problem(place, "VERIFY-heading", message, _MEND)


def _language(site: Website, page: Page) -> Iterator[Problem]:
    root = next((tag for tag in page.tags if tag.name == "html"), None)
    said = str(root.get("lang", "")) if root else ""
    spoken = site.facts["site"]["languages"] if site.facts is not None else [said]
    if not said or said not in spoken:
        place = page.place(root) if root else Place(page.path)
        message = f"{page.path}: its language is `{said}`, and the site speaks {', '.join(spoken) or 'none'}."
        yield Problem(place, "VERIFY-heading", message, _MEND)
