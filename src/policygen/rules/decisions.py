"""Decisions that machines make about people."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.model.purposes import AutomatedDecision, Purpose
from policygen.rule import Case, Found, rule
from policygen.rules import grounds

_LISTED_BY_UK = {
    "information": "to be told of it",
    "representations": "to have a say",
    "human-intervention": "to have a human look at it",
    "contest": "to contest it",
}
_LISTED_BY_EU = {key: words for key, words in _LISTED_BY_UK.items() if key != "information"}
"""What people must be able to ask for: UK GDPR Art. 22C(2), GDPR Art. 22(3)."""
_AGREED, _PUBLIC_INTEREST = "gdpr:9-2-a", "gdpr:9-2-g"


@rule("GDPR-13-2-f-adm")
def decisions(case: Case) -> Iterator[Found]:
    """If a machine alone decides something of weight about people, they must be told, and told how. Most firms have no
    such decisions and should say that; where people are profiled, readers will ask.
    """
    purposes = case.policy.purposes
    if purposes and not purposes.automated_decisions:
        profiling = [each for each in purposes.purposes if each.profiling]
        labels = "”, “".join(each.label for each in profiling)
        yield Found(
            (profiling[0], "profiling") if profiling else (purposes, "automated_decisions"),
            "The notice does not say whether machines decide about people"
            + (f", while people are profiled for “{labels}”." if profiling else "."),
            "Write `automated_decisions: none`, or list them.",
            "automated_decisions",
        )


@rule("GDPR-13-2-f-logic")
def logic(case: Case) -> Iterator[Found]:
    """Of each such decision people must learn how it is made, what it means for them, and what may follow, in words
    that let them judge and contest it.
    """
    for each in _decisions(case):
        missing = [f"`{key}`" for key in ("logic", "significance", "consequences") if not getattr(each, key)]
        if missing:
            yield Found(
                (each, "label"),
                f"The notice does not explain the decision “{each.label}” in full.",
                f"Add {', '.join(missing)} in plain words.",
            )


@rule("UK-22C-safeguards")
def safeguards_uk(case: Case) -> Iterator[Found]:
    """Where a machine alone decides something of weight, UK law gives people four things: to be told, to have a say, to
    have a human look at it, and to contest it. The notice has to offer all four.
    """
    yield from _unsafe(case, _LISTED_BY_UK, "UK law")


@rule("EU-22-ground")
def safeguards_eu(case: Case) -> Iterator[Found]:
    """EU law forbids such decisions unless a contract, a law or explicit consent allows them, and then people must at
    least be able to have a human look at it, to have a say, and to contest it. The ground is that of the purposes
    which the decision is said to serve.
    """
    yield from _unsafe(case, _LISTED_BY_EU, "EU law")
    for each in _decisions(case):
        if each.solely and not each.purposes:
            yield Found(
                (each, "label"),
                f"A machine alone decides “{each.label}”, and nothing says on which ground EU law allows that.",
                "Name in `purposes` what it serves, and rest that on a contract, a law or explicit consent.",
            )
    for each, served in _served(case):
        if served.bases and not _has_ground(case, served, grounds.CONSENT):
            yield Found(
                (each, "purposes"),
                f"A machine alone decides “{each.label}” for “{served.label}”, and EU law allows that only for a "
                "contract, by a law, or with explicit consent.",
                "Rest the purpose on one of these, naming the `law` if it is one, or let a human decide.",
                against=(served, "bases"),
                against_words="what it rests on",
            )


@rule("UK-22B-ea")
def restricted(case: Case) -> Iterator[Found]:
    """UK law lets a machine alone decide something of weight on any basis but a recognised legitimate interest. With
    special category data it may only if people consent explicitly, or if a contract or a law calls for the decision
    and a substantial public interest does, too.
    """
    for each, served in _served(case):
        for ground in (each for each in grounds.of(case.policy, served) if each.basis.code == grounds.RECOGNISED):
            yield Found(
                (each, "purposes"),
                f"A machine alone decides “{each.label}” for “{served.label}”, which rests on a recognised legitimate "
                "interest, and UK law forbids that.",
                "Rest the purpose on another basis, or let a human decide.",
                against=(ground.stated, "basis"),
                against_words="rests on it here",
            )
        if (data := _special(case, served)) and not _may_use_special(case, served):
            yield Found(
                (each, "purposes"),
                f"A machine alone decides “{each.label}” with “{data[0].label}”, which is special category data, and "
                "nothing that is declared allows that.",
                "Name explicit consent as `article_9`, or `gdpr:9-2-g` beside a contract or a `law`; or let a human "
                "decide.",
                against=(served, "data"),
                against_words="used here",
            )


def _served(case: Case) -> Iterator[tuple[AutomatedDecision, Purpose]]:
    """The decisions of machines alone, with each purpose that they are said to serve."""
    for each in _decisions(case):
        yield from ((each, one) for one in grounds.purposes(case.policy) if each.solely and one.id in each.purposes)


def _special(case: Case, purpose: Purpose) -> tuple[DataCategory, ...]:
    held = (each for each in entries(case.policy, "data.categories") if each.id in purpose.data)
    return tuple(each for each in held if isinstance(each, DataCategory) and each.special)


def _has_ground(case: Case, purpose: Purpose, *more: str) -> bool:
    """Whether a contract or a law calls for it, or one of these bases carries it."""
    codes = {grounds.CONTRACT, grounds.OBLIGATION, *more}
    return any(each.stated.law or each.basis.code in codes for each in grounds.of(case.policy, purpose))


def _may_use_special(case: Case, purpose: Purpose) -> bool:
    """Where no condition is named at all, another rule asks for one."""
    codes = {each.code for each in grounds.further(case.policy, purpose)}
    return not codes or _AGREED in codes or (_PUBLIC_INTEREST in codes and _has_ground(case, purpose))


def _unsafe(case: Case, wanted: dict[str, str], law: str) -> Iterator[Found]:
    for each in _decisions(case):
        missing = [key for key in wanted if key not in each.safeguards]
        if each.solely and missing:
            yield Found(
                (each, "safeguards" if each.safeguards else "label"),
                f"A machine alone decides “{each.label}”, and {law} wants people also "
                f"{' and '.join(wanted[key] for key in missing)}.",
                f"Offer that, and add to `safeguards`: {', '.join(f'`{key}`' for key in missing)}.",
            )


def _decisions(case: Case) -> tuple[AutomatedDecision, ...]:
    purposes = case.policy.purposes
    found = purposes.automated_decisions if purposes else ()
    return () if found == "none" else found


RULES = (decisions, logic, safeguards_uk, restricted, safeguards_eu)
