"""Addresses of the preview: which file a path stands for; only the names in the tree are ever looked up."""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from policygen.tree import Tree

HOME = "index.html"

_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "avif": "image/avif",
    "gif": "image/gif",
    "woff2": "font/woff2",
}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The path at which a folder of the site is to be asked for."""

    path: str


def find(site: Tree, base: str, path: str) -> str | Elsewhere | None:
    """The file at a path as browsers write it; UnicodeDecodeError where it is no text."""
    if path == "/" and base != "/":
        return Elsewhere(base)
    if not path.startswith(base):
        return Elsewhere(base) if f"{path}/" == base else None
    name = unquote(path.removeprefix(base), errors="strict")
    if not name or name.endswith("/"):
        name += HOME
    if name in site:
        return name
    return Elsewhere(f"{base}{quote(name)}/") if f"{name}/{HOME}" in site else None


def content_type(file: str) -> str:
    return _TYPES.get(file.rpartition(".")[2].lower(), "text/plain; charset=utf-8")
