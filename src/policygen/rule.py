"""A legal rule: the law it rests on, and the function that finds where a policy breaks it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from policygen import packaged
from policygen.changes import Verdict
from policygen.durations import Duration
from policygen.joins import storage
from policygen.model.policy import Policy
from policygen.model.record import Record
from policygen.observed import Observation
from policygen.problems import Level, Place
from policygen.prose import Named, Prose
from policygen.prose.sentences import Passage


@dataclass(frozen=True, slots=True)
class Law:
    """What is known of a rule besides its function; one row of law/rules.json.

    Attributes:
        laws: the jurisdictions in which it holds; `all` for those that rest on no one law.
        since: the day from which it holds; None when it always did.
        decided_by: `facts` by the records, `text` by the prose, `person` when only somebody who knows can tell.
        evidence: how sure we are of the source: S the text itself was read, S2 second-hand, K general knowledge.

    """

    code: str
    level: Level
    laws: tuple[str, ...]
    since: date | None
    decided_by: str
    citation: str
    url: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Outside:
    """What was found out beyond the content; None where nobody looked, so that nothing follows from it.

    Attributes:
        observed: what a browser or scanner saw stored.
        dead: the addresses where nobody answers, each with the rest of a sentence that says so.

    """

    observed: Observation | None = None
    dead: Mapping[str, str] | None = None


Spot = Place | tuple[Record, str]
"""A place in the prose; or a record, and the key in it that is meant ("" for the record as a whole)."""


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule is broken; the engine adds its code, level and law.

    Attributes:
        target: what a waiver or attestation names: the id of the record, or the name of the page or file.
        against: for a contradiction, the second place, where the claim is contradicted.

    """

    at: Spot
    message: str
    mend: str
    target: str = ""
    against: Spot | None = None
    against_words: str = "contradicted here"


@dataclass(frozen=True, slots=True)
class Before:
    """What a draft follows: the numbers that have been released, and what it changes in the newest of them.

    Attributes:
        effective: the day from which the newest release is in force.
        notice_period: how long beforehand it promises to tell people of a change that matters.

    """

    numbers: tuple[str, ...]
    effective: date
    notice_period: Duration | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: a policy, its prose, and the day on which it is judged.

    Attributes:
        before: None where nothing has been released, or where nothing has changed since.
        outside: what was found out beyond the content.
        records: the texts of the records, in the order of the files; read once, since many rules read them.
        pages: the texts of the pages, likewise.

    """

    policy: Policy
    proses: tuple[Prose, ...]
    today: date
    stored: storage.Storage
    records: tuple[Passage, ...]
    pages: tuple[Passage, ...]
    before: Before | None = None
    outside: Outside = Outside()

    def claims(self, name: str) -> Iterator[Named]:
        """The sentences of the prose that are marked with a claim."""
        return (claim for prose in self.proses for claim in prose.claims if claim.name == name)


Finder = Callable[[Case], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `reason` is what `policygen explain` prints of it."""

    law: Law
    reason: str
    find: Finder

    @property
    def code(self) -> str:
        return self.law.code


def rule(code: str) -> Callable[[Finder], Rule]:
    """Make a rule of a generator function; its docstring is the reason."""

    def made(find: Finder) -> Rule:
        return Rule(laws()[code], find.__doc__ or "", find)

    return made


@cache
def laws() -> dict[str, Law]:
    """Every rule that is known, also those that have no function yet."""
    rows = packaged.table("law/rules.json")
    return {code: _law(code, row) for code, row in rows.items()}


def _law(code: str, row: dict[str, str]) -> Law:
    since = date.fromisoformat(row["since"]) if row["since"] else None
    return Law(
        code,
        Level(row["level"]),
        tuple(row["laws"]),
        since,
        row["decided_by"],
        row["citation"],
        row["url"],
        row["evidence"],
    )
