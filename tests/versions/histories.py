"""Projects with a history, made as people make them: content is edited, and released, version by version."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from policygen import disk, history, layouts
from policygen.build import Built, build
from policygen.model.policy import CONTENT
from policygen.problems import any_error
from policygen.tree import Tree

SITES = Path(__file__).parents[1] / "sites"
THEME, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
EDITION = "content/policy.yaml"


class Step(NamedTuple):
    """A version: its number, the days of its publication and effect, and what is replaced in the content before."""

    number: str
    published: str
    effective: str
    replaced: Mapping[str, tuple[str, str]] = {}
    kind: str = "material"


STEPS = (
    Step("1.0.0", "2026-01-01", "2026-01-10"),
    Step(
        "2.0.0",
        "2026-03-01",
        "2026-03-10",
        {
            "content/cookies.yaml": ("name: _visit_*", "name: _visits_*"),
            "content/site.yaml": ("language: en-GB", "language: en"),
        },
    ),
    Step(
        "2.0.1", "2026-05-01", "2026-05-10", {"content/pages/privacy.md": ("## Data {", "## Your data {")}, "editorial"
    ),
)
"""A material change, in another language, and one of words."""


def edition(step: Step) -> bytes:
    change = f"{{kind: {step.kind}, summary: What is new in {step.number}., notice: {{method: a letter}}}}"
    return (
        f"version: {step.number}\npublished: {step.published}\neffective: {step.effective}\nchange: {change}\n"
    ).encode()


def edited(content: Tree, step: Step) -> dict[str, bytes]:
    """The content with the edition of this step, and its words replaced once."""
    changed = {**content, EDITION: edition(step)}
    for file, (old, new) in step.replaced.items():
        assert old.encode() in changed[file], f"{file} does not say {old!r}"
        changed[file] = changed[file].replace(old.encode(), new.encode(), 1)
    return changed


class Project(NamedTuple):
    """The content as it is now, and everything that was released."""

    content: Tree
    releases: Tree

    def built(self, day: str, theme: Tree = THEME) -> Built:
        """The site of a day."""
        return build(self.content, theme, self.releases, today=date.fromisoformat(day))

    def released(self, step: Step) -> "Project":
        content = edited(self.content, step)
        made = build(content, THEME, self.releases)
        assert not any_error(made.problems), [str(each) for each in made.problems]
        assert made.draft
        folder = history.release(made.draft, made.past, None)
        kept = {f"releases/{step.number}/{path}": data for path, data in folder.items()}
        return Project(content, {**self.releases, **kept})


def content_of(site: str) -> Tree:
    return disk.read(SITES / site / CONTENT, CONTENT)[0]


@cache
def three() -> Project:
    """The site with every field in it, released three times."""
    project = Project(content_of("everything"), {})
    for step in STEPS:
        project = project.released(step)
    return project


def drafted(project: Project, step: Step) -> Project:
    return Project(edited(project.content, step), project.releases)
