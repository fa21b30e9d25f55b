"""Where a rule points when what it misses may have no file at all."""

from policygen.model.policy import Policy, file_of
from policygen.model.record import Record
from policygen.problems import Place
from policygen.rule import Spot


def spot(policy: Policy, stem: str, key: str = "") -> Spot:
    """The key in the content file, or the file as a whole where nobody has written it."""
    part = getattr(policy, stem)
    return (part, key) if isinstance(part, Record) else Place(file_of(stem))
