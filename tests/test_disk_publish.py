"""A tree is published whole, over nothing but an earlier site, and leaves nothing else behind."""

import fcntl
import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from policygen.disk import OutputLocked, OutputRefused, inventory, lock, publish, read, staging, swap
from policygen.tree import Tree

_OLD = inventory.with_inventory({"index.html": b"old", "gone/deep/page.html": b"old", "page/index.html": b"old"})
_NEW = inventory.with_inventory({"index.html": b"new", "new/page.html": b"new", "page/index.html": b"x" * 300_000})
_ELSEWHERE = "Name a folder of its own for the site, such as `site`."
_MOVE = "Move it away, or name another output folder."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for folder in ("content", "layouts"):
        (project / folder).mkdir(parents=True)
    return project


def _publish(tree: Tree, out: Path, root: Path) -> None:
    publish(tree, out, root, [root / "content", root / "layouts", root / "releases"])


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _on_disk(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Everything below, links unfollowed, with kinds and modes: two equal answers mean that nothing was touched."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }


@contextmanager
def _refused(folder: Path, message: str, mend: str) -> Iterator[None]:
    before = _on_disk(folder)
    with pytest.raises(OutputRefused) as caught:
        yield
    assert (caught.value.message, caught.value.mend) == (message, mend)
    assert str(caught.value) == f"{message} {mend}"
    assert _on_disk(folder) == before


# The inventory


def test_the_inventory_has_one_line_a_file() -> None:
    empty, letter = hashlib.sha256(b"").hexdigest(), hashlib.sha256(b"a").hexdigest()
    tree = {"b/é.html": b"a", "a-b": b"", "a/b": b"", "policygen.files": b"old"}
    data = inventory.write(tree)
    assert data.decode() == f"{empty}  a-b\n{empty}  a/b\n{letter}  b/é.html\n"
    assert inventory.with_inventory(tree) == {**tree, "policygen.files": data}
    assert list(inventory.with_inventory(tree)) == ["a-b", "a/b", "b/é.html", "policygen.files"]
    assert list(inventory.parse(data).items()) == [("a-b", empty), ("a/b", empty), ("b/é.html", letter)]
    assert inventory.parse(inventory.write({})) == {}


@pytest.mark.needs("sha256sum")
def test_sha256sum_can_check_a_site(root: Path) -> None:
    _publish(_NEW, root / "site", root)
    check = ["sha256sum", "--check", "--strict", "policygen.files"]
    assert subprocess.run(check, cwd=root / "site", check=True, capture_output=True).stdout.count(b": OK\n") == 3
    (root / "site" / "index.html").write_bytes(b"New")
    assert subprocess.run(check, cwd=root / "site", check=False, capture_output=True).returncode == 1


_BAD_PATHS = {
    "/etc/passwd": "'/etc/passwd' is not a path within the folder",
    "../x": "'../x' is not a path within the folder",
    "a/../x": "'a/../x' is not a path within the folder",
    "a/./x": "'a/./x' is not a path within the folder",
    "a//x": "'a//x' is not a path within the folder",
    "a/": "'a/' is not a path within the folder",
    "a\\x": r"'a\\x' is not a path within the folder",
    "a\rx": r"'a\rx' is not a path within the folder",
    "\u202ex": r"'\u202ex' is not a path within the folder",
    "policygen.files": "`policygen.files` cannot be listed",
    "policygen.files/x": "`policygen.files/x` cannot be listed",
}


@pytest.mark.parametrize(("path", "message"), _BAD_PATHS.items())
def test_a_path_out_of_the_folder_is_no_inventory(path: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the text is compared below
        inventory.parse(f"{'0' * 64}  {path}\n".encode())
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff", "it is not UTF-8"),
        (b"0" * 64 + b"  a", "the last line is cut off"),
        (b"hello\n", "line 1 is not a digest and a path"),
        (b"0" * 64 + b" a\n", "line 1 is not a digest and a path"),
        (b"0" * 64 + b"  a\n" + b"F" * 64 + b"  b\n", "line 2 is not a digest and a path"),
        (b"0" * 64 + b"  a\n\n", "line 2 is not a digest and a path"),
        (b"0" * 64 + b"  b\n" + b"0" * 64 + b"  a\n", "the lines are not sorted by path"),
        (b"0" * 64 + b"  a\n" + b"0" * 64 + b"  a\n", "the lines are not sorted by path"),
        (b"0" * 64 + b"  a\n" + b"0" * 64 + b"  a/b\n", "`a` is both a file and a folder"),
    ],
)
def test_nonsense_is_no_inventory(data: bytes, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 -- the text is compared below
        inventory.parse(data)
    assert str(caught.value) == message


@pytest.mark.parametrize("paths", [("../x",), ("/x",), ("a", "a/b"), ("a/b", "a"), ("a", "a")])
def test_a_tree_that_is_no_folder_has_no_branches(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"not a path within|both a file and a folder|there twice"):
        inventory.by_folder(paths)


@pytest.mark.parametrize("tree", [{"a": b""}, {**_OLD, "index.html": b"new"}, {**_OLD, "../x": b""}])
def test_a_tree_without_its_own_inventory_is_a_mistake_in_the_program(root: Path, tree: Tree) -> None:
    with pytest.raises(ValueError, match=r"its own policygen\.files|not a path within"):
        _publish(tree, root / "site", root)
    assert _names(root) == ["content", "layouts"]


# Publishing


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_a_site_is_published_and_replaced_under_any_umask(root: Path, umask: int) -> None:
    out = root / "site"
    before = os.umask(umask)
    try:
        _publish(_OLD, out, root)
        assert read(out) == (_OLD, ())
        _publish(_NEW, out, root)
    finally:
        os.umask(before)
    assert read(out) == (_NEW, ())
    modes = {stat.filemode(path.stat().st_mode) for path in (out, *out.rglob("*"))}
    assert modes == {"-rw-r--r--", "drwxr-xr-x"}
    assert _names(root) == ["content", "layouts", "site"]


def test_an_empty_folder_is_taken(root: Path) -> None:
    (root / "site").mkdir()
    _publish(_NEW, root / "site", root)
    assert read(root / "site")[0] == _NEW


def test_a_site_with_nothing_in_it_can_be_published_and_replaced(root: Path) -> None:
    for tree in ({}, {}, {"a": b""}):
        _publish(inventory.with_inventory(tree), root / "site", root)
        assert read(root / "site")[0] == inventory.with_inventory(tree)


def test_an_equal_site_is_published_again_and_mends_what_was_lost(root: Path) -> None:
    _publish(_NEW, root / "site", root)
    (root / "site" / "new" / "page.html").unlink()
    (root / "site" / "new").rmdir()
    (root / "site" / "index.html").chmod(0o600)
    _publish(_NEW, root / "site", root)
    assert read(root / "site")[0] == _NEW
    assert stat.S_IMODE((root / "site" / "index.html").stat().st_mode) == 0o644


@pytest.mark.parametrize("out", ["../elsewhere", "content/../site", "site/", "./site", "..site", "our sité"])
def test_the_output_may_be_named_in_any_way(root: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    monkeypatch.chdir(root)
    publish(_OLD, Path(out), Path(), [Path("content")])
    publish(_NEW, Path(out), Path(), [Path("content")])
    assert read(Path(out))[0] == _NEW


def test_the_way_to_the_output_may_be_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(root)
    _publish(_NEW, tmp_path / "way" / "site", root)
    assert read(root / "site")[0] == _NEW


# Refusals by place


_PLACES = {
    "/": "The output folder `/` is the whole disk.",
    "/usr/..": "The output folder `/usr/..` is the whole disk.",
    "../home": "The output folder `../home` is your home folder, or holds it.",
    "../users": "The output folder `../users` is your home folder, or holds it.",
    ".": "The output folder `.` is the project itself, or holds it.",
    "../project": "The output folder `../project` is the project itself, or holds it.",
    "content/..": "The output folder `content/..` is the project itself, or holds it.",
    "..": "The output folder `..` is the project itself, or holds it.",
    "content": "The output folder `content` overlaps with `content`, from which the site is made.",
    "content/a": "The output folder `content/a` overlaps with `content`, from which the site is made.",
    "releases": "The output folder `releases` overlaps with `releases`, from which the site is made.",
    "above": "The output folder `above` overlaps with `above/layouts`, from which the site is made.",
    "way/a": "The output folder `way/a` overlaps with `content`, from which the site is made.",
    "file": "The output folder `file` is a file.",
    "pipe": "The output folder `pipe` is a file.",
}
_LINKS = {name: f"The output folder `{name}` is a symbolic link." for name in ("link", "dangling", "loop")}
_NOWHERE = {
    f"{name}/site": f"The output folder `{name}/site` cannot be made, because `{{}}/{name}` is not a folder."
    for name in ("file", "loop", "pipe")
}
_PLACE_REFUSALS = [
    *((out, message, _ELSEWHERE) for out, message in _PLACES.items()),
    *((out, message, "Name the folder that it points to.") for out, message in _LINKS.items()),
    *((out, message, "Name another output folder.") for out, message in _NOWHERE.items()),
]


@pytest.fixture
def traps(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place full of things that are no place for a site, with the project as the current folder."""
    for folder in (tmp_path / "users" / "me", root / "above" / "layouts", root / "target"):
        folder.mkdir(parents=True)
    (tmp_path / "home").symlink_to("users/me")
    for name, target in {"link": "target", "dangling": "nowhere", "loop": "loop", "way": "content"}.items():
        (root / name).symlink_to(target)
    (root / "file").touch()
    os.mkfifo(root / "pipe")
    monkeypatch.chdir(root)
    return tmp_path


@pytest.mark.parametrize(("out", "message", "mend"), _PLACE_REFUSALS)
def test_no_place_is_overwritten_but_a_site(
    traps: Path, monkeypatch: pytest.MonkeyPatch, out: str, message: str, mend: str
) -> None:
    monkeypatch.setenv("HOME", str(traps / "users" / "me") if out in {"../home", "../users"} else "/no/home")
    with _refused(traps, message.format(os.path.realpath(".")), mend):
        publish(_NEW, Path(out), Path(), [Path("content"), Path("above/layouts"), Path("releases")])


def test_missing_folders_above_the_site_are_made(root: Path) -> None:
    publish(_NEW, root / "no" / "such" / "site", root, [])
    assert read(root / "no" / "such" / "site")[0] == _NEW


def test_nobody_needs_a_home(root: Path) -> None:
    command = [sys.executable, "-c", _PUBLISH_BY_ANYBODY, str(root)]
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, check=True, env=environment)
    assert read(root / "site")[0] == inventory.with_inventory({"a": b""})


_PUBLISH_BY_ANYBODY = """
import pwd, sys
from pathlib import Path
from policygen.disk import inventory, publish

def nobody(number): raise KeyError(number)

pwd.getpwuid = nobody  # What a container says whose user number is in no list.
root = Path(sys.argv[1])
publish(inventory.with_inventory({"a": b""}), root / "site", root, [])
"""


# Refusals by what is there


@pytest.mark.parametrize(
    ("foreign", "named"),
    [("notes.txt", "notes.txt"), (".git", ".git"), ("z/y/x", "z"), ("page/mine", "page/mine"), ("zz\n", r"zz\n")],
)
def test_a_file_of_somebody_else_is_never_lost(root: Path, foreign: str, named: str) -> None:
    _publish(_OLD, root / "site", root)
    mine = root / "site" / foreign
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_bytes(b"mine")
    said = f"The output folder holds `{root}/site/{named}`, which policygen did not write."
    with _refused(root, said, _MOVE):
        _publish(_NEW, root / "site", root)


def test_a_folder_of_somebody_else_is_never_lost_even_empty(root: Path) -> None:
    _publish(_OLD, root / "site", root)
    (root / "site" / "page" / "drafts").mkdir()
    said = f"The output folder holds `{root}/site/page/drafts`, which policygen did not write."
    with _refused(root, said, _MOVE):
        _publish(_NEW, root / "site", root)


def test_a_folder_that_policygen_did_not_make_is_never_replaced(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site" / "thesis.odt").write_bytes(b"ten years")
    (root / "site" / "zebra").touch()
    with _refused(
        root,
        f"The output folder `{root}/site` holds `thesis.odt` and no list `policygen.files`, "
        "so policygen did not make it.",
        "Name a new or an empty folder.",
    ):
        _publish(_NEW, root / "site", root)


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_list_that_is_no_file_is_no_list(root: Path, kind: str) -> None:
    (root / "site").mkdir()
    listed = root / "site" / "policygen.files"
    listed.mkdir() if kind == "folder" else listed.symlink_to("/etc/passwd")
    with _refused(
        root,
        f"The output folder `{root}/site` holds `policygen.files` and no list `policygen.files`, "
        "so policygen did not make it.",
        "Name a new or an empty folder.",
    ):
        _publish(_NEW, root / "site", root)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"my own list\n", "line 1 is not a digest and a path"),
        (b"0" * 64 + b"  ../content/page.md\n", "'../content/page.md' is not a path within the folder"),
        (b"0" * 64 + b"  /etc/passwd\n", "'/etc/passwd' is not a path within the folder"),
        (b"\xff", "it is not UTF-8"),
    ],
)
def test_a_list_of_somebody_else_is_not_believed(root: Path, data: bytes, why: str) -> None:
    (root / "content" / "page.md").touch()
    (root / "site").mkdir()
    (root / "site" / "policygen.files").write_bytes(data)
    with _refused(
        root,
        f"The list `{root}/site/policygen.files` is not as policygen wrote it: {why}.",
        "Delete the output folder yourself if nothing in it is needed, or name another one.",
    ):
        _publish(_NEW, root / "site", root)


def _rewrite(path: Path) -> None:
    path.write_bytes(b"by hand")


def _link(path: Path) -> None:
    path.rename(path.with_name("kept"))
    path.symlink_to(path.with_name("kept").rename(path.parents[2] / "kept"))


def _nest(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("change", [_rewrite, _link, _nest])
def test_a_change_by_hand_is_not_lost(root: Path, change: Callable[[Path], None]) -> None:
    _publish(_OLD, root / "site", root)
    change(root / "site" / "page" / "index.html")
    with _refused(
        root,
        f"`{root}/site/page/index.html` was changed by hand after policygen wrote it.",
        "Make the change in the content instead, and delete this file.",
    ):
        _publish(_NEW, root / "site", root)


@pytest.mark.parametrize("link", [True, False])
def test_a_folder_of_ours_that_became_something_else_is_not_lost(root: Path, link: bool) -> None:
    _publish(_OLD, root / "site", root)
    page = root / "site" / "page"
    page.rename(root / "moved")
    if link:
        page.symlink_to(root / "moved")
    else:
        page.touch()
    with _refused(
        root,
        f"`{root}/site/page` was changed by hand after policygen wrote it.",
        "Make the change in the content instead, and delete this file.",
    ):
        _publish(_NEW, root / "site", root)


# What earlier builds left behind


def test_a_stale_staging_folder_is_removed(root: Path) -> None:
    _publish(_OLD, root / "site", root)
    staging.write(_NEW, root / ".site.policygen-new")
    (root / ".site.policygen-new" / "new" / "page.html").unlink()
    (root / ".site.policygen-lock").touch()
    _publish(_NEW, root / "site", root)
    assert read(root / "site")[0] == _NEW
    assert _names(root) == ["content", "layouts", "site"]


@pytest.mark.parametrize("listed", [None, b"", inventory.write(_NEW)[:70]])
def test_a_staging_folder_cut_off_at_its_birth_is_removed(root: Path, listed: bytes | None) -> None:
    (root / ".site.policygen-new").mkdir()
    if listed is not None:
        (root / ".site.policygen-new" / "policygen.files").write_bytes(listed)
    _publish(_NEW, root / "site", root)
    assert _names(root) == ["content", "layouts", "site"]


@pytest.mark.parametrize("listed", [True, False])
def test_a_file_of_somebody_else_in_a_staging_folder_stays(root: Path, listed: bool) -> None:
    stale = root / ".site.policygen-new"
    stale.mkdir()
    if listed:
        (stale / "policygen.files").write_bytes(inventory.write({"a": b""}))
    (stale / "thesis.odt").touch()
    with _refused(
        root,
        f"An interrupted build left `{stale}`, and it holds `thesis.odt`, which policygen did not write.",
        f"Move that away, delete `{stale}`, and build again.",
    ):
        _publish(_NEW, root / "site", root)


def test_a_list_that_is_a_link_is_never_followed_out_of_a_staging_folder(root: Path) -> None:
    (root / ".site.policygen-new").mkdir()
    (root / ".site.policygen-new" / "policygen.files").symlink_to(root / "list")
    (root / "list").write_bytes(inventory.write({"a": b""}))
    (root / ".site.policygen-new" / "a").touch()
    with pytest.raises(OutputRefused, match="it holds `a`"):
        _publish(_NEW, root / "site", root)
    assert _names(root / ".site.policygen-new") == ["a", "policygen.files"]


@pytest.mark.parametrize("kind", ["link", "dangling", "file", "pipe"])
def test_nothing_but_a_folder_is_removed_at_the_staging_name(root: Path, kind: str) -> None:
    stale = root / ".site.policygen-new"
    _publish(_OLD, root / "elsewhere", root)
    _publish(_OLD, root / "site", root)
    if kind == "file":
        stale.write_bytes(b"mine")
    elif kind == "pipe":
        os.mkfifo(stale)
    else:
        stale.symlink_to(root / "elsewhere" if kind == "link" else "nowhere")
    with _refused(
        root,
        f"`{stale}` stands where policygen makes the new site, and is no folder.",
        "Move it away, and build again.",
    ):
        _publish(_NEW, root / "site", root)


@pytest.mark.parametrize("name", ["gone", "gone/deep", "index.html"])
def test_a_removal_never_goes_through_a_link(root: Path, name: str) -> None:
    folder, kept = root / "old", root / "kept"
    staging.write(_OLD, folder)
    (folder / name).rename(kept)
    (folder / name).symlink_to(kept)
    before = _on_disk(kept)
    left = staging.remove(folder)
    assert kept.exists()
    assert _on_disk(kept) == before
    assert left == (None if name == "index.html" else "gone")  # A link that stands where our file stood is unlinked.


def test_what_somebody_adds_during_the_exchange_is_kept_and_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _publish(_OLD, root / "site", root)
    exchange = swap.into_place

    def add_and_exchange(new: Path, out: Path, aside: Path) -> None:
        (out / "page" / "mine").write_bytes(b"mine")
        exchange(new, out, aside)

    monkeypatch.setattr(swap, "into_place", add_and_exchange)
    with pytest.raises(OutputRefused) as caught:
        _publish(_NEW, root / "site", root)
    kept = root / ".site.policygen-new"
    assert caught.value.message == (
        f"The new site is in place; but while it was made, somebody put `page` into the old one, now `{kept}`."
    )
    assert caught.value.mend == f"Move that away, and delete `{kept}`."
    assert read(root / "site")[0] == _NEW
    assert sorted(read(kept)[0]) == ["page/mine", "policygen.files"]


# The lock, and the exchange in two steps


def test_only_one_build_writes_at_a_time(root: Path) -> None:
    _publish(_OLD, root / "site", root)
    with lock.held(root / ".site.policygen-lock", root / "site"), pytest.raises(OutputLocked) as caught:
        _publish(_NEW, root / "site", root)
    assert caught.value.message == f"Another build is writing to `{root / 'site'}`."
    assert caught.value.mend == "Wait until it has finished, and build again."
    assert str(caught.value) == f"{caught.value.message} {caught.value.mend}"
    assert read(root / "site")[0] == _OLD
    _publish(_NEW, root / "site", root)
    assert _names(root) == ["content", "layouts", "site"]


def test_another_site_beside_it_is_not_locked(root: Path) -> None:
    with lock.held(root / ".site.policygen-lock", root / "site"):
        _publish(_NEW, root / "other", root)


def test_a_lock_whose_file_was_unlinked_in_between_is_taken_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = root / "lock"
    given_back: list[int] = []
    take = fcntl.flock

    def take_too_late(handle: int, how: int) -> None:
        if not given_back:
            given_back.append(handle)
            path.unlink()
        take(handle, how)

    monkeypatch.setattr(fcntl, "flock", take_too_late)
    with lock.held(path, root), pytest.raises(OutputLocked), lock.held(path, root):
        pass
    assert given_back
    assert not path.exists()


@pytest.mark.parametrize("state", ["before", "out is aside", "new is in", "settled"])
def test_an_exchange_in_two_steps_is_finished_or_undone(root: Path, state: str) -> None:
    """The states that a crash between two renames can leave; the system calls are made to fail in the fault tests."""
    out, new, aside = root / "site", root / ".site.policygen-new", root / ".site.policygen-old"
    states: Mapping[str, tuple[Path, ...]] = {
        "before": (out, new),
        "out is aside": (aside, new),
        "new is in": (aside, out),
        "settled": (new, out),
    }
    for tree, folder in zip((_OLD, _NEW), states[state], strict=True):
        staging.write(tree, folder)
    swap.settle(new, out, aside)
    assert read(out)[0] == (_OLD if state in {"before", "out is aside"} else _NEW)
    assert read(new)[0] == (_NEW if state in {"before", "out is aside"} else _OLD)
    assert not aside.exists()
