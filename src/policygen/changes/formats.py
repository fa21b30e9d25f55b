"""What a version changes, written for a terminal, for programs, and for a comment on a pull request."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import NamedTuple

from policygen.changes.asking import Asked
from policygen.changes.change import ORDER, Change, Gravity
from policygen.changes.numbers import suffices
from policygen.changes.verdict import UNNUMBERED, Verdict
from policygen.changes.vocabulary import SUBJECTS

NOBODY = "nobody needs to be asked again"
_SIGNS = re.compile(r"([\\`*_\[\]~|$])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", "@": "&#64;", "#": "&#35;"})


def sentences(changes: Sequence[Change]) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """The changes under their headings, in the order of the content; each one's sentence is its `words`."""
    headings = dict.fromkeys(subject.heading for subject in SUBJECTS.values())
    grouped = ((title, tuple(each for each in changes if _heading(each) == title)) for title in headings)
    return tuple((title, found) for title, found in grouped if found)


def _heading(change: Change) -> str:
    return SUBJECTS[change.list].heading


class Reason(NamedTuple):
    """How grave some changes are, and why."""

    gravity: Gravity
    words: str

    def __str__(self) -> str:
        return f"{self.gravity}: {self.words}"


def by_reason(changes: Iterable[Change]) -> tuple[tuple[Reason, tuple[Change, ...]], ...]:
    """The changes with what makes them as grave as they are, which is told once; the gravest first."""
    found: dict[Reason, list[Change]] = {}
    for each in changes:
        found.setdefault(Reason(each.gravity, each.reason), []).append(each)
    gravest_first = sorted(found.items(), key=lambda group: -ORDER.index(group[0].gravity))
    return tuple((reason, tuple(alike)) for reason, alike in gravest_first)


def as_text(verdict: Verdict) -> str:
    """For a terminal: each change below what makes it grave; then what follows from them."""
    return "\n".join(_lines(verdict)) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"{verdict.old} -> {verdict.new}"
    for title, changes in sentences(verdict.changes):
        yield f"\n{title}"
        for reason, alike in by_reason(changes):
            yield f"  {reason}"
            yield from (f"    - {each.words}" for each in alike)
    yield ""
    yield from _conclusions(verdict)


def _conclusions(verdict: Verdict) -> Iterator[str]:
    yield f"{_whole(verdict)}{_number(verdict)}"
    yield from (_asking(each) for each in verdict.asked)
    if not verdict.asked:
        yield NOBODY


def conclusion(verdict: Verdict) -> str:
    """What follows from the changes, in lines, without the changes themselves."""
    return "\n".join((f"{verdict.old} -> {verdict.new}: {next(found := _conclusions(verdict))}", *found))


def _whole(verdict: Verdict) -> str:
    if verdict.gravity is None:
        return "nothing changed"
    count = len(verdict.changes)
    return f"{count} change{'s' * (count != 1)}, together {verdict.gravity}"


def _number(verdict: Verdict) -> str:
    """The number that the version needs, and whether it has it."""
    if verdict.gravity is None:
        return ""
    if verdict.least is None:
        return ": the version needs another name"
    needed = f": the version must be {verdict.least} at least"
    if verdict.new == UNNUMBERED or suffices(verdict.old, verdict.new, verdict.gravity):
        return needed
    return f"{needed}, and it is {verdict.new}"


def _asking(asked: Asked) -> str:
    return f"ask again: {asked.category} ({'; '.join(asked.reasons)})"


def as_json(verdict: Verdict) -> str:
    """ASCII only, so that any terminal takes it."""
    return json.dumps(plain(verdict), indent=2) + "\n"


def plain(verdict: Verdict) -> dict[str, object]:
    """Plain data, as `changes.json` of a release keeps it."""
    return {
        "old": verdict.old,
        "new": verdict.new,
        "gravity": verdict.gravity,
        "least_version": verdict.least,
        "consent_version": verdict.consent_version,
        "ask_again": [{"category": each.category, "reasons": list(each.reasons)} for each in verdict.asked],
        "changes": [{"subject": _heading(each), **asdict(each)} for each in verdict.changes],
    }


def as_markdown(verdict: Verdict) -> str:
    """For a pull request: nothing that the content says is read as Markdown, HTML or a mention."""
    return "\n".join(_paragraphs(verdict)) + "\n"


def _paragraphs(verdict: Verdict) -> Iterator[str]:
    yield f"## {_escaped(verdict.old)} → {_escaped(verdict.new)}\n"
    yield from (f"- **{_escaped(each)}**" for each in _conclusions(verdict))
    for title, changes in sentences(verdict.changes):
        yield f"\n### {title}"
        for reason, alike in by_reason(changes):
            yield f"\n**{reason.gravity}**: {_escaped(reason.words)}\n"
            yield from (f"- {_escaped(each.words)}" for each in alike)


def _escaped(text: str) -> str:
    """Whole pairs of backticks stay, since code is read as nothing else; a change is on one line."""
    line = " ".join(text.split())
    if line.count("`") % 2:
        return _plain(line)
    return "".join(f"`{part}`" if part and number % 2 else _plain(part) for number, part in enumerate(line.split("`")))


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text.translate(_ENTITIES))
