"""What the clients of this site cannot express, as problems of its content."""

from collections.abc import Iterator, Mapping

from policygen.model.policy import Policy, file_of
from policygen.outputs.exports.client import Client, Loss
from policygen.problems import Level, Place, Problem
from policygen.yaml_source import Path, Places

_CODE = "EXPORT-loss"
_ASKING = frozenset({"banner", "preferences-page"})
"""The tools of choice behind which such a client can stand."""


def problems(policy: Policy, places: Mapping[str, Places], clients: tuple[Client, ...]) -> tuple[Problem, ...]:
    """A warning for each loss of a client that the site says it uses.

    Where it does not say, one note counts the clients that would not do: most sites use one of them or none, and a
    note at each item about all the others would bury what matters.
    """
    if policy.cookies is None or policy.cookies.consent is None:
        return ()
    used = policy.cookies.consent.clients
    if used:
        return tuple(_warnings(policy, places, [loss for each in clients if each.id in used for loss in each.losses]))
    return tuple(_note(policy, places, clients))


def _warnings(policy: Policy, places: Mapping[str, Places], losses: list[Loss]) -> Iterator[Problem]:
    for loss in losses:
        yield Problem(_place(places, _path(policy, loss)), _CODE, loss.words, loss.mend, Level.WARNING)


def _note(policy: Policy, places: Mapping[str, Places], clients: tuple[Client, ...]) -> Iterator[Problem]:
    assert policy.cookies
    assert policy.cookies.consent
    asking = [each for each in clients if each.asks]
    short = [each for each in asking if any(loss.item for loss in each.losses)]
    items = {loss.item for each in short for loss in each.losses if loss.item}
    if not short or policy.cookies.consent.mechanism not in _ASKING:
        return
    stored = "one item" if len(items) == 1 else f"{len(items)} items"
    message = f"{len(short)} of {len(asking)} consent clients cannot handle {stored} of this file as it is declared."
    mend = f"Name the client that the site uses, such as `clients: [{asking[0].id}]`, to be told what it cannot do."
    yield Problem(_place(places, ("consent",)), _CODE, message, mend, Level.INFO)


def _path(policy: Policy, loss: Loss) -> Path:
    assert policy.cookies
    for key, wanted, records in (
        ("items", loss.item, policy.cookies.items),
        ("categories", loss.category, policy.cookies.categories),
    ):
        if wanted is not None:
            return key, next(number for number, each in enumerate(records) if each.id == wanted)
    return "consent", "clients"


def _place(places: Mapping[str, Places], path: Path) -> Place:
    found = places.get("cookies")
    return found.value(path) if found else Place(file_of("cookies"))
