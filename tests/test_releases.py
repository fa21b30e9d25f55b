"""What is sealed stays as it was: any change of any file is named, and a folder is added whole or not at all."""

import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policygen import disk
from policygen.load import load
from policygen.model.policy import CONTENT, Policy
from policygen.releases import calendar, ledger, sealing
from policygen.releases.sealed import Sealed
from policygen.tree import Tree

SITE = Path(__file__).parent / "sites" / "everything"
DAYS = {"1.0.0": "2026-01-10", "2.0.0": "2026-03-10", "2.0.1": "2026-05-10"}


@cache
def _policy(version: str) -> Policy:
    content, _ = disk.read(SITE / CONTENT, CONTENT)
    edition = {"version": version, "published": "2026-01-01", "effective": DAYS[version]}
    changed = {**content, f"{CONTENT}policy.yaml": yaml.safe_dump(edition, default_style='"').encode()}
    policy = load(changed).policy
    assert policy
    return policy


@cache
def sealed() -> Tree:
    """Three releases, each with three files, in a chain."""
    tree: dict[str, bytes] = {}
    before: Sealed | None = None
    for version in DAYS:
        files = {
            name: f"{name} of {version}".encode() for name in ("policy.json", "manifest.json", "en-GB/privacy.html")
        }
        folder = sealing.seal(_policy(version), files, 1, before, None)
        tree |= {f"releases/{version}/{path}": data for path, data in folder.items()}
        before = ledger.read(tree).releases[-1]
    return tree


def test_what_was_sealed_is_read_back() -> None:
    found = ledger.read(sealed())
    assert found.problems == ()
    assert [each.version for each in found.releases] == list(DAYS)
    assert [each.record.previous for each in found.releases] == [None, *(each.digest for each in found.releases[:-1])]


FILES = st.dictionaries(
    st.from_regex(r"(en/)?[a-z][a-z0-9-]{0,12}(\.changes)?\.(html|json)", fullmatch=True),
    st.binary(),
    min_size=1,
    max_size=6,
)

REASONS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1)
"""What the command line lets pass; tests/versions/test_release_commands.py has what it does not."""


@settings(max_examples=100, deadline=None)
@given(st.lists(FILES, min_size=3, max_size=3), st.one_of(st.none(), REASONS))
def test_no_good_chain_is_called_broken(folders: list[Tree], accepted: str | None) -> None:
    """Whatever the files hold, and whatever reason stands in the record."""
    tree: dict[str, bytes] = {}
    before: Sealed | None = None
    for version, files in zip(DAYS, folders, strict=True):
        folder = sealing.seal(_policy(version), files, 1, before, accepted)
        tree |= {f"releases/{version}/{path}": data for path, data in folder.items()}
        found = ledger.read(tree)
        assert found.problems == ()
        before = found.releases[-1]
    assert [each.version for each in ledger.read(tree).releases] == list(DAYS)


def _without(tree: Tree, file: str) -> Tree:
    return {path: data for path, data in tree.items() if path != file}


TAMPERING: dict[str, Callable[[Tree, str], Tree]] = {
    "a byte changed": lambda tree, file: {**tree, file: tree[file][:-1] + b"#"},
    "a line end added": lambda tree, file: {**tree, file: tree[file] + b"\n"},
    "removed": _without,
    "renamed": lambda tree, file: {**_without(tree, file), f"{file}.old": tree[file]},
    "another added beside it": lambda tree, file: {**tree, f"{file}.copy": tree[file]},
    "swapped with the same file of another version": lambda tree, file: {
        **tree, file: tree[_other(file)], _other(file): tree[file],
    },
}  # fmt: skip


def _other(file: str) -> str:
    return (
        file.replace("2.0.1", "2.0.0") if "2.0.1" in file else file.replace("1.0.0", "2.0.1").replace("2.0.0", "2.0.1")
    )


@pytest.mark.parametrize("manner", TAMPERING)
@pytest.mark.parametrize("file", sorted(sealed()))
def test_any_change_is_named(manner: str, file: str) -> None:
    head = ledger.read(sealed()).releases[-1].digest
    problems = ledger.read(TAMPERING[manner](sealed(), file), head).problems
    assert {found.code for found in problems} == {"SEAL-broken"}
    assert any(found.place.file.startswith("releases") for found in problems)


def test_a_file_beside_the_releases_is_named() -> None:
    (found,) = ledger.read({**sealed(), "releases/notes.md": b""}).problems
    assert (str(found.place), found.message) == ("releases/notes.md", "This file is of no release.")


def test_a_dropped_release_and_a_chain_made_anew_are_found_by_the_head() -> None:
    head = ledger.read(sealed()).releases[-1].digest
    dropped = {file: data for file, data in sealed().items() if "2.0.1" not in file}
    assert ledger.read(dropped).problems == ()
    (found,) = ledger.read(dropped, head).problems
    assert str(found.place) == "releases"
    assert head in found.message
    anew = {
        f"releases/1.0.0/{path}": data
        for path, data in sealing.seal(_policy("1.0.0"), {"a": b"b"}, 1, None, "why").items()
    }
    assert ledger.read(anew).problems == ()
    assert len(ledger.read(anew, head).problems) == 1


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-01-09", ["upcoming", "upcoming", "upcoming"]),
        ("2026-01-10", ["in-force", "upcoming", "upcoming"]),
        ("2026-04-01", ["superseded", "in-force", "upcoming"]),
        ("2027-01-01", ["superseded", "superseded", "in-force"]),
    ],
)
def test_the_calendar(day: str, told: list[str]) -> None:
    releases = ledger.read(sealed()).releases
    assert [calendar.status(each, releases, date.fromisoformat(day)) for each in releases] == told


def test_a_folder_is_added_once(tmp_path: Path) -> None:
    folder = tmp_path / "releases" / "1.0.0"
    disk.add({"release.yaml": b"a", "en/privacy.html": b"b"}, folder, ())
    assert disk.read(folder)[0] == {"release.yaml": b"a", "en/privacy.html": b"b"}
    assert sorted(each.name for each in folder.parent.iterdir()) == ["1.0.0"]
    with pytest.raises(disk.OutputRefused, match="stands there already"):
        disk.add({"release.yaml": b"c"}, folder, ())
    assert hashlib.sha256((folder / "release.yaml").read_bytes()).hexdigest() == hashlib.sha256(b"a").hexdigest()
    assert [oct(each.stat().st_mode)[-3:] for each in (folder, folder / "release.yaml")] == ["755", "644"]


def test_what_somebody_else_left_where_a_release_is_made_stays(tmp_path: Path) -> None:
    left = tmp_path / ".1.0.0.policygen-new"
    left.mkdir()
    (left / "letter.txt").write_text("mine")
    with pytest.raises(disk.OutputRefused, match=r"letter\.txt"):
        disk.add({"release.yaml": b"a"}, tmp_path / "1.0.0", ())
    assert (left / "letter.txt").read_text() == "mine"
    assert not (tmp_path / "1.0.0").exists()
