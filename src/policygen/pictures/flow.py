"""The way of personal data: which data is used for which purpose, who then receives it, and in which countries."""

from collections.abc import Iterator
from dataclasses import dataclass

from policygen import wording
from policygen.joins.finding import entries, find
from policygen.model.policy import Policy
from policygen.model.purposes import Purpose
from policygen.model.third_parties import ThirdParty
from policygen.pictures import columns, ordering
from policygen.pictures.columns import Arrangement, Column, Measures, Node

NOBODY = Node("nobody", "", "", "Nobody else")
_UNSTATED = "Country not stated"
_DATA, _PARTIES = "data.categories", "third_parties.third_parties"
_KINDS = (("data",), ("purpose",), ("recipient", ""))
_HEADINGS = {"data": "Data", "purpose": "What for", "recipient": "Who receives it", "": "Who receives it"}
_HUES = 4
_MARGIN = 7


@dataclass(frozen=True, slots=True)
class _Plan:
    """How wide a drawing is, and where each of its columns begins and how wide that is."""

    name: str
    width: int
    places: tuple[tuple[int, int], ...]
    measures: Measures


_WIDE = _Plan("wide", 880, ((0, 180), (300, 240), (676, 204)), Measures(14, 18, 14))
_FIRST = _Plan("data", 300, ((0, 108), (184, 108)), Measures(13, 16, 13))
_SECOND = _Plan("recipients", 300, ((8, 108), (186, 114)), Measures(13, 16, 13))


@dataclass(frozen=True, slots=True)
class Thread:
    """A purpose and all lines that run through it; neighbours differ in their hue, a number from 1."""

    purpose: columns.Label
    hue: int
    path: str


@dataclass(frozen=True, slots=True)
class View:
    """A drawing, `width` units wide, with lines of text `line` units high."""

    name: str
    width: int
    line: int
    drawing: Arrangement
    ends: tuple[columns.Label, ...]
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The same facts drawn twice: in one piece for wide screens, in two beneath each other for narrow ones."""

    wide: View
    narrow: tuple[View, View]
    data: int
    recipients: int
    countries: tuple[str, ...]


def of(policy: Policy) -> Flow | None:
    """None when no purpose is declared."""
    purposes = policy.purposes.purposes if policy.purposes else ()
    if not purposes:
        return None
    nodes, links = _nodes(policy, purposes), _links(purposes)
    groups = {key: node.group for key, node in nodes.items() if node.group}
    kinds = tuple(tuple(key for key, node in nodes.items() if node.prefix in kind) for kind in _KINDS)
    data, uses, ends = (tuple(nodes[key] for key in keys) for keys in ordering.ordered(kinds, links, groups))
    return Flow(
        _view(_WIDE, (data, uses, ends), links),
        (_view(_FIRST, (data, uses), links), _view(_SECOND, (uses, ends), links)),
        len(data),
        sum(node is not NOBODY for node in ends),
        _countries(policy, ends),
    )


def _nodes(policy: Policy, purposes: tuple[Purpose, ...]) -> dict[str, Node]:
    """Every record that takes part, in the order of the content."""
    used = {key for each in purposes for key in (*_sources(each), *_receivers(each))}
    data = (Node(f"data-{each.id}", "data", each.id, wording.called(each)) for each in entries(policy, _DATA))
    uses = (Node(f"purpose-{each.id}", "purpose", each.id, each.label) for each in purposes)
    parties = (each for each in entries(policy, _PARTIES) if isinstance(each, ThirdParty))
    ends = (Node(f"recipient-{each.id}", "recipient", each.id, wording.called(each), _where(each)) for each in parties)
    taking = (node for node in (*data, *ends, NOBODY) if node.key in used)
    return {node.key: node for node in (*uses, *taking)}


def _where(party: ThirdParty) -> str:
    return ", ".join(map(wording.country, party.countries)) or _UNSTATED


def _sources(purpose: Purpose) -> tuple[str, ...]:
    return tuple(f"data-{each}" for each in purpose.data)


def _receivers(purpose: Purpose) -> tuple[str, ...]:
    if purpose.recipients == "none":
        return (NOBODY.key,)
    return tuple(f"recipient-{each}" for each in purpose.recipients)


def _links(purposes: tuple[Purpose, ...]) -> dict[str, tuple[str, ...]]:
    links: dict[str, tuple[str, ...]] = {}
    for purpose in purposes:
        key = f"purpose-{purpose.id}"
        links[key] = (*_sources(purpose), *_receivers(purpose))
        for other in links[key]:
            links[other] = (*links.get(other, ()), key)
    return links


def _view(plan: _Plan, kinds: tuple[tuple[Node, ...], ...], links: dict[str, tuple[str, ...]]) -> View:
    places = zip(plan.places, kinds, strict=True)
    drawing = columns.arrange(tuple(_column(*place, nodes) for place, nodes in places), plan.measures)
    labels = tuple(label for column in drawing.columns for label in column)
    uses = (label for label in labels if label.node.prefix == "purpose")
    threads = tuple(
        Thread(label, number % _HUES + 1, columns.curves(drawing, links, label.node.key, _MARGIN))
        for number, label in enumerate(uses)
    )
    ends = tuple(label for label in labels if label.node.prefix != "purpose")
    return View(plan.name, plan.width, plan.measures.line, drawing, ends, threads)


def _column(x: int, width: int, nodes: tuple[Node, ...]) -> Column:
    prefix = nodes[0].prefix if nodes else ""
    return Column(_HEADINGS[prefix] if nodes else "", x, width, nodes, begins=prefix != "data")


def _countries(policy: Policy, ends: tuple[Node, ...]) -> tuple[str, ...]:
    """The countries in the order in which the picture shows them."""
    return tuple(dict.fromkeys(code for node in ends for code in _codes(policy, node)))


def _codes(policy: Policy, node: Node) -> Iterator[str]:
    found = find(policy, _PARTIES, node.id) if node.id else None
    yield from found.countries if isinstance(found, ThirdParty) else ()
