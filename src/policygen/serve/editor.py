"""The link that opens a place in an editor on this computer."""

import re
from pathlib import Path
from urllib.parse import quote

from policygen.problems import Place

DEFAULT = "vscode://file{file}:{line}:{column}"
VARIABLE = "POLICYGEN_EDITOR"

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_RUNS_SCRIPTS = {"javascript", "data", "vbscript"}


def fault(template: str) -> str | None:
    """Why no links can be made of a template; None when they can."""
    scheme = _SCHEME.match(template)
    if scheme is None or scheme[1] in _RUNS_SCRIPTS:
        return f"`{template}` is no address of an editor; write it like `{DEFAULT}`"
    return None if "{file}" in template else f"`{template}` does not say where the `{{file}}` goes"


def link(template: str, root: Path, place: Place) -> str:
    """The template with the whole path, the line and the column in it; a file as a whole is opened at its top."""
    path = "/" + (root / place.file).resolve().as_posix().lstrip("/")
    parts = {"{file}": quote(path, safe="/:"), "{line}": str(place.line or 1), "{column}": str(place.column or 1)}
    return re.sub("|".join(map(re.escape, parts)), lambda found: parts[found[0]], template)
