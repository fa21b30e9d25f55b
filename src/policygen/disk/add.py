"""A folder that is added once and never touched again: a sealed release."""

from pathlib import Path

from policygen.disk import handles, inventory, lock, staging
from policygen.disk.refusal import OutputRefused
from policygen.tree import Tree


def add(tree: Tree, folder: Path) -> None:
    """Make the new folder with everything in it, on the disk when this returns; killed at any moment, all or nothing.

    Raises OutputRefused where something stands there already, OutputLocked where somebody else is adding, and OSError.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with lock.held(folder.parent / ".policygen-lock", folder.parent):
        if folder.is_symlink() or folder.exists():
            raise OutputRefused(
                f"`{folder}` stands there already.", "A release is never written over; name a new version."
            )
        _moved_in(tree, folder, folder.with_name(f".{folder.name}.policygen-new"))


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
        staging.remove(new)
