"""What each client is known to do, as the last run with `--renew` measured it, and the same as a table for people."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from clients import CLIENTS, Client
from jar import Thing
from shop import HOST, NETWORK

_FOLDER = Path(__file__).parent / "matrix"
_VERSIONS = Path(__file__).parents[1] / "node" / "package.json"
_PARENT = ".shop.localhost"

THINGS: Mapping[str, Thing] = {
    "cookie of the host alone": Thing("basket_tips", HOST),
    "cookie of the host and those below": Thing("offers.seen+1", f".{HOST}"),
    "cookie of the parent domain": Thing("pref", _PARENT),
    "name with a star": Thing("_ga_TEAPOT", _PARENT),
    "one of two with one name: of the parent domain": Thing("spout", _PARENT),
    "one of two with one name: of the host, `Secure`": Thing("spout", HOST),
    "cookie of another path": Thing("tour", HOST, "/app"),
    "`__Host-` cookie": Thing("__Host-theme", HOST),
    "`__Secure-` cookie": Thing("__Secure-heat", _PARENT),
    "`Partitioned` cookie": Thing("spout_embed", HOST, partitioned=True),
    "local storage": Thing("recently-viewed", kind="local-storage"),
    "session storage": Thing("depth.start", kind="session-storage"),
    "IndexedDB": Thing("kettle-queue", kind="indexed-db"),
    "Cache Storage": Thing("kettle-sheets", kind="cache-storage"),
    "`HttpOnly` cookie": Thing("test_group", HOST),
    "cookie of another site": Thing("spout_id", NETWORK, partitioned=True),
    "cookie that nobody declared": Thing("stray", _PARENT),
    "local storage that nobody declared": Thing("stray", kind="local-storage"),
}
"""One thing of each sort, of those that people can refuse."""
ANALYTICS = (
    "name with a star",
    "`__Secure-` cookie",
    "session storage",
    "IndexedDB",
    "Cache Storage",
    "`HttpOnly` cookie",
)
"""Those that people agree to who agree to analytics only."""
OUT_OF_REACH = ("`HttpOnly` cookie", "cookie of another site")
UNDECLARED = ("cookie that nobody declared", "local storage that nobody declared")

NEEDED = (
    Thing("__Host-session", HOST),
    Thing("basket", HOST),
    Thing("pref_key", _PARENT),
    Thing("checkout.draft", kind="session-storage"),
)
"""What people cannot refuse."""

_QUESTIONS = {
    "unanswered": "deletes before people have chosen",
    "returned": "deletes what comes back after a refusal",
    "second": "asks on the second visit",
    "reworded": "asks when only words change",
    "widened": "asks when one category is widened",
    "lost": "deletes what was accepted when it asks again",
}


class Known(TypedDict):
    """How a client behaves: what it deletes of `THINGS` when people refuse, and the answers to `_QUESTIONS`."""

    deletes: list[str]
    answers: dict[str, str]


def known(client: Client) -> Known:
    found: Known = json.loads(_file(client).read_text())
    return found


def renew(client: Client, measured: Known) -> None:
    _FOLDER.mkdir(exist_ok=True)
    _file(client).write_text(json.dumps(measured, indent=2) + "\n")


def _file(client: Client) -> Path:
    return _FOLDER / f"{client.id}.json"


def table() -> str:
    """The whole matrix in Markdown: a row for each sort of thing and each question, a column for each client."""
    versions: dict[str, str] = json.loads(_VERSIONS.read_text())["devDependencies"]
    columns = {each: known(each) for each in CLIENTS}
    heads = (f"{each.name} {versions[each.package]}" if each.package else each.name for each in CLIENTS)
    rows = [("", *heads), ("---",) * (len(CLIENTS) + 1)]
    rows += [
        (thing, *("deleted" if thing in each["deletes"] else "–" for each in columns.values())) for thing in THINGS
    ]
    rows += [(words, *(each["answers"][key] for each in columns.values())) for key, words in _QUESTIONS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)
