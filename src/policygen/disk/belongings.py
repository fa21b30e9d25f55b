"""What already stands where the site goes: an earlier site as policygen wrote it, or what must not be lost."""

import os
import stat
from pathlib import Path

from policygen.disk import handles, inventory, names
from policygen.disk.inventory import FILES, Branches, Digests
from policygen.disk.refusal import OutputRefused

_MOVE_AWAY = "Move it away, or name another output folder."


def judge(out: Path) -> None:
    """OutputRefused where the folder holds anything but what its inventory names; files may be missing."""
    if not out.exists():
        return
    with handles.folder(out) as opened:
        inside = handles.listing(opened)
        if not inside:
            return
        data = handles.contents(FILES, opened) if FILES in inside else None
        if data is None:
            raise OutputRefused(
                f"The output folder `{out}` holds `{_shown(inside[0])}` and no list `{FILES}`, "
                "so policygen did not make it.",
                "Name a new or an empty folder.",
            )
        listed = _listed(data, out)
        own = {**inventory.by_folder(listed), FILES: FILES}
        _compare(opened, own, {**listed, FILES: inventory.digest(data)}, out)


def judge_staging(new: Path) -> None:
    """OutputRefused where anything but a folder stands at the name under which the new site is made."""
    try:
        mode = new.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(mode):
        raise OutputRefused(
            f"`{new}` stands where policygen makes the new site, and is no folder.", "Move it away, and build again."
        )


def _listed(data: bytes, out: Path) -> Digests:
    try:
        return inventory.parse(data)
    except ValueError as error:
        raise OutputRefused(
            f"The list `{out / FILES}` is not as policygen wrote it: {error}.",
            "Delete the output folder yourself if nothing in it is needed, or name another one.",
        ) from error


def _compare(folder: int, own: Branches, digests: Digests, where: Path) -> None:
    for name in handles.listing(folder):
        below = own.get(name)
        path = where / _shown(name)
        if below is None:
            raise OutputRefused(f"The output folder holds `{path}`, which policygen did not write.", _MOVE_AWAY)
        if isinstance(below, str):
            data = handles.contents(name, folder)
            if data is None or inventory.digest(data) != digests[below]:
                raise _changed(path)
            continue
        try:
            with handles.folder(name, folder) as inner:
                _compare(inner, below, digests, path)
        except NotADirectoryError as error:
            raise _changed(path) from error


def _changed(path: Path) -> OutputRefused:
    return OutputRefused(
        f"`{path}` was changed by hand after policygen wrote it.",
        "Make the change in the content instead, and delete this file.",
    )


def _shown(name: str) -> str:
    return names.shown(os.fsencode(name))
