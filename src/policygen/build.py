"""The pipe, from top to bottom: content, layouts and releases in, the site and every problem out."""

from dataclasses import dataclass
from datetime import date

from policygen import coverage, history, outputs, prose, rules
from policygen.disk.inventory import with_inventory
from policygen.history import NOTHING, Draft, Past
from policygen.load import files, load
from policygen.model.policy import CONTENT
from policygen.outputs import exports
from policygen.outputs.sheet import Besides
from policygen.problems import Problem, any_error, in_source_order
from policygen.releases import ledger
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Built:
    """The whole site, every problem, and the version that is being written, where there is one beside what is sealed.

    What cannot be loaded, refers to nothing or cannot be drawn leaves no site, nor does a broken seal; an error of a
    legal rule does, since a lawyer must be able to look at an unfinished page.
    """

    tree: Tree
    problems: tuple[Problem, ...]
    past: Past = NOTHING
    draft: Draft | None = None


def build(  # noqa: PLR0913 -- all that a site depends on is said here, and nowhere else
    content: Tree,
    layouts: Tree,
    releases: Tree | None = None,
    *,
    today: date | None = None,
    head: str | None = None,
    pdf: bool = False,
    with_coverage: bool = False,
    draft_first: bool = False,
) -> Built:
    """Read the content and the releases, judge and draw the policy, list what was written: a pure function.

    `today` is the day whose law is applied and on which versions are in force; without a day no legal rule is asked,
    there is no coverage matrix, and the newest release is in force. `head` is the remembered digest of a release.
    A preview shows the `draft_first`, at the root; otherwise it stands apart.
    """
    kept = ledger.read(releases or {}, head)
    past, unread = history.past(kept.releases) if not kept.problems else (NOTHING, ())
    loaded = load(content)
    proses = tuple(prose.parse(page) for page in loaded.pages)
    problems = (*kept.problems, *unread, *loaded.problems)
    if loaded.policy is None or any_error(problems):
        return Built({}, in_source_order((*problems, *(found for each in proses for found in each.problems))))
    composed = outputs.compose(loaded.policy, proses, layouts)
    draft = history.draft(loaded.policy, composed, past) if history.is_draft(loaded.policy, past) else None
    case = rules.case_of(loaded.policy, proses, today, history.before(draft, past)) if today else None
    judged = rules.check(case, loaded.places) if case else ()
    untold = exports.problems(loaded.policy, loaded.places, exports.write(composed.manifest)[1]) if case else ()
    problems = (*problems, *judged, *untold, *composed.written.problems)
    if any_error(composed.written.problems):
        return Built({}, in_source_order(problems), past, draft)
    covered = coverage.of(case, judged, layouts, loaded.places) if case and with_coverage else None
    besides = Besides(pdf, (coverage.sheet(covered),) if covered else ())
    shelf = history.shelf(past, draft.version if draft else None, today or date.max, draft_first=draft_first)
    drawn = outputs.draw(shelf, composed.written, layouts, _images(content), besides)
    beside = coverage.beside(covered, drawn.tree) if covered and drawn.tree else {}
    tree = with_inventory({**drawn.tree, **beside}) if drawn.tree else {}
    return Built(tree, in_source_order((*problems, *drawn.problems)), past, draft)


def _images(content: Tree) -> Tree:
    return {file.removeprefix(CONTENT): data for file, data in content.items() if file.startswith(files.IMAGES)}
