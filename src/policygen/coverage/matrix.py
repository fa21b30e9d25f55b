"""The matrix: of each item what the notice says, where, and what is open or was decided."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from policygen.coverage import entitlements, items, people, receivers, uses
from policygen.coverage.answer import Answer, Finder
from policygen.coverage.items import Item
from policygen.model.edition import Attestation
from policygen.problems import Level, Place, Problem
from policygen.rule import Case
from policygen.rules import laws_of, settlement
from policygen.rules.spots import Spots
from policygen.wording import day

Status = Literal["answered", "partly-answered", "waived", "not-applicable", "not-answered"]
Href = Callable[[tuple[str, str]], str | None]

FINDERS: dict[str, Finder] = {**people.FINDERS, **uses.FINDERS, **receivers.FINDERS, **entitlements.FINDERS}

_OPEN = {Level.ERROR, Level.WARNING, Level.PERSON}


@dataclass(frozen=True, slots=True)
class Line:
    """An answer, with the place where it was written, and the address where readers find it."""

    answer: Answer
    place: Place
    href: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one item; `gaps` are the findings of its rules, waived ones among them."""

    item: Item
    status: Status
    lines: tuple[Line, ...]
    gaps: tuple[Problem, ...]


def of(case: Case, judged: tuple[Problem, ...], spots: Spots, href: Href) -> tuple[Row, ...]:
    """One row an item, in the order of the law; `judged` is what the rules found in the case."""
    return tuple(_row(item, case, judged, spots, href) for item in items.every())


def _row(item: Item, case: Case, judged: tuple[Problem, ...], spots: Spots, href: Href) -> Row:
    outside = _outside(item, case)
    answers = (outside,) if outside else (*FINDERS[item.id](case), *_vouched(item, case))
    lines = tuple(_line(each, spots, href) for each in answers)
    gaps = () if outside else tuple(each for each in judged if each.code in item.rules)
    return Row(item, _status(lines, gaps), lines, gaps)


def _outside(item: Item, case: Case) -> Answer | None:
    """Why the item is no law here and today."""
    where = (case.policy.site, "jurisdictions")
    if item.laws.isdisjoint(laws_of(case.policy)):
        named = " and ".join(law.upper() for law in sorted(item.laws))
        return Answer(f"The policy does not answer to the law of: {named}.", where, kind="not-applicable")
    if item.since and item.since > case.today:
        return Answer(f"It is law from {day(item.since)}.", where, kind="not-applicable")
    return None


def _vouched(item: Item, case: Case) -> Iterator[Answer]:
    for each in case.policy.policy.attestations:
        if each.rule in item.rules and settlement.stands(each, case):
            yield Answer(_words(each), (each, "statement"), kind="vouched", until=each.expires)


def _words(said: Attestation) -> str:
    office = f", {said.role}," if said.role else ""
    return f"{said.by}{office} vouched on {day(said.on)}: {said.statement}"


def _line(answer: Answer, spots: Spots, href: Href) -> Line:
    return Line(answer, spots.place(answer.spot), href(answer.anchor) if answer.anchor else None)


def _status(lines: tuple[Line, ...], gaps: tuple[Problem, ...]) -> Status:
    answered = any(each.answer.kind == "answer" for each in lines)
    if any(each.level in _OPEN for each in gaps):
        return "partly-answered" if answered else "not-answered"
    if answered:
        return "answered"
    if any(each.level is Level.WAIVED for each in gaps):
        return "waived"
    return "not-applicable" if any(each.answer.kind == "not-applicable" for each in lines) else "not-answered"
