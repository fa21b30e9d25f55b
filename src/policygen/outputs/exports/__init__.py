"""Ready configurations for consent clients, from the plain data of a manifest alone."""

from collections.abc import Iterator

from policygen.outputs.exports import (
    consent_mode,
    cookie_database,
    hds,
    hmcts,
    klaro,
    orejime,
    stock,
    tarteaucitron,
    tcf,
    vanilla_cookieconsent,
)
from policygen.outputs.exports.client import Client, Exporter, Loss
from policygen.outputs.exports.notes import problems
from policygen.outputs.exports.stock import Json, Stock
from policygen.outputs.sheet import Sheet
from policygen.tree import Tree

__all__ = ["EXPORTERS", "NAME", "Client", "Loss", "problems", "sheet", "write"]

EXPORTERS: tuple[Exporter, ...] = (
    vanilla_cookieconsent.EXPORTER,
    klaro.EXPORTER,
    hmcts.EXPORTER,
    hds.EXPORTER,
    orejime.EXPORTER,
    tarteaucitron.EXPORTER,
    tcf.EXPORTER,
    consent_mode.EXPORTER,
    cookie_database.EXPORTER,
)
NAME = "cookies/exports"
"""The folder of the exports in the site, and of the page that lists them."""


def write(manifest: Json) -> tuple[Tree, tuple[Client, ...]]:
    """The files for every client, and what each of them cannot express; a sealed manifest will do."""
    found = stock.of(manifest)
    tree, clients = dict[str, bytes](), list[Client]()
    for each in EXPORTERS:
        written = each.write(found)
        tree |= written.files
        losses = (*written.losses, *(() if each.orphans else _orphans(found, each)))
        clients.append(Client(each.id, each.name, each.version, each.asks, tuple(written.files), each.carries, losses))
    return tree, tuple(clients)


def sheet(clients: tuple[Client, ...]) -> Sheet:
    """The page that lists them."""
    return Sheet(NAME, "exports.html", {"clients": clients})


def _orphans(found: Stock, exporter: Exporter) -> Iterator[Loss]:
    for item in found.orphans:
        words = f"{exporter.name} is not told of `{item.name}`, which belongs to no category."
        yield Loss(exporter.id, item.id, None, words, "Give it a `category`, or give one to its service.")
