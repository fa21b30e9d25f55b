"""Whatever a manifest says: no export deletes what must stay, and none loses anything in silence."""

import csv
import io
import uuid
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from nasty_manifest import DELETES, category, item, manifest, needed, read, read_module

from policygen.outputs import exports

SIGNS = "ab_.^/+(<'=\u2028"
FILL = "Zq9"
"""What stands under a star; no other name holds it."""
CATEGORIES = [needed(), category("one"), category("two"), category("three", "granted")]


class Named(NamedTuple):
    name: str
    exact: bool
    category: str | None
    kind: str

    @property
    def sample(self) -> str:
        return self.name if self.exact else self.name.replace("*", FILL)


pieces = st.text(SIGNS, max_size=3)
exact = st.text(SIGNS + "*", min_size=1, max_size=4)
globs = st.lists(pieces, min_size=2, max_size=3).map("*".join).filter(lambda name: name.strip("*") and "**" not in name)
names = st.one_of(exact.map(lambda name: (name, True)), globs.map(lambda name: (name, False)))
items = st.lists(
    st.builds(
        lambda name, category, kind: Named(name[0], name[1], category, kind),
        names,
        st.sampled_from(["needed", "one", "two", "three", None]),
        st.sampled_from(["cookie", "cookie", "cookie", "local-storage", "pixel"]),
    ),
    max_size=7,
)


def _made(named: list[Named], record: int | None) -> dict[str, Any]:
    listed = [
        item(f"i{number}", each.name, each.category, exact=each.exact, kind=each.kind)
        for number, each in enumerate(named)
    ]
    chosen = f"i{record}" if record is not None and record < len(named) else None
    return manifest(CATEGORIES, listed, consent={"record": chosen})


@settings(max_examples=200, deadline=None)
@given(items, st.none() | st.integers(0, 3), st.frozensets(st.sampled_from(["one", "two", "three"])))
def test_what_must_stay_stays_and_what_was_refused_goes_or_is_told(
    named: list[Named], record: int | None, accepted: frozenset[str]
) -> None:
    tree, clients = exports.write(_made(named, record))
    cookies = [(f"i{number}", each) for number, each in enumerate(named) if each.kind == "cookie"]
    optional = {each.name for _, each in cookies if each.exact and each.category in {"one", "two", "three"}}
    told = {client.id: {loss.item for loss in client.losses} for client in clients}
    for client, deletes in DELETES.items():
        for key, each in cookies:
            gone = deletes(tree, each.sample, accepted)
            if each.category in {"needed", None}:
                # An exact name goes before one with stars, so the sample of a star may belong to another item.
                assert not gone or (not each.exact and each.sample in optional), (client, each)
            elif key not in told[client]:
                assert gone is (each.category not in accepted), (client, each)


@settings(max_examples=100, deadline=None)
@given(items, st.none() | st.integers(0, 3))
def test_every_file_can_be_read(named: list[Named], record: int | None) -> None:
    tree, clients = exports.write(_made(named, record))
    assert [file for client in clients for file in client.files] == list(tree)
    assert read_module(tree)["revision"] == 3
    assert all(read(tree, file) for file in tree if file.endswith(".json"))
    for file, data in tree.items():
        if not file.endswith(".csv"):
            assert not {"<", "\u2028"} & set(data.decode()), file


@settings(max_examples=100, deadline=None)
@given(items)
def test_every_item_is_in_the_tables_or_told(named: list[Named]) -> None:
    tree, clients = exports.write(_made(named, None))
    told = {client.id: {loss.item for loss in client.losses} for client in clients}
    rows = list(csv.reader(io.StringIO(tree["open-cookie-database.csv"].decode(), newline="")))[1:]
    silent = [f"i{number}" for number in range(len(named)) if f"i{number}" not in told["open-cookie-database"]]
    assert {_row_id(key) for key in silent} <= {row[0] for row in rows}
    disclosed = read(tree, "iab-tcf-device-storage.json")["disclosures"]
    assert len(disclosed) + len(told["iab-tcf"]) == len(named)


def _row_id(key: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://www.shop.example/#cookie-{key}"))
