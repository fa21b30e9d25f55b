"""Special category data and data about offences: what they need besides a legal basis."""

from collections.abc import Iterator

from policygen.joins.finding import entries
from policygen.model.data import DataCategory
from policygen.model.purposes import Purpose
from policygen.rule import Case, Found, rule
from policygen.rules import grounds
from policygen.rules.grounds import is_basis, is_condition

_ASKED = {"gdpr:9-2-a"}


@rule("GDPR-6-1-closed")
def closed(case: Case) -> Iterator[Found]:
    """Article 6(1) lists the legal bases, and there are no others. What the law says elsewhere, such as in Article 10
    about offences, limits a use and never carries it.
    """
    for purpose in grounds.purposes(case.policy):
        for ground in grounds.of(case.policy, purpose):
            if not is_basis(ground.basis) and not ground.condition:
                yield Found(
                    (ground.stated, "basis"),
                    f"“{ground.basis.label}”, on which “{purpose.label}” rests, is none of the bases of Article 6(1).",
                    "Name the basis of Article 6 under `basis`, and move this one to `article_9`.",
                    purpose.id,
                )


@rule("GDPR-6-9-confusion")
def confusion(case: Case) -> Iterator[Found]:
    """Article 9(2) lists conditions under which special category data may be used at all. They come on top of a legal
    basis of Article 6 and never replace one, so a condition that stands among the bases by itself misleads.
    """
    for condition in filter(is_condition, grounds.bases(case.policy)):
        article = f"Article 9(2)({condition.code[-1]})"
        instead = [ground for ground in grounds.on(case.policy, condition.code) if ground.basis is condition]
        for ground in instead:
            yield Found(
                (ground.stated, "basis"),
                f"“{condition.label}” is a condition for special category data under {article}, and no legal basis for "
                f"“{ground.purpose.label}”.",
                "Name the basis of Article 6 under `basis`, and move this one to `article_9`.",
                ground.purpose.id,
            )
        if not instead and not any(condition in grounds.further(case.policy, each) for each in _purposes(case)):
            yield Found(
                (condition, "code"),
                f"“{condition.label}” stands among the legal bases, and is a condition for special category data under "
                f"{article}.",
                "Leave it out, or name it as `article_9` where a purpose uses such data; the basis of Article 6, "
                "often legitimate interests, stands beside it.",
            )


def _purposes(case: Case) -> tuple[Purpose, ...]:
    return grounds.purposes(case.policy)


@rule("GDPR-9-condition")
def condition(case: Case) -> Iterator[Found]:
    """Data about health, beliefs, origin, sex life and the like may be used only under one of the conditions of
    Article 9(2), and that besides a legal basis.
    """
    for purpose, data in _uses(case, "special"):
        named = (*grounds.further(case.policy, purpose), *(each.basis for each in grounds.of(case.policy, purpose)))
        if not any(map(is_condition, named)):
            yield Found(
                (purpose, "data"),
                f"“{data.label}” is special category data, and “{purpose.label}” names no condition for using it.",
                "Add `article_9` beside the `basis`, with a condition such as explicit consent (`gdpr:9-2-a`).",
                purpose.id,
            )


@rule("GDPR-9-2-a-explicit")
def explicit(case: Case) -> Iterator[Found]:
    """Consent to the use of special category data must be explicit: people confirm it in words that say what they
    agree to, and not by merely going on. A notice that rests on it has to know that they do.
    """
    for purpose in _purposes(case):
        for stated in purpose.bases:
            if (
                stated.article_9
                and not stated.explicit
                and grounds.record(case.policy, stated.article_9).code in _ASKED
            ):
                said = "people do not give it" if stated.explicit is False else "nobody has said that people give it"
                yield Found(
                    (stated, "article_9" if stated.explicit is None else "explicit"),
                    f"“{purpose.label}” uses special category data with consent, and {said} in express words.",
                    "Let people confirm a statement of its own, and write `explicit: true` beside `article_9`.",
                    purpose.id,
                )


@rule("GDPR-9-unused")
def unused(case: Case) -> Iterator[Found]:
    """The conditions of Article 9(2) are for special category data alone. Where there is none, either the data is
    missing in the list, or the condition was copied from somebody else's notice.
    """
    if any(data.special for data in _data(case)):
        return
    for each in filter(is_condition, grounds.bases(case.policy)):
        yield Found(
            (each, "code"),
            f"“{each.label}” is a condition for special category data, and no data is declared to be that.",
            "Mark the data with `special: true`, or leave the condition out.",
        )


@rule("GDPR-10-criminal")
def criminal(case: Case) -> Iterator[Found]:
    """Data about offences may be used only under the control of an authority or where a law says so, in the United
    Kingdom mostly Schedule 1 of the Data Protection Act 2018.
    """
    for purpose, data in _uses(case, "criminal"):
        named = (*grounds.further(case.policy, purpose), *(each.basis for each in grounds.of(case.policy, purpose)))
        if not any(each.code == grounds.OFFENCES for each in named):
            yield Found(
                (purpose, "data"),
                f"“{data.label}” is about offences, and “{purpose.label}” names no law that allows its use.",
                "Write that law as a basis with the code `gdpr:10`, and name it as `article_9` beside the `basis`.",
                purpose.id,
            )


def _data(case: Case) -> tuple[DataCategory, ...]:
    return tuple(each for each in entries(case.policy, "data.categories") if isinstance(each, DataCategory))


def _uses(case: Case, mark: str) -> Iterator[tuple[Purpose, DataCategory]]:
    marked = [data for data in _data(case) if getattr(data, mark)]
    for purpose in _purposes(case):
        yield from ((purpose, data) for data in marked if data.id in purpose.data)


RULES = (closed, confusion, condition, explicit, unused, criminal)
