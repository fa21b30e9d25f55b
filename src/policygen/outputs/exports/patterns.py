"""Names with stars as regular expressions of JavaScript."""

import re
from collections.abc import Iterable

from policygen.globs import Glob

_SPECIAL = re.compile(r"[\\^$.*+?()[\]{}|/]")


def regex(glob: Glob, but: Iterable[Glob] = ()) -> str:
    """What matches the names for which it stands, and none of those that are spared."""
    spared = "|".join(f"{_source(each)}$" for each in but)
    return f"^{f'(?!{spared})' if spared else ''}{_source(glob)}$"


def _source(glob: Glob) -> str:
    return ".*".join(_SPECIAL.sub(r"\\\g<0>", piece) for piece in glob.pieces)
