"""A project on disk: its content, and its layouts over the default ones."""

from dataclasses import dataclass
from pathlib import Path

from policygen import disk, layouts
from policygen.model.policy import CONTENT
from policygen.problems import Problem
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Project:
    """What was read of a project; all paths begin at its root."""

    root: Path
    content: Tree
    layouts: Tree
    problems: tuple[Problem, ...]

    @property
    def files(self) -> Tree:
        """All that was read, from the root of the project."""
        return {**self.layouts, **self.content}

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
    return Project(root, content, {**theme, **own}, (*problems, *more))
