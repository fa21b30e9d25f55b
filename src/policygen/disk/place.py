"""The place where a site may stand: nowhere that overwriting it could cost anybody anything but an earlier site."""

import os
from collections.abc import Sequence
from pathlib import Path

from policygen.disk.refusal import OutputRefused

_ELSEWHERE = "Name a folder of its own for the site, such as `site`."


def judged(out: Path, root: Path, sources: Sequence[Path]) -> Path:
    """The real path of the output folder, or OutputRefused."""
    real = _real(out)
    # Where nobody knows the home folder, this is a path that no folder has; `Path.home` would end in a traceback.
    home = Path(os.path.expanduser("~"))  # noqa: PTH111
    if real == Path(real.anchor):
        raise OutputRefused(f"The output folder `{out}` is the whole disk.", _ELSEWHERE)
    if _within(home, real):
        raise OutputRefused(f"The output folder `{out}` is your home folder, or holds it.", _ELSEWHERE)
    if _within(root, real):
        raise OutputRefused(f"The output folder `{out}` is the project itself, or holds it.", _ELSEWHERE)
    for source in sources:
        if _within(source, real) or _within(real, source):
            raise OutputRefused(
                f"The output folder `{out}` overlaps with `{source}`, from which the site is made.", _ELSEWHERE
            )
    _refuse_no_folder(out, real)
    return real


def _refuse_no_folder(out: Path, real: Path) -> None:
    if real.is_symlink():
        raise OutputRefused(f"The output folder `{out}` is a symbolic link.", "Name the folder that it points to.")
    if real.exists() and not real.is_dir():
        raise OutputRefused(f"The output folder `{out}` is a file.", _ELSEWHERE)
    if real.is_mount():
        raise OutputRefused(
            f"The output folder `{out}` is a disk of its own, which cannot be replaced in one step.",
            "Name a folder inside it.",
        )


def _real(out: Path) -> Path:
    """The path without links but for its last name, which is judged itself."""
    if out.name in {"", ".."}:
        return _resolved(out)
    parent = _resolved(out.parent)
    there = next(each for each in (parent, *parent.parents) if os.path.lexists(each))
    if not there.is_dir():
        raise OutputRefused(
            f"The output folder `{out}` cannot be made, because `{there}` is not a folder.",
            "Name another output folder.",
        )
    return parent / out.name


def _within(inner: Path, outer: Path) -> bool:
    """Whether one is the other or below it, also under another spelling of the same folder."""
    real, container = _resolved(inner), _resolved(outer)
    return any(_same(folder, container) for folder in (real, *real.parents))


def _same(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _resolved(path: Path) -> Path:
    return Path(os.path.realpath(path))  # `Path.resolve` ends in a traceback where links lead in a circle.
