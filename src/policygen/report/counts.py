"""How many problems there are of each level, in words."""

from collections import Counter

from policygen.problems import Level, Problem

_ORDER = (Level.ERROR, Level.WARNING, Level.INFO, Level.WAIVED, Level.PERSON)


def in_words(problems: tuple[Problem, ...]) -> str:
    """Such as `35 errors, 85 warnings, 1 waived, 2 need a person`; nothing where there is none."""
    counts = Counter(found.level for found in problems)
    return ", ".join(f"{counts[level]} {_counted(level, counts[level])}" for level in _ORDER if counts[level])


def _counted(level: Level, count: int) -> str:
    """The word after the number."""
    match level:
        case Level.WAIVED:
            return "waived"
        case Level.PERSON:
            return "needs a person" if count == 1 else "need a person"
        case _:
            return f"{level}{'s' * (count != 1)}"
