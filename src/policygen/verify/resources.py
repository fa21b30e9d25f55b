"""What pages and style sheets load: only files of the site, nothing inline, and no script."""

from collections.abc import Iterator

from bs4 import Tag

from policygen.problems import Place, Problem
from policygen.verify import links
from policygen.verify.reading import Page
from policygen.verify.website import Website

_MEND = "Correct the layout: pages load files of the site only, and everything is in files."
_INLINE = frozenset({"style", "script"})
_LEADS = frozenset({"a", "area", "form", "blockquote", "q", "ins", "del"})
"""Elements whose addresses are loaded only when a person goes there, or never."""
_NAMES = frozenset({
    "alternate", "author", "canonical", "describedby", "help", "license", "me", "next", "prev", "privacy-policy",
    "search", "self", "terms-of-service", "up", "home",
})  # fmt: skip
"""Relations of `link` that load nothing."""


def check(site: Website) -> Iterator[Problem]:
    for page in site.pages:
        for tag in page.tags:
            for wrong in _faults(site, page, tag) if tag.attrs or tag.name in _INLINE else ():
                yield Problem(page.place(tag), "VERIFY-resource", f"{page.path}: {wrong}.", _MEND)
    for path in (*(page.path for page in site.pages), *site.sheets):
        if not _is_utf8(site.tree[path]):
            message = f"{path}: it is not UTF-8, so that not everybody reads the same."
            yield Problem(Place(path), "VERIFY-resource", message, _MEND)
    yield from _sheets(site)


def _sheets(site: Website) -> Iterator[Problem]:
    """What style sheets load, and those of which nobody can tell what they do."""
    for path, sheet in site.sheets.items():
        for address in sheet.loads:
            yield from _loaded(site, path, address)
        if not sheet.understood:
            message = f"{path}: it is nested so deeply that nobody can tell what it hides."
            yield Problem(Place(path), "VERIFY-hidden", message, "Write the style sheet without such depth.")
    for style in site.styles:
        if style.pattern is None:
            message = f"{style.file}: it hides or changes `{style.selector.text}`, and nobody can tell what that is."
            yield Problem(Place(style.file), "VERIFY-hidden", message, "Write a selector that all browsers know.")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _faults(site: Website, page: Page, tag: Tag) -> Iterator[str]:
    if tag.name in _INLINE:
        yield f"it holds a `{tag.name}` element"
    for name in tag.attrs:
        if name == "style" or name.startswith("on") or name in ("srcdoc", "ping"):
            yield f"it holds the attribute `{name}`"
    if tag.name == "meta" and str(tag.get("http-equiv", "")).strip().lower() == "refresh":
        yield "it sends readers elsewhere by `refresh`"
    if tag.attrs and _loads(tag):
        for address in links.addresses(tag):
            if _outside(site, page.path, address):
                yield f"it loads `{address}`, which is not a file of the site"
            elif tag.name == "link" and "stylesheet" in _relations(tag) and not _path(address).endswith(".css"):
                yield f"its style sheet `{address}` does not end in .css"


def _loads(tag: Tag) -> bool:
    if tag.name == "link":
        return not _relations(tag) <= _NAMES
    return tag.name not in _LEADS


def _relations(tag: Tag) -> frozenset[str]:
    return frozenset(str(name).lower() for name in tag.get_attribute_list("rel"))


def _outside(site: Website, page: str, address: str) -> bool:
    to = links.target(site, page, address)
    return to is None or to.path is None


def _path(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def _loaded(site: Website, path: str, address: str) -> Iterator[Problem]:
    to = links.target(site, path, address)
    if to is None or to.path is None:
        message = f"{path}: it loads `{address}`, which is not a file of the site."
        yield Problem(Place(path), "VERIFY-resource", message, _MEND)
    elif to.path not in site.tree:
        message = f"{path}: it loads `{address}`, and there is no such file."
        yield Problem(Place(path), "VERIFY-link", message, _MEND)
