"""A tree becomes a site: made whole beside the old one, put in its place in one step, and then the old one removed.

Whatever happens on the way (a full disk, a signal, a power cut), the site is the whole old one or the whole new one. An
equal site is published like any other, so that lost files and wrong modes are mended.
"""

from collections.abc import Sequence
from pathlib import Path

from policygen.disk import belongings, inventory, lock, place, staging, swap
from policygen.disk.refusal import OutputRefused
from policygen.tree import Tree


def publish(tree: Tree, out: Path, root: Path, sources: Sequence[Path]) -> None:
    """Put the tree, which carries its inventory, at `out`.

    `out` may be inside the project `root`, but not be it or hold it, and must not touch any of the `sources`.

    Raises OutputRefused, OutputLocked where another build is at work, and OSError for what the system does not do; the
    old site then stays. Only an OSError from the last sync or the removal of the old site leaves the new site in place.
    """
    if tree.get(inventory.FILES) != inventory.write(tree):
        raise ValueError(f"a tree is published with its own {inventory.FILES}")
    real = place.judged(out, root, sources)
    if not real.parent.is_dir():
        real.parent.mkdir(parents=True)
    with lock.held(_beside(real, "lock"), out):
        new, aside = _beside(real, "new"), _beside(real, "old")
        swap.settle(new, real, aside)
        belongings.judge(real)
        belongings.judge_staging(new)
        _replace(tree, real, new, aside)


def _replace(tree: Tree, out: Path, new: Path, aside: Path) -> None:
    if left := staging.remove(new):
        raise OutputRefused(
            f"An interrupted build left `{new}`, and it holds `{left}`, which policygen did not write.",
            f"Move that away, delete `{new}`, and build again.",
        )
    try:
        staging.write(tree, new)
        swap.into_place(new, out, aside)
        left = staging.remove(new)
    finally:
        staging.remove(new)  # Does something only where the lines above were cut off.
    if left:
        raise OutputRefused(
            f"The new site is in place; but while it was made, somebody put `{left}` into the old one, now `{new}`.",
            f"Move that away, and delete `{new}`.",
        )


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.policygen-{what}")
