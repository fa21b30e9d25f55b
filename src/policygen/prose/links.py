"""Where a link may lead and where an image may come from."""

import re
from urllib.parse import urlsplit

from policygen.spelling import nearest

_PLACE = re.compile(r"(?:/(?!/)[^\s\\]*|#[^\s\\]+)\Z")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SCHEMES = ("https", "mailto", "tel")
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]|%0[0-9a-fA-F]|%1[0-9a-fA-F]")

HOW = "Link to https://, mailto:, tel:, or to a place in the site that begins with `/` or `#`."


def is_place(target: str) -> bool:
    """Whether the target lies in the site itself, as far as its form tells."""
    return bool(_PLACE.match(target)) and ".." not in target.split("#", maxsplit=1)[0].split("/")


def refusal(target: str) -> tuple[str, str] | None:
    """What is wrong with the target of a link and how to mend it, or None when it is sound."""
    if is_place(target):
        return None
    if target.startswith("http://"):
        return f"The link `{target}` is not encrypted.", f"Write `https://{target.removeprefix('http://')}`."
    if not _SCHEME.match(target):
        begins = "A link into the site begins with `/` or `#`; one to another site with `https://`."
        return f"The link `{target}` leads nowhere from every page alike.", begins
    try:
        parts = urlsplit(target)
        sound = parts.scheme in _SCHEMES and not _CONTROL.search(target)
        sound = sound and (
            bool(parts.hostname) and parts.username is None if parts.scheme == "https" else bool(parts.path)
        )
    except ValueError:
        sound = False
    if sound:
        return None
    close = nearest(target.split(":", maxsplit=1)[0].lower(), _SCHEMES)
    return (
        f"The link `{target}` is of a kind that a policy must not use.",
        f"Did you mean `{close}:`?" if close else HOW,
    )


def image_refusal(source: str) -> tuple[str, str] | None:
    """The same for the source of an image: only the site's own images, so that no reader is reported to others."""
    if source.startswith("/images/") and is_place(source):
        return None
    return (
        f"The image `{source}` is not one of the site's own.",
        "Put the file into content/images/ and write `/images/` and its name.",
    )
