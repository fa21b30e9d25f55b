"""The pipe, from top to bottom: content and layouts in, the site and every problem out."""

from dataclasses import dataclass
from datetime import date

from policygen import outputs, prose, rules
from policygen.disk.inventory import with_inventory
from policygen.load import files, load
from policygen.model.policy import CONTENT
from policygen.problems import Problem, any_error, in_source_order
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Built:
    """The whole site, and every problem.

    What cannot be loaded, refers to nothing or cannot be drawn leaves no site; an error of a legal rule does, since a
    lawyer must be able to look at an unfinished page.
    """

    tree: Tree
    problems: tuple[Problem, ...]


def build(content: Tree, layouts: Tree, *, today: date | None = None, pdf: bool = False) -> Built:
    """Read the content, judge and draw the policy, list what was written: a pure function.

    `today` is the day whose law is applied; without a day no legal rule is asked.
    """
    loaded = load(content)
    proses = tuple(prose.parse(page) for page in loaded.pages)
    if loaded.policy is None or any_error(loaded.problems):
        return Built({}, in_source_order((*loaded.problems, *(found for each in proses for found in each.problems))))
    images = {file.removeprefix(CONTENT): data for file, data in content.items() if file.startswith(files.IMAGES)}
    drawn = outputs.draw(loaded.policy, proses, layouts, images, pdf=pdf)
    judged = rules.check(loaded.policy, proses, loaded.places, today) if today else ()
    problems = in_source_order((*loaded.problems, *drawn.problems, *judged))
    return Built({} if any_error(drawn.problems) else with_inventory(drawn.tree), problems)
