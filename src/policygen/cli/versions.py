"""What the commands say of versions: why one cannot be released, what was sealed, and what changed between two."""

from dataclasses import dataclass
from pathlib import Path

from policygen import changes, explanations
from policygen.build import Built
from policygen.history import Draft, kept
from policygen.model.policy import CONTENT, Policy, file_of
from policygen.problems import Level, Place, Problem
from policygen.releases.sealed import RECORD, digest
from policygen.spelling import did_you_mean
from policygen.tree import Tree
from policygen.wording import day

CODE = "VERSION-release"
_PLACE = Place(file_of("policy"))
_SERIOUS = ("VER-", "SEAL-")
"""The rules about versions hold for every release; a reason does not help."""


class NoSuchVersionError(LookupError):
    """There is no such version; the error's words are whole sentences."""


def unreleased(draft: Draft | None) -> tuple[Problem, ...]:
    """Content that nobody has released, which a strict build does not publish."""
    if draft is None:
        return ()
    message = "This content says what no release says, and a strict build publishes what was released."
    return (Problem(_PLACE, CODE, message, "Run `policygen release`, and commit the new folder in releases/."),)


def only_here(built: Built) -> tuple[Problem, ...]:
    """What keeps content from being released besides the problems that a check finds."""
    if not built.tree:
        return ()
    if built.draft is None:
        message = f"The content says what release {built.past.numbers[-1]} says, so there is nothing to release."
        return (Problem(_PLACE, CODE, message, "Change the content first, and give it another `version`."),)
    edition = built.draft.version.edition
    if edition.published is None:
        mend = "Add `published`: the day on which people can read it first, such as 2026-11-06."
        return (Problem(_PLACE, CODE, "The version does not say when it is published.", mend),)
    return ()


def refusals(built: Built, problems: tuple[Problem, ...], reason: str | None) -> tuple[Problem, ...]:
    """All that keeps the content from being released; a reason lets it be released with other errors of law."""
    errors = (each for each in problems if each.level is Level.ERROR)
    return (*(each for each in errors if not (reason and _can_be_accepted(each))), *only_here(built))


def _can_be_accepted(found: Problem) -> bool:
    return explanations.is_legal(found.code) and not found.code.startswith(_SERIOUS)


def sealed(draft: Draft, tree: Tree, folder: Path) -> str:
    """What is said when it is done."""
    version, effective = draft.version, draft.version.edition.effective
    when = f", in force from {day(effective)}" if effective else ""
    return (
        f"Version {version.number} is sealed in {folder}: {len(tree)} files{when}. Commit the folder.\n"
        f"Its digest, to remember with --head: {digest(tree[RECORD])}"
    )


def standing(built: Built) -> str:
    """Where the content stands against what was released last; nothing before the first release."""
    if not built.past.sealed:
        return ""
    if built.draft is None or built.draft.verdict is None:
        return f"The content is what was released as {built.past.numbers[-1]}."
    return changes.conclusion(built.draft.verdict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What `diff` was asked for: a project, and the numbers of two versions, where they were given."""

    root: Path
    old: str | None
    new: str | None


def asked(words: list[str]) -> Asked:
    """The first word is the project where there is content in it; otherwise the project is here."""
    root, *rest = words if words and (Path(words[0]) / CONTENT).is_dir() else (".", *words)
    old, new = (*rest, None, None)[:2]
    return Asked(Path(root), old, new)


def told(built: Built, wanted: Asked, form: str) -> str:
    """The difference in one of the formats; NoSuchVersionError where a version is not there."""
    known = {each.version: (kept.policy(each), kept.manifest(each)) for each in built.past.sealed}
    if built.draft and built.draft.version.policy:
        name = DRAFT if built.past.sealed else built.draft.version.number
        known[name] = (built.draft.version.policy, built.draft.version.manifest)
    order = list(known)
    new = _found(known, wanted.new) if wanted.new else order[-1]
    before = order[: order.index(new)]
    if wanted.old is None and not before:
        raise NoSuchVersionError(f"There is no version before {new} to compare it with.")
    old = _found(known, wanted.old) if wanted.old else before[-1]
    verdict = changes.between(changes.Version(*known[old]), changes.Version(*known[new]))
    return {"json": changes.as_json, "markdown": changes.as_markdown}.get(form, changes.as_text)(verdict)


DRAFT = "draft"


def _found(known: dict[str, tuple[Policy, dict[str, object]]], number: str) -> str:
    if number in known:
        return number
    raise NoSuchVersionError(f"There is no version {number}. {did_you_mean(number, list(known))}")
