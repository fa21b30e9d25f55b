"""A record found by its id."""

from policygen.model.policy import Policy
from policygen.model.record import Identified


def entries(policy: Policy, where: str) -> tuple[Identified, ...]:
    """The records of a list such as `data.categories`; none when nothing is declared, or declared to be none."""
    stem, key = where.split(".")
    found = getattr(getattr(policy, stem), key, ())
    return tuple(each for each in found if isinstance(each, Identified)) if isinstance(found, tuple) else ()


def find(policy: Policy, where: str, wanted: str) -> Identified:
    """The record with this id; the loader has seen to it that there is one."""
    return next(each for each in entries(policy, where) if each.id == wanted)
