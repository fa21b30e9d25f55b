"""A folder that is added once and never touched again: a sealed release."""

from collections.abc import Collection
from pathlib import Path

from policygen.disk import handles, inventory, lock, names, staging
from policygen.disk.refusal import OutputRefused
from policygen.tree import Tree

_NEW = ".policygen-new"


def add(tree: Tree, folder: Path, beside: Collection[str]) -> None:
    """Make the new folder with everything in it, on the disk when this returns; killed at any moment, all or nothing.

    Raises OutputRefused where anything but the folders `beside` stands there, since the new one rests on those and no
    others; OutputLocked where somebody else is adding; and OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with lock.held(folder.parent / ".policygen-lock", folder.parent):
        if others := _shown(folder.parent) - set(beside):
            raise OutputRefused(
                f"`{folder.with_name(min(others))}` stands there already, and this release knows nothing of it.",
                "A release is never written over: run `policygen release` again.",
            )
        _moved_in(tree, folder, folder.with_name(f".{folder.name}{_NEW}"))


def _shown(folder: Path) -> set[str]:
    with handles.folder(folder) as opened:
        return {name for name in handles.listing(opened) if not names.is_ignored(name)}


def _moved_in(tree: Tree, folder: Path, new: Path) -> None:
    if left := staging.remove(new):
        raise OutputRefused(
            f"An interrupted release left `{new}`, and it holds `{left}`, which policygen did not write.",
            f"Move that away, delete `{new}`, and release again.",
        )
    try:
        staging.write(inventory.with_inventory({f"{folder.name}/{path}": data for path, data in tree.items()}), new)
        (new / folder.name).rename(folder)
        with handles.folder(folder.parent) as parent:
            handles.sync(parent)
    finally:
        for each in folder.parent.glob(f".*{_NEW}"):  # Also what a release left that was killed when all was done.
            staging.remove(each)
