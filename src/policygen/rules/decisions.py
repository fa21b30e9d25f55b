"""Decisions that machines make about people."""

from collections.abc import Iterator

from policygen.model.purposes import AutomatedDecision
from policygen.rule import Case, Found, rule

_LISTED_BY_UK = {
    "information": "to be told of it",
    "representations": "to have a say",
    "human-intervention": "to have a human look at it",
    "contest": "to contest it",
}
_LISTED_BY_EU = {key: words for key, words in _LISTED_BY_UK.items() if key != "information"}
"""What people must be able to ask for: UK GDPR Art. 22C(2), GDPR Art. 22(3)."""


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
    least be able to have a human look at it, to have a say, and to contest it. The ground is not judged here, since
    the content has no place for it.
    """
    yield from _unsafe(case, _LISTED_BY_EU, "EU law")


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


RULES = (decisions, logic, safeguards_uk, safeguards_eu)
