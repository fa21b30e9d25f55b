"""The names that prose may write between double braces, and what stands behind them."""

from collections.abc import Mapping

from policygen import wording
from policygen.model.policy import Policy
from policygen.model.record import Identified, Record
from policygen.spelling import listed, nearest


class UnknownFactError(LookupError):
    """A name behind which no fact stands; `message` and `mend` are whole sentences."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


def resolve(policy: Policy, name: str, blocks: frozenset[str]) -> str:
    """The words of the fact with this dotted name, such as `site.controllers.wmpr.contact.email`.

    Raises:
        UnknownFactError: when the name leads nowhere, to nothing declared, or to more than one value.

    """
    if name not in blocks and (block := name.replace("_", "-")) in blocks:
        raise UnknownFactError(f"`{name}` is not the name of a fact.", f"Did you mean the block `{block}`?")
    here: object = policy
    steps = name.split(".")
    for done, step in enumerate(steps):
        known = _known(here)
        if step not in known:
            raise _unknown(name, done, known, blocks)
        here = known[step]
        if not _is_said(here):
            said = ".".join(steps[: done + 1])
            mend = f"Declare it in {steps[0]}.yaml, or write the sentence without it."
            raise UnknownFactError(f"Nobody has said `{said}`.", mend)
    words = wording.words(here)
    if words is None:
        raise _group(name, _known(here))
    return words


def _unknown(name: str, done: int, known: Mapping[str, object], blocks: frozenset[str]) -> UnknownFactError:
    """Nothing has this name from its step `done` on; what has is given whole, so that it can be copied."""
    steps = name.split(".")
    above = "".join(f"{step}." for step in steps[:done])
    words = {*known, *(block.removeprefix(above) for block in blocks if block.startswith(above))}
    nobody_said = {each for each in known if not _is_said(known[each])}
    message = f"`{name}` is not the name of a fact."
    if close := nearest(steps[done], words):
        return UnknownFactError(message, f"Did you mean `{'.'.join((*steps[:done], close, *steps[done + 1 :]))}`?")
    if not words:
        return UnknownFactError(message, f"Write `{above[:-1]}`, behind which no more names follow.")
    return UnknownFactError(message, f"Known here: {listed(above + each for each in sorted(words - nobody_said))}.")


def _group(name: str, known: Mapping[str, object]) -> UnknownFactError:
    message = f"`{name}` is a group of facts and not a single one."
    if not known:
        return UnknownFactError(message, "Show it with a block; a sentence can hold single facts only.")
    declared = listed(each for each in known if _is_said(known[each]))
    return UnknownFactError(message, f"Go on with a dot and one of these: {declared}.")


def _is_said(found: object) -> bool:
    return found is not None and found != ()


def _known(here: object) -> dict[str, object]:
    """The names that can follow, with what stands behind each."""
    if isinstance(here, Record):
        return {name: getattr(here, name) for name in type(here).model_fields if name not in {"note", "pages"}}
    if isinstance(here, tuple):
        return {each.id: each for each in here if isinstance(each, Identified)}
    return {}
