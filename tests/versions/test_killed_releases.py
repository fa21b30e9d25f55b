"""Whatever happens to `policygen release` on its way, there is no new release or a whole one, and a rerun mends all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import struck
from struck import Case

from policygen import disk
from policygen.cli import main
from policygen.releases import ledger
from policygen.releases.sealed import FOLDER
from policygen.tree import Tree
from sound_site import SOUND

DAY = ("--as-of", "2026-11-22")
RELEASE = ("release", *DAY)
CHANGE = "change: {kind: material, summary: We hold more., notice: {method: an e-mail}}\n"
EDITIONS = {
    "1.0.0": "version: 1.0.0\npublished: 2026-11-22\neffective: 2026-11-25\n",
    "2.0.0": f"version: 2.0.0\npublished: 2026-11-22\neffective: 2026-12-20\n{CHANGE}",
    "3.0.0": f"version: 3.0.0\npublished: 2026-11-22\neffective: 2026-12-21\n{CHANGE}",
}
LOCK, NEW = ".policygen-lock", ".2.0.0.policygen-new"


@pytest.fixture
def strace() -> None:
    reason = struck.missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


def say(root: Path, number: str) -> None:
    """Edit the content so that it is this version: it names one kind of data more."""
    more = f"  - id: kind-{number[0]}\n    label: Kind {number[0]}\n"
    (root / "content/policy.yaml").write_text(EDITIONS[number], "utf-8")
    (root / "content/data.yaml").write_text(SOUND["content/data.yaml"] + more, "utf-8")


def project(root: Path, *numbers: str) -> Path:
    """A small project: all versions but the last one are released."""
    for file, text in SOUND.items():
        target = root / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.partition("consent:\n")[0], "utf-8")
    for number in numbers:
        say(root, number)
        assert number == numbers[-1] or release(root) == 0
    return root


def release(root: Path) -> int:
    return main(["release", str(root), *DAY, "--quiet"])


def refused(root: Path) -> tuple[int, str]:
    """The exit code and the words of a release that fails, which lets go of the streams of its process."""
    words = (sys.executable, "-m", "policygen", "release", str(root), *DAY, "--quiet")
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    return done.returncode, done.stderr


def check(root: Path) -> int:
    return main(["check", str(root), *DAY, "--quiet"])


def there(root: Path) -> Tree:
    """Every file below releases/, hidden ones too."""
    top = root / FOLDER
    return {str(path.relative_to(top)): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def names(root: Path) -> list[str]:
    return sorted(path.name for path in (root / FOLDER).iterdir()) if (root / FOLDER).exists() else []


@cache
def undisturbed(*numbers: str) -> Tree:
    with TemporaryDirectory() as folder:
        root = project(Path(folder), *numbers)
        assert release(root) == 0
        return there(root)


def cases(folder: Path, *numbers: str) -> Iterator[Case]:
    """A project for each call of a release that changes a file."""
    project(folder / "sample", *numbers)
    for name in ("first", "again"):
        shutil.copytree(folder / "sample", folder / name)
    for call, n in list(struck.calls(RELEASE, folder / "again", folder / "sample")):
        yield Case(shutil.copytree(folder / "first", folder / f"{call}-{n}"), call, n)


def strike(folder: Path, found: Sequence[Case], fault: Mapping[str, str]) -> list[int]:
    return struck.strike(RELEASE, folder / "first", found, fault)


def is_whole(case: Case, *numbers: str) -> bool:
    """Whether the release is there; that nothing is broken, and `check` stumbles over nothing."""
    tree, unread = disk.read(case.root / FOLDER, FOLDER, sealed=True) if names(case.root) else ({}, ())
    read = ledger.read(tree)
    assert (unread, read.problems) == ((), ()), case
    found = tuple(each.version for each in read.releases)
    assert found in (numbers, numbers[:-1]), case
    assert check(case.root) == 0, case
    return found == numbers


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("numbers", [("1.0.0",), ("1.0.0", "2.0.0")], ids=["the first", "the second"])
def test_a_kill_at_any_call_leaves_no_release_or_a_whole_one(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    found = [case for case in cases(tmp_path, *numbers) if case.call not in {"flock", "fsync"}]
    assert {case.call for case in found} >= {"openat", "write", "rename", "unlink"}
    assert set(strike(tmp_path, found, dict.fromkeys(struck.CALLS, "signal=KILL"))) == {-signal.SIGKILL}
    made = [case for case in found if is_whole(case, *numbers)]
    assert 0 < len(made) < len(found) / 2
    for case in found:
        assert release(case.root) == (1 if case in made else 0), "there is nothing to release, or it is released now"
        same = {path: data for path, data in there(case.root).items() if not path.startswith(".")}
        assert same == undisturbed(*numbers), case
        assert case in made or names(case.root) == list(numbers), case


@pytest.mark.usefixtures("strace")
def test_what_a_killed_release_left_goes_with_the_next_one(tmp_path: Path) -> None:
    moves = {"rename", "unlink", "unlinkat", "rmdir"}
    found = [case for case in cases(tmp_path, "1.0.0", "2.0.0") if case.call in moves]
    strike(tmp_path, found, dict.fromkeys(struck.CALLS, "signal=KILL"))
    assert any(names(case.root) == [NEW, LOCK, "1.0.0", "2.0.0"] for case in found)
    for case in found:
        say(case.root, "3.0.0")
        assert release(case.root) == 0
        assert [each for each in names(case.root) if each != "2.0.0"] == ["1.0.0", "3.0.0"], case


ERRORS = {
    "write": "ENOSPC", "fsync": "EIO", "openat": "EACCES", "mkdir": "EROFS", "mkdirat": "EDQUOT", "chmod": "EPERM",
    "fchmodat": "EPERM", "fchmod": "EPERM", "rename": "EIO", "renameat": "EIO", "flock": "ENOLCK",
    "unlink": "EROFS", "unlinkat": "EACCES", "rmdir": "EBUSY",
}  # fmt: skip


@pytest.mark.usefixtures("strace")
def test_an_error_at_any_call_is_told_and_a_rerun_gives_the_same(tmp_path: Path) -> None:
    numbers = ("1.0.0", "2.0.0")
    # That releases/ cannot be made does not matter where it is there.
    found = [case for case in cases(tmp_path, *numbers) if (case.call, case.n) != ("mkdir", 1)]
    assert set(strike(tmp_path, found, {call: f"error={name}" for call, name in ERRORS.items()})) == {74}
    for case in found:
        made = is_whole(case, *numbers)
        # Only where it is the tidying that fails, something stays, and does no harm.
        left = {LOCK, NEW} if case.call in {"flock", "unlink", "unlinkat", "rmdir"} else set()
        assert set(names(case.root)) <= {*numbers, *left}, case
        assert release(case.root) == (1 if made else 0), case
        assert {path: data for path, data in there(case.root).items() if path[0] != "."} == undisturbed(*numbers), case


# Without strace


@pytest.fixture
def on_a_disk(tmp_path: Path) -> Iterator[Path]:
    """A project whose releases lie on a small disk of their own."""
    root = project(tmp_path, "1.0.0")
    (root / FOLDER).mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(root / FOLDER)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a disk to fill is not on this machine: not tested")
    try:
        assert release(root) == 0
        say(root, "2.0.0")
        yield root
    finally:
        subprocess.run(["umount", str(root / FOLDER)], check=True)


def test_a_disk_that_is_really_full(on_a_disk: Path) -> None:
    ballast = on_a_disk / FOLDER / ".ballast"
    room = os.statvfs(on_a_disk / FOLDER)
    ballast.write_bytes(b"x" * (room.f_bavail - 4) * room.f_bsize)
    assert refused(on_a_disk) == (74, "policygen: No space left on device.\n")
    assert (names(on_a_disk), check(on_a_disk)) == ([".ballast", "1.0.0"], 0)
    ballast.unlink()
    assert release(on_a_disk) == 0
    assert there(on_a_disk) == undisturbed("1.0.0", "2.0.0")


def test_a_folder_that_can_only_be_read(on_a_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(on_a_disk / FOLDER)], check=True)
    assert refused(on_a_disk) == (74, f"policygen: `{on_a_disk / FOLDER / LOCK}`: Read-only file system.\n")
    assert (names(on_a_disk), check(on_a_disk)) == (["1.0.0"], 0)


RACE = """
import json, os, sys
from policygen.cli import main

def racer(root, start):
    child = os.fork()
    if child == 0:
        os.read(start, 1)
        os._exit(main(["release", root, *sys.argv[1:3], "--quiet"]))
    return child

ends = []
for root in sys.argv[3:]:
    start, gun = os.pipe()
    racers = [racer(root, start) for _ in range(2)]
    os.write(gun, b"!!")
    ends.append(sorted(os.waitstatus_to_exitcode(os.waitpid(each, 0)[1]) for each in racers))
print(json.dumps(ends))
"""


def test_of_two_releases_at_once_one_is_made(tmp_path: Path) -> None:
    roots = [project(tmp_path / str(number), "1.0.0", "2.0.0") for number in range(6)]
    command = [sys.executable, "-c", RACE, *DAY, *map(str, roots)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=struck.environment())
    for root, (winner, other) in zip(roots, json.loads(done.stdout), strict=True):
        assert winner == 0
        assert other in {1, 73, 75}, "nothing to release, or it stands there already, or wait until it has finished"
        assert there(root) == undisturbed("1.0.0", "2.0.0")


@pytest.mark.usefixtures("strace")
def test_a_release_that_another_one_overtook_is_not_made(tmp_path: Path) -> None:
    """It rests on the releases that it has read: beside a new one, the chain would be broken."""
    root = project(tmp_path, "1.0.0", "2.0.0")
    waiting = ("strace", "-qq", "-o", os.devnull, "-e", "trace=flock", "--inject=flock:delay_enter=3s:when=1")
    command = [*waiting, sys.executable, "-m", "policygen", "release", str(root), *DAY]
    with subprocess.Popen(command, env=struck.environment(), stderr=subprocess.PIPE, text=True) as slow:
        while not (root / FOLDER / LOCK).exists():
            time.sleep(0.01)
        say(root, "3.0.0")
        assert release(root) == 0
        _, said = slow.communicate()
    assert (slow.returncode, names(root), check(root)) == (73, ["1.0.0", "3.0.0"], 0)
    assert f"`{root / FOLDER / '3.0.0'}` stands there already, and this release knows nothing of it." in said
