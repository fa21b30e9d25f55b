"""Where a link may lead and where an image may come from."""

import re
from urllib.parse import unquote, urlsplit

from policygen.problems import shown
from policygen.spelling import nearest

_PLACE = re.compile(r"(?:/(?!/)[^\s\\]*|#[^\s\\]+)\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = ("https", "mailto", "tel")
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]|%0[0-9a-fA-F]|%1[0-9a-fA-F]")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?!md\b|html?\b)[a-z]{2,}(?:/|\Z)", re.IGNORECASE)
_MAIL = re.compile(r"[^@/\s]+@[^@/\s]+\Z")
_FILE = re.compile(r"(?:content/)?(?:pages/)?([a-z0-9-]+)(?:\.md|\.html?|/)?(#.*)?\Z")

HOW = "Link to https://, mailto:, tel:, or to a place in the site that begins with `/` or `#`."


def is_place(target: str) -> bool:
    """Whether the target lies in the site itself, as far as its form tells."""
    return bool(_PLACE.match(target)) and ".." not in target.partition("#")[0].split("/")


def _as_written(target: str) -> str:
    """The target before the parser encoded it, where that can be shown."""
    plain = unquote(target)
    return shown(plain if plain.isprintable() else target)


def refusal(target: str) -> tuple[str, str] | None:
    """What is wrong with the target of a link and how to mend it, or None when it is sound."""
    if is_place(target):
        return None
    written = _as_written(target)
    if "{{" in written:
        return "A fact cannot be the target of a link.", "Write the address itself."
    if not target:
        return "The link has no address.", HOW
    if target.lower().startswith("http://"):
        return f"The link `{written}` is not encrypted.", f"Write `https://{written[len('http://') :]}`."
    if not _SCHEME.match(target):
        return f"The link `{written}` {_why_lost(target)}.", _way_to(target)
    if _is_sound(target):
        return None
    close = nearest(target.partition(":")[0].lower(), _SCHEMES)
    mend = f"Did you mean `{close}:`?" if close and not target.startswith(close) else HOW
    return f"The link `{written}` is of a kind that a policy must not use.", mend


def _is_sound(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme not in _SCHEMES or _CONTROL.search(target):
        return False
    return (bool(parts.hostname) and parts.username is None) if parts.scheme == "https" else bool(parts.path)


def _why_lost(target: str) -> str:
    if target.startswith("//"):
        return "does not say how it is reached"
    return "goes up in the folders" if ".." in target else "does not lead to the same place from every page"


def _way_to(target: str) -> str:
    """How a link without a scheme is written whole."""
    bare = target.lstrip("./\\")
    if _MAIL.match(bare):
        return f"Write `mailto:{bare}`."
    if target.startswith("//") or _HOST.match(bare):
        return f"Write `https://{bare}`."
    if page := _FILE.match(bare):
        return f"Write the address of the page: `/{page[1]}/{page[2] or ''}`."
    return "Begin a link into the site with `/` or `#`, and one to another site with `https://`."


def image_refusal(source: str) -> tuple[str, str] | None:
    """The same for the source of an image: only the site's own images, so that no reader is reported to others."""
    if source.startswith("/images/") and is_place(source):
        return None
    return (
        f"The image `{_as_written(source)}` is not one of the site's own.",
        "Put the file into content/images/ and write `/images/` and its name.",
    )
