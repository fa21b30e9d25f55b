"""Whatever goes wrong at whatever system call, the site is the whole old or the whole new one, and a rerun mends all.

`strace` makes the faults: it kills, signals or fails a publishing process at the n-th call of a kind. To place n, the
driver forks a child for each case and lets it make harmless calls of that kind first, since strace counts by process.
"""

import errno
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import policygen
from policygen.disk import OutputLocked, OutputRefused, inventory, publish
from policygen.tree import Tree

_OLD = inventory.with_inventory({"gone/deep/page.html": b"old", "index.html": b"old", "page/index.html": b"old"})
_NEW = inventory.with_inventory({"index.html": b"new", "new/page.html": b"new", "page/index.html": b"x" * 50_000})

_OFTEN = {"openat": 600}
"""The count at which strace strikes: more calls of a kind than Python makes to start; 50 where it makes hardly any."""

_DRIVER = """
import ctypes, fcntl, json, os, signal, sys
from contextlib import suppress
from pathlib import Path
from policygen.disk import inventory, publish

often, work = json.loads(sys.argv[1]), json.loads(sys.argv[2])
null, no_folder, libc = os.open("/dev/null", os.O_RDWR), -1, ctypes.CDLL(None)
harmless = {
    "chmod": lambda: os.chmod("", 0),
    "fchmod": lambda: os.fchmod(-1, 0),
    "fchmodat": lambda: os.chmod("x", 0, dir_fd=no_folder),
    "flock": lambda: fcntl.flock(null, fcntl.LOCK_UN),
    "fsync": lambda: os.fsync(null),
    "mkdir": lambda: os.mkdir(""),
    "mkdirat": lambda: os.mkdir("x", dir_fd=no_folder),
    "openat": lambda: os.open("", 0),
    "rename": lambda: os.rename("", ""),
    "renameat": lambda: os.rename("", ""),
    "renameat2": lambda: libc.renameat2(no_folder, b"x", no_folder, b"x", 2),
    "rmdir": lambda: os.rmdir(""),
    "unlink": lambda: os.unlink(""),
    "unlinkat": lambda: os.unlink("x", dir_fd=no_folder),
    "write": lambda: os.write(null, b""),
}
new = inventory.with_inventory({
    "index.html": b"new", "new/page.html": b"new", "page/index.html": b"x" * 50_000,
})

def terminated(number, frame):
    raise SystemExit(128 + number)

def attempt(root, call, n):
    signal.signal(signal.SIGTERM, terminated)
    for _ in range(often.get(call, 50) - n if call else 0):
        with suppress(OSError):
            harmless[call]()
    try:
        publish(new, Path(root, "site"), Path(root), [Path(root, "content")])
    except OSError as error:
        return 74
    except SystemExit as error:
        return error.code
    except KeyboardInterrupt:
        return 130
    return 0

ends = []
for root, call, n in work:
    child = os.fork()
    if child == 0:
        status = 70
        try:
            status = attempt(root, call, n)
        finally:
            os._exit(status)
    ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(json.dumps(ends))
"""

_CALLS = [
    "chmod",
    "fchmod",
    "fchmodat",
    "flock",
    "fsync",
    "mkdir",
    "mkdirat",
    "openat",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "unlink",
    "unlinkat",
    "write",
]
_TWO_STEPS = ("-e", "inject=renameat2:error=ENOSYS")
"""A system that cannot exchange two names."""


@dataclass(frozen=True, slots=True)
class Case:
    """The n-th call of a kind, and whether it comes after the one that changes the site."""

    root: Path
    call: str
    n: int
    after: bool

    @property
    def site(self) -> Tree:
        return _NEW if self.after else _OLD


@pytest.fixture(scope="module")
def strace() -> str:
    program = shutil.which("strace")
    if program and subprocess.run([program, "-qq", "-o", os.devnull, "true"], check=False).returncode == 0:
        return program
    reason = f"{'the right to trace' if program else 'strace'} is not on this machine: not tested"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _site(root: Path, name: str = "site") -> Tree:
    out = root / name
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def _project(root: Path) -> Path:
    root.mkdir(parents=True)
    _publish(_OLD, root)
    return root


def _publish(tree: Tree, root: Path) -> None:
    publish(tree, root / "site", root, [root / "content"])


def _environment() -> dict[str, str]:
    assert policygen.__file__
    return {**os.environ, "PYTHONPATH": str(Path(policygen.__file__).parents[1])}


def _run(strace: Sequence[str], work: Iterable[tuple[Path, str, int]]) -> list[int]:
    """How each piece of work ended: an exit code, or a signal below zero."""
    told = json.dumps([(str(root), call, n) for root, call, n in work])
    command = [*strace, sys.executable, "-c", _DRIVER, json.dumps(_OFTEN), told]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment())
    ends: list[int] = json.loads(done.stdout)
    return ends


def _log(strace: str, root: Path, *options: str) -> list[str]:
    """The calls of one undisturbed publication, in their order."""
    log = root.with_suffix(".log")
    tracer = [strace, "-f", "-qq", "-y", "-s", "0", "-o", str(log), "-e", f"trace={','.join(_known(strace))}", *options]
    assert _run(tracer, [(root, "", 0)]) == [0]
    lines = [line.split(maxsplit=1) for line in log.read_text().splitlines()]
    driver = lines[0][0]
    return [call for process, call in lines if process != driver and not call.startswith(("+++", "---"))]


def _known(strace: str) -> list[str]:
    """The calls that this machine has at all; newer ones have only those that take a folder."""
    tried = (
        subprocess.run([strace, "-e", f"trace={call}", "true"], check=False, capture_output=True) for call in _CALLS
    )
    return [call for call, done in zip(_CALLS, tried, strict=True) if done.returncode == 0]


def _changes_site(call: str) -> bool:
    """Whether this is the call that puts the new site in its place."""
    return call.startswith("rename") and call.endswith("= 0") and '/site"' in call.split(", ", 1)[1]


def _cases(strace: str, folder: Path, *options: str) -> Iterator[Case]:
    """Each changing call of a publication over an earlier site, with such a site for each."""
    calls = _log(strace, _project(folder / "sample"), *options)
    swap = max(position for position, call in enumerate(calls) if _changes_site(call))
    counted: Counter[str] = Counter()
    for position, line in enumerate(calls):
        call = line.split("(", 1)[0]
        counted[call] += 1
        n = counted[call]
        if call != "openat" or position < 2 or "O_CREAT" in line or n % 6 == 0:
            yield Case(_project(folder / f"{call}-{n}"), call, n, after=position > swap)


def _strike(strace: str, cases: Sequence[Case], fault: Mapping[str, str], *options: str) -> list[int]:
    injected = [f"--inject={call}:{what}:when={_OFTEN.get(call, 50)}" for call, what in fault.items()]
    traced = ",".join({*fault, "renameat2"})
    tracer = [strace, "-f", "-qq", "-o", os.devnull, "-e", f"trace={traced}", *options, *injected]
    return _run(tracer, [(case.root, case.call, case.n) for case in cases])


def _every(cases: Sequence[Case], what: str) -> dict[str, str]:
    return dict.fromkeys(sorted({case.call for case in cases}), what)


def test_a_kill_at_any_call_leaves_a_whole_site_and_a_rerun_mends_the_rest(strace: str, tmp_path: Path) -> None:
    cases = tuple(_cases(strace, tmp_path))
    assert {"fsync", "openat", "renameat2", "write"} < {case.call for case in cases}
    ends = _strike(strace, cases, _every(cases, "signal=KILL"))
    assert set(ends) == {-signal.SIGKILL}
    for case in cases:
        assert _site(case.root) == case.site, case
        _publish(_NEW, case.root)
        assert _site(case.root) == _NEW, case
        assert _names(case.root) == ["site"], case


def test_a_kill_where_names_cannot_be_exchanged_loses_nothing(strace: str, tmp_path: Path) -> None:
    """Between its two renames the old site stands aside, whole; everywhere else it is in its place."""
    found = (case for case in _cases(strace, tmp_path, *_TWO_STEPS) if case.call != "renameat2")
    cases = tuple(case for number, case in enumerate(found) if number % 2 == 0 or case.call.startswith("rename"))
    ends = _strike(strace, cases, _every(cases, "signal=KILL"), *_TWO_STEPS)
    assert set(ends) == {-signal.SIGKILL}
    aside = [case for case in cases if not (case.root / "site").exists()]
    assert len(aside) == 1
    assert _names(aside[0].root) == [".site.policygen-lock", ".site.policygen-new", ".site.policygen-old"]
    assert _site(aside[0].root, ".site.policygen-old") == _OLD
    for case in cases:
        assert case in aside or _site(case.root) == case.site, case
        _publish(_NEW, case.root)
        assert _site(case.root) == _NEW, case
        assert _names(case.root) == ["site"], case


def test_a_kill_of_the_first_publication_leaves_all_or_nothing(strace: str, tmp_path: Path) -> None:
    cases = tuple(_cases(strace, tmp_path))[::2]
    for case in cases:
        shutil.rmtree(case.root / "site")
    ends = _strike(strace, cases, _every(cases, "signal=KILL"))
    assert set(ends) <= {-signal.SIGKILL, 0}
    assert ends.count(-signal.SIGKILL) > 12
    for case in cases:
        assert _site(case.root) in ({}, _NEW), case
        _publish(_NEW, case.root)
        assert _site(case.root) == _NEW, case
        assert _names(case.root) == ["site"], case


_ERRORS = (
    {"write": "ENOSPC", "fsync": "EIO", "openat": "EACCES", "mkdir": "EROFS", "mkdirat": "ENOSPC", "rename": "EACCES"},
    {"write": "EIO", "fsync": "ENOSPC", "openat": "EMFILE", "mkdir": "EACCES", "mkdirat": "EDQUOT", "rename": "EROFS"},
    {"write": "EDQUOT", "fchmod": "EPERM", "fchmodat": "EPERM", "chmod": "EPERM", "renameat2": "EIO"},
    {"unlinkat": "EACCES", "rmdir": "EBUSY", "flock": "ENOLCK", "unlink": "EROFS", "renameat": "EACCES"},
)


@pytest.mark.parametrize("errors", _ERRORS, ids=lambda errors: "-".join(errors.values()))
def test_an_error_at_any_call_is_told_and_nothing_is_left(
    strace: str, tmp_path: Path, errors: Mapping[str, str]
) -> None:
    cases = tuple(case for case in _cases(strace, tmp_path) if case.call in errors)
    fault = {call: f"error={errors[call]}" for call in _every(cases, "")}
    assert _strike(strace, cases, fault) == [74] * len(cases)
    for case in cases:
        assert _site(case.root) == case.site, case
        # Only where the lock itself cannot be taken or given back, its file stays, and does no harm.
        locking = case.call in {"flock", "unlink"}
        assert _names(case.root) == ([".site.policygen-lock", "site"] if locking else ["site"]), case
        _publish(_NEW, case.root)
        assert (_site(case.root), _names(case.root)) == (_NEW, ["site"]), case


@pytest.mark.parametrize(
    ("name", "end", "step", "options"),
    [("TERM", 143, 2, ()), ("TERM", 143, 3, _TWO_STEPS), ("INT", 130, 3, ())],
    ids=["terminated", "terminated in two steps", "interrupted"],
)
def test_a_signal_at_any_call_leaves_a_whole_site_and_nothing_else(  # noqa: PLR0913, PLR0917 -- a row of a table
    strace: str, tmp_path: Path, name: str, end: int, step: int, options: Sequence[str]
) -> None:
    found = (case for case in _cases(strace, tmp_path, *options) if not (options and case.call == "renameat2"))
    cases = tuple(case for number, case in enumerate(found) if number % step == 0 or case.call.startswith("rename"))
    ends = _strike(strace, cases, _every(cases, f"signal={name}"), *options)
    assert set(ends) == {end}
    for case in cases:
        assert _site(case.root) in (_OLD, _NEW), case
        taking_the_lock = case.call == "flock" or (case.call, case.n) == ("openat", 1)
        assert set(_names(case.root)) - {"site"} <= ({".site.policygen-lock"} if taking_the_lock else set()), case
        _publish(_NEW, case.root)
        assert (_site(case.root), _names(case.root)) == (_NEW, ["site"]), case


def test_a_filesystem_that_cannot_sync_folders_will_do(strace: str, tmp_path: Path) -> None:
    cases = tuple(case for case in _cases(strace, tmp_path) if case.call == "fsync")
    ends = _strike(strace, cases, {"fsync": "error=EINVAL"})
    files = len(_NEW)
    assert Counter(ends) == {74: files, 0: len(cases) - files}


def test_an_interrupted_call_is_made_again(strace: str, tmp_path: Path) -> None:
    again = ("write", "openat", "fsync", "fchmod", "flock")
    cases = tuple(case for case in _cases(strace, tmp_path) if case.call in again)
    ends = _strike(strace, cases, _every(cases, "error=EINTR"))
    assert set(ends) == {0}
    assert all((_site(case.root), _names(case.root)) == (_NEW, ["site"]) for case in cases)


def test_after_a_short_write_the_rest_is_written(strace: str, tmp_path: Path) -> None:
    """The write that claims one byte writes none, so that exactly its file must lack exactly that byte."""
    cases = tuple(case for case in _cases(strace, tmp_path) if case.call == "write")
    assert len(cases) == len(_NEW)
    ends = _strike(strace, cases, {"write": "retval=1"})
    assert set(ends) == {0}
    for case in cases:
        site = _site(case.root)
        short = [path for path in _NEW if site[path] != _NEW[path]]
        assert [site[path] for path in short] == [_NEW[path][1:] for path in short]
        assert len(short) == 1


def test_every_file_and_folder_is_synced_before_the_exchange(strace: str, tmp_path: Path) -> None:
    calls = _log(strace, _project(tmp_path / "project"))
    new = f"{tmp_path}/project/.site.policygen-new"
    swap = next(position for position, call in enumerate(calls) if _changes_site(call))
    written = {
        found[1]: position for position, call in enumerate(calls) if (found := re.match(r"write\(\d+<(.+?)>", call))
    }
    synced = {
        found[1]: position for position, call in enumerate(calls) if (found := re.match(r"fsync\(\d+<(.+?)>", call))
    }
    assert set(written) == {f"{new}/{path}" for path in _NEW}
    assert all(written[path] < synced[path] < swap for path in written)
    folders = {new, f"{new}/new", f"{new}/page"}
    assert set(synced) == {*written, *folders, f"{tmp_path}/project"}
    for folder in folders:
        inside = [position for path, position in synced.items() if path.startswith(f"{folder}/")]
        assert max(inside) < synced[folder] < swap
    assert swap < synced[f"{tmp_path}/project"]
    listed, *others = sorted(written.items(), key=lambda item: item[1])
    assert listed[0] == f"{new}/policygen.files"
    between = [call.split("<", 1)[1] for call in calls[listed[1] : others[0][1]] if call.startswith("fsync")]
    expected = (f"{new}/policygen.files", new, f"{tmp_path}/project")
    assert [call.split(">", 1)[0] for call in between[:3]] == list(expected)


# Without strace


@pytest.mark.parametrize("options", ["size=64k", "nr_inodes=14"])
def test_a_disk_that_is_really_full_leaves_the_old_site(tmp_path: Path, options: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a disk to fill is not on this machine: not tested")
    try:
        root = _project(disk / "project")
        big = inventory.with_inventory({f"page{number}.html": b"x" * 20_000 for number in range(10)})
        with pytest.raises(OSError, match="No space left on device") as caught:
            _publish(big, root)
        assert caught.value.errno == errno.ENOSPC
        assert (_site(root), _names(root)) == (_OLD, ["site"])
        _publish(inventory.with_inventory({"a": b""}), root)
        assert _names(root) == ["site"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_of_its_own_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(tmp_path / "site")]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a disk to mount is not on this machine: not tested")
    try:
        with pytest.raises(OutputRefused) as caught:
            _publish(_NEW, tmp_path)
    finally:
        subprocess.run(["umount", str(tmp_path / "site")], check=True)
    assert caught.value.message == (
        f"The output folder `{tmp_path / 'site'}` is a disk of its own, which cannot be replaced in one step."
    )
    assert caught.value.mend == "Name a folder inside it."


def test_a_source_is_known_under_another_name(tmp_path: Path) -> None:
    for name in ("content", "alias"):
        (tmp_path / name).mkdir()
    mount = ["mount", "--bind", str(tmp_path / "content"), str(tmp_path / "alias")]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("a folder with two names is not on this machine: not tested")
    try:
        with pytest.raises(OutputRefused, match="overlaps with"):
            publish(_NEW, tmp_path / "alias" / "site", tmp_path, [tmp_path / "content"])
    finally:
        subprocess.run(["umount", str(tmp_path / "alias")], check=True)
    assert _names(tmp_path / "content") == []


def test_a_file_that_grows_over_a_limit_is_told(tmp_path: Path) -> None:
    """The system then writes what still fits, and refuses the rest."""
    root = _project(tmp_path / "project")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limit[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            _publish(_NEW, root)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert (_site(root), _names(root)) == (_OLD, ["site"])


_PUBLISHER = """
import sys
from pathlib import Path
from policygen.disk import OutputLocked, inventory, publish

root, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for version in range(first, last):
    text = str(version).encode()
    pages = {f"{name}/index.html": text for name in ("a", "b", "c")} | {"index.html": text, f"{version}.html": text}
    while True:
        try:
            publish(inventory.with_inventory(pages), root / "site", root, [])
        except OutputLocked:
            print("locked")
        else:
            print("published")
            break
"""


def _publisher(root: Path, first: int, last: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", _PUBLISHER, str(root), str(first), str(last)]
    return subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, text=True)


def _read_by_handle(out: Path) -> Tree | None:
    """All files of one site, through one handle on its folder; None if the site was removed while it was read."""

    def opened(path: str, flags: int) -> int:
        return os.open(path, flags, dir_fd=folder)

    folder = os.open(out, os.O_RDONLY)
    try:
        with open("policygen.files", "rb", opener=opened) as file:
            listed = inventory.parse(file.read())
        read = {}
        for path in listed:
            with open(path, "rb", opener=opened) as file:
                read[path] = file.read()
    except FileNotFoundError:
        return None
    finally:
        os.close(folder)
    assert {path: inventory.digest(data) for path, data in read.items()} == listed
    return read


def test_a_reader_sees_only_whole_sites_of_one_version(tmp_path: Path) -> None:
    with _publisher(tmp_path, 0, 1) as first:
        first.communicate()
    seen: Counter[bytes] = Counter()
    with _publisher(tmp_path, 1, 201) as writer:
        while writer.poll() is None:
            assert (tmp_path / "site" / "index.html").read_bytes().isdigit()
            site = _read_by_handle(tmp_path / "site")
            if site is not None:
                assert len(set(site.values())) == 1
                assert len(site) == 5
                seen.update(set(site.values()))
    assert writer.returncode == 0
    assert len(seen) > 20
    assert (tmp_path / "site" / "index.html").read_bytes() == b"200"


def test_many_builds_at_once_take_turns_or_are_told_to_wait(tmp_path: Path) -> None:
    builds = [_publisher(tmp_path, 100 * number, 100 * number + 20) for number in range(1, 5)]
    said = Counter(word for build in builds for word in build.communicate()[0].split())
    assert [build.returncode for build in builds] == [0] * 4
    assert said["published"] == 80
    assert said["locked"] >= 1
    assert len(set(_site(tmp_path).values()) - {_site(tmp_path)["policygen.files"]}) == 1
    assert _names(tmp_path) == ["site"]


def test_the_lock_of_a_killed_build_is_free(tmp_path: Path) -> None:
    held = (
        "import sys, time; from pathlib import Path; from policygen.disk import lock\n"
        "with lock.held(Path(sys.argv[1]), Path()): print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", held, str(tmp_path / ".site.policygen-lock")]
    with subprocess.Popen(command, env=_environment(), stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(OutputLocked, match="Another build is writing to"):
            _publish(_NEW, tmp_path)
        holder.kill()
    assert _names(tmp_path) == [".site.policygen-lock"]
    _publish(_NEW, tmp_path)
    assert (_site(tmp_path), _names(tmp_path)) == (_NEW, ["site"])
