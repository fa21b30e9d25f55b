"""A project on disk: its content, and its layouts over the default ones."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from policygen import disk, layouts
from policygen.model.policy import CONTENT
from policygen.problems import Problem
from policygen.releases.sealed import BROKEN, FOLDER
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Project:
    """What was read of a project; all paths begin at its root."""

    root: Path
    content: Tree
    layouts: Tree
    releases: Tree
    problems: tuple[Problem, ...]

    @property
    def files(self) -> Tree:
        """All that was read, from the root of the project."""
        return {**self.releases, **self.layouts, **self.content}

    @property
    def sources(self) -> tuple[Path, ...]:
        """The folders into which no output may go."""
        return tuple(self.root / name for name in ("content", "layouts", "releases"))


class NoContentError(Exception):
    """The folder holds no content."""


def read(root: Path) -> Project:
    """Read a project once.

    Raises:
        NoContentError: when it has no folder `content`.
        OSError: when something cannot be read.

    """
    if not (root / CONTENT).is_dir():
        raise NoContentError(f"There is no folder `{root / CONTENT}`. Name the folder that holds content/.")
    content, problems = disk.read(root / CONTENT, CONTENT)
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    own, more = disk.read(root / layouts.FOLDER, layouts.FOLDER) if (root / layouts.FOLDER).is_dir() else ({}, ())
    sealed, broken = releases(root)
    return Project(root, content, {**theme, **own}, sealed, (*problems, *more, *broken))


def releases(root: Path) -> tuple[Tree, tuple[Problem, ...]]:
    """What was released, as it lies there; whatever is no plain file breaks a seal."""
    if not os.path.lexists(root / FOLDER):
        return {}, ()
    tree, problems = disk.read(root / FOLDER, FOLDER, sealed=True)
    return tree, tuple(replace(each, code=BROKEN) for each in problems)
