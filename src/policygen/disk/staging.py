"""The new site while it is being made, beside the old one; and the old one while it is being removed."""

import errno
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from policygen.disk import handles, inventory
from policygen.disk.inventory import FILES, Branches
from policygen.tree import Tree


def write(tree: Tree, folder: Path) -> None:
    """The whole tree in a new folder, on the disk when this returns.

    The inventory goes first, so that whatever a crash leaves behind is named in it and can be removed by it.
    """
    _make(folder)
    with handles.folder(folder) as opened:
        handles.write(FILES, tree[FILES], opened)
        handles.sync(opened)
        with handles.folder(folder.parent) as parent:
            handles.sync(parent)
        _fill(opened, inventory.by_folder(path for path in tree if path != FILES), tree)


def remove(folder: Path) -> str | None:
    """Delete the files that the folder's own inventory names and the folders that this empties, and nothing else.

    The answer is the first name that has to stay, and with it the folder. The inventory goes last, so that a removal
    that was cut off can be taken up again.
    """
    with suppress(FileNotFoundError), handles.folder(folder) as opened:
        data = handles.contents(FILES, opened) if FILES in handles.listing(opened) else b""
        _clear(opened, inventory.by_folder(_listed(data or b"")))
        left = [name for name in handles.listing(opened) if name != FILES or data is None]
        if left:
            return left[0]
        with suppress(FileNotFoundError):
            os.unlink(FILES, dir_fd=opened)
        folder.rmdir()
    return None


def _make(name: Path | str, within: int | None = None) -> None:
    os.mkdir(name, 0o755, dir_fd=within)
    os.chmod(name, 0o755, dir_fd=within)  # noqa: S103 -- a site is for everyone to read, whatever the umask


def _fill(folder: int, branches: Branches, tree: Tree) -> None:
    for name, below in branches.items():
        if isinstance(below, str):
            handles.write(name, tree[below], folder)
            continue
        _make(name, folder)
        with handles.folder(name, folder) as inner:
            _fill(inner, below, tree)
    handles.sync(folder)


def _listed(data: bytes) -> Mapping[str, str]:
    try:
        return inventory.parse(data)
    except ValueError:
        return {}  # Cut off while it was written: then nothing else had been written yet.


def _clear(folder: int, branches: Branches) -> None:
    for name, below in branches.items():
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
            if isinstance(below, str):
                os.unlink(name, dir_fd=folder)
                continue
            with handles.folder(name, folder) as inner:
                _clear(inner, below)
            _remove_if_empty(name, folder)


def _remove_if_empty(name: str, within: int) -> None:
    try:
        os.rmdir(name, dir_fd=within)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
