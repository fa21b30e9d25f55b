"""The names that prose may write between double braces, and what stands behind them."""

from policygen import wording
from policygen.model.policy import FILES, Policy
from policygen.model.record import Identified, Record
from policygen.spelling import did_you_mean


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
    here: object = policy
    steps = name.split(".")
    if steps[0] not in FILES:
        raise UnknownFactError(f"`{name}` is not the name of a fact.", did_you_mean(name, (*FILES, *blocks)))
    for done, step in enumerate(steps):
        known = _known(here)
        if step not in known:
            behind = f" in `{'.'.join(steps[:done])}`"
            raise UnknownFactError(f"`{step}` is not the name of a fact{behind}.", did_you_mean(step, known))
        here = known[step]
        if here is None or here == ():
            said = ".".join(steps[: done + 1])
            raise UnknownFactError(
                f"Nobody has said `{said}`.", f"Declare it in {steps[0]}.yaml, or write the sentence without it."
            )
    words = wording.words(here)
    if words is None:
        raise UnknownFactError(f"`{name}` is a group of facts and not a single one.", did_you_mean("", _known(here)))
    return words


def _known(here: object) -> dict[str, object]:
    """The names that can follow, with what stands behind each."""
    if isinstance(here, Record):
        return {name: getattr(here, name) for name in type(here).model_fields if name not in {"note", "pages"}}
    if isinstance(here, tuple):
        return {each.id: each for each in here if isinstance(each, Identified)}
    return {}
