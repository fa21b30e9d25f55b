"""The pipe, from top to bottom: content and layouts in, the site and every problem out."""

from dataclasses import dataclass

from policygen import outputs, prose
from policygen.disk.inventory import with_inventory
from policygen.load import files, load
from policygen.model.policy import CONTENT
from policygen.problems import Problem, any_error, in_source_order
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Built:
    """The whole site; empty when an error prevents it."""

    tree: Tree
    problems: tuple[Problem, ...]


def build(content: Tree, layouts: Tree, *, pdf: bool = False) -> Built:
    """Read the content, draw the policy, list what was written; a pure function of its two trees."""
    loaded = load(content)
    proses = tuple(prose.parse(page) for page in loaded.pages)
    if loaded.policy is None or any_error(loaded.problems):
        return Built({}, in_source_order((*loaded.problems, *(found for each in proses for found in each.problems))))
    images = {file.removeprefix(CONTENT): data for file, data in content.items() if file.startswith(files.IMAGES)}
    drawn = outputs.draw(loaded.policy, proses, layouts, images, pdf=pdf)
    problems = in_source_order((*loaded.problems, *drawn.problems))
    return Built({} if any_error(problems) else with_inventory(drawn.tree), problems)
