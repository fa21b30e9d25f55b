"""A consent client: what it is, what is written for it, and what it cannot express."""

from collections.abc import Callable
from dataclasses import dataclass

from policygen.outputs.exports.stock import Stock
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Loss:
    """What a client cannot express.

    Attributes:
        client: the id of the client.
        item: the id of an item of the manifest; None when it is about a category or about the whole.
        category: the id of a category; None when it is about the whole.
        words: what is lost, as one sentence.
        mend: what to do about it.

    """

    client: str
    item: str | None
    category: str | None
    words: str
    mend: str


@dataclass(frozen=True, slots=True)
class Written:
    """The files for one client, and what they leave out."""

    files: Tree
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A client that we write for: a row of the list.

    Attributes:
        version: the version it was tried with, or of its specification.
        carries: what reaches it, in plain sentences.
        write: from the manifest to the files.
        asks: whether people choose with it; other files only tell programs what is stored.
        orphans: whether it can take items that belong to no category.

    """

    id: str
    name: str
    version: str
    carries: tuple[str, ...]
    write: Callable[[Stock], Written]
    asks: bool = True
    orphans: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """A client that was written for, as the page of exports shows it."""

    id: str
    name: str
    version: str
    asks: bool
    files: tuple[str, ...]
    carries: tuple[str, ...]
    losses: tuple[Loss, ...]
