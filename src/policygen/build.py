"""The pipe, from top to bottom: content and layouts in, the site and every problem out."""

from dataclasses import dataclass
from datetime import date

from policygen import coverage, outputs, prose, rules
from policygen.disk.inventory import with_inventory
from policygen.load import files, load
from policygen.model.policy import CONTENT
from policygen.outputs.sheet import Besides
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


def build(
    content: Tree, layouts: Tree, *, today: date | None = None, pdf: bool = False, with_coverage: bool = False
) -> Built:
    """Read the content, judge and draw the policy, list what was written: a pure function.

    `today` is the day whose law is applied; without a day no legal rule is asked, and there is no coverage matrix.
    """
    loaded = load(content)
    proses = tuple(prose.parse(page) for page in loaded.pages)
    if loaded.policy is None or any_error(loaded.problems):
        return Built({}, in_source_order((*loaded.problems, *(found for each in proses for found in each.problems))))
    images = {file.removeprefix(CONTENT): data for file, data in content.items() if file.startswith(files.IMAGES)}
    judged = rules.check(loaded.policy, proses, loaded.places, today) if today else ()
    covered = None
    if with_coverage and today:
        case = rules.case_of(loaded.policy, proses, today)
        covered = coverage.of(case, judged, layouts, loaded.places)
    besides = Besides(pdf, (coverage.sheet(covered),) if covered else ())
    drawn = outputs.draw(loaded.policy, proses, layouts, images, besides)
    problems = in_source_order((*loaded.problems, *drawn.problems, *judged))
    if any_error(drawn.problems):
        return Built({}, problems)
    beside = coverage.beside(covered, drawn.tree) if covered else {}
    return Built(with_inventory({**drawn.tree, **beside}), problems)
