"""Which problems `check` shows: all, or those whose codes begin as asked."""

from argparse import Namespace

from policygen import explanations
from policygen.problems import Level, Problem


class NoSuchCodeError(LookupError):
    """No code begins like that; the error's words are whole sentences."""


def selected(given: Namespace, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems that were asked for; an error that keeps the rules from being asked is always among them.

    Raises:
        NoSuchCodeError: when nothing can begin as was asked, so that a slip does not pass for a clean bill.

    """
    wanted, unwanted = _prefixes(given.select), _prefixes(given.ignore)
    return tuple(found for found in problems if _is_structural(found) or _is_asked(found.code, wanted, unwanted))


def _prefixes(asked: list[str] | None) -> tuple[str, ...]:
    prefixes = tuple(each.lower() for each in asked or ())
    for each, prefix in zip(asked or (), prefixes, strict=True):
        if not any(code.lower().startswith(prefix) for code in explanations.codes()):
            raise NoSuchCodeError(f"No code begins with `{each}`. `policygen explain` lists all there are.")
    return prefixes


def _is_structural(found: Problem) -> bool:
    return found.level is Level.ERROR and not explanations.is_legal(found.code)


def _is_asked(code: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    name = code.lower()
    return (not wanted or name.startswith(wanted)) and not (unwanted and name.startswith(unwanted))
