"""The data itself: where it comes from, and whether people must give it."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.rule import Case, Found, rule
from policygen.rules import grounds

_FROM_THE_PERSON = {"person", "observed"}
_DEMANDING = {
    "contractual": frozenset({grounds.CONTRACT}),
    "pre-contractual": frozenset({grounds.CONTRACT}),
    "statutory": frozenset({grounds.OBLIGATION, grounds.TASK}),
}
"""The bases for which people must give data; a public task is laid down by law too (Art. 6(3))."""
_FROM_ELSEWHERE = {"third-party": "somebody else", "public": "public sources"}


@rule("GDPR-14-source-undeclared")
def source(case: Case) -> Iterator[Found]:
    """Data from elsewhere has rules of its own: its source must be named, and people told within a month. Which rules
    hold can be seen only when it is said where the data comes from.
    """
    for data in _data(case):
        if not data.source:
            yield Found(
                (data, "source"),
                f"Nobody has said whether “{data.label}” comes from the person or from elsewhere.",
                "Add `source` with `kind`: `person`, `observed`, `third-party` or `public`.",
            )


@rule("GDPR-14-2-f-source")
def named_source(case: Case) -> Iterator[Found]:
    """Who did not give you the data themselves must learn where you have it from, and whether that source is open to
    everybody.
    """
    for data in _data(case):
        for each in data.source:
            if each.kind in _FROM_ELSEWHERE and not each.names:
                yield Found(
                    (each, "kind"),
                    f"“{data.label}” comes from {_FROM_ELSEWHERE[each.kind]}, and the notice does not say from whom.",
                    "Add `names` to the source: who or what it comes from.",
                    data.id,
                )


@rule("GDPR-13-2-e-provision")
def provision(case: Case) -> Iterator[Found]:
    """Whoever is asked for data must know whether a law or a contract demands it, and what happens if they do not give
    it. What you observe is collected from the person too.
    """
    for data in _data(case):
        if data.source and not any(each.kind in _FROM_THE_PERSON for each in data.source):
            continue
        if data.required is None:
            message = f"The notice does not say whether people must give “{data.label}”."
            yield Found(
                (data, "required"), message, "Add `required` with `kind`, and with `consequence` where they must."
            )
        elif data.required.kind != "optional" and not data.required.consequence:
            message = f"The notice does not say what happens if people do not give “{data.label}”."
            yield Found((data.required, "kind"), message, "Add `consequence` beside `kind`.", data.id)


def _data(case: Case) -> Iterator[DataCategory]:
    return (each for each in entries(case.policy, "data.categories") if isinstance(each, DataCategory))


@rule("CLAIM-necessary-interest")
def required(case: Case) -> Iterator[Found]:
    """People must be told whether they have to give data, by law or for a contract. If no use of that data rests on a
    law or a contract, they do not have to, and the notice presses them for nothing.
    """
    for data in _data(case):
        demanding = _DEMANDING.get(data.required.kind) if data.required else None
        using = [each for each in grounds.purposes(case.policy) if data.id in each.data]
        codes = [
            {ground.basis.code for ground in grounds.of(case.policy, each) if grounds.is_basis(ground.basis)}
            for each in using
        ]
        if data.required and demanding and codes and all(codes) and all(map(demanding.isdisjoint, codes)):
            why = "a law" if data.required.kind == "statutory" else "a contract"
            yield Found(
                (data.required, "kind"),
                f"“{data.label}” is said to be required for {why}, and no purpose that uses it rests on {why}.",
                "Correct `kind`, such as `optional`, or name that basis where the data is used.",
                data.id,
            )


RULES = (source, named_source, provision, required)
