"""A command that is struck at its n-th system call of a kind: killed there, or refused by the system.

`strace` strikes at one count for all cases. To place n, a driver that has run the command once forks a child for each
case, and lets it make harmless calls of that kind first, since strace counts by process.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import policygen

CALLS = (
    *("chmod", "fchmod", "fchmodat", "flock", "fsync", "mkdir", "mkdirat", "openat"),
    *("rename", "renameat", "renameat2", "rmdir", "unlink", "unlinkat", "write"),
)
_OFTEN, _OPENED_OFTEN = 100, 2500
"""The count at which strace strikes: more calls of a kind than the driver makes before its first case."""

_DRIVER = """
import ctypes, fcntl, json, os, sys
from contextlib import suppress
from policygen.cli import main

words, work, often = map(json.loads, sys.argv[1:])
null, no_folder = os.open("/dev/null", os.O_RDWR), -1
harmless = {
    "chmod": lambda: os.chmod("", 0),
    "fchmod": lambda: os.fchmod(no_folder, 0),
    "fchmodat": lambda: os.chmod("x", 0, dir_fd=no_folder),
    "flock": lambda: fcntl.flock(null, fcntl.LOCK_UN),
    "fsync": lambda: os.fsync(null),
    "mkdir": lambda: os.mkdir(""),
    "mkdirat": lambda: os.mkdir("x", dir_fd=no_folder),
    "openat": lambda: os.open("", 0),
    "rename": lambda: os.rename("", ""),
    "renameat": lambda: os.rename("", ""),
    "rmdir": lambda: os.rmdir(""),
    "unlink": lambda: os.unlink(""),
    "unlinkat": lambda: os.unlink("x", dir_fd=no_folder),
    "write": lambda: os.write(null, b""),
}

def attempt(root, call, n):
    os.chdir(root)
    os.dup2(null, 1)
    os.dup2(null, 2)
    for _ in range(often[call] - n if call else 0):
        with suppress(OSError):
            harmless[call]()
    return main(words)

def struck(case):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 70
    try:
        status = attempt(*case)
    finally:
        os._exit(status)

kept = os.dup(1)
assert attempt(work[0][0], "", 0) == 0
os.dup2(kept, 1)
print(json.dumps([struck(case) for case in work[1:]]))
"""


class Case(NamedTuple):
    """A project of its own, and the call at which the command is struck there; no call where it runs undisturbed."""

    root: Path
    call: str = ""
    n: int = 0


def missing() -> str | None:
    """Why nothing can be struck on this machine."""
    program = shutil.which("strace")
    if program and subprocess.run([program, "-qq", "-o", os.devnull, "true"], check=False).returncode == 0:
        return None
    return f"{'the right to trace' if program else 'strace'} is not on this machine: not tested"


def calls(words: Sequence[str], first: Path, root: Path) -> Iterator[tuple[str, int]]:
    """The calls of the undisturbed command that change files or are about to, each with its number among its kind.

    The command runs in `first` and then in `root`, which are equal projects, and is looked at in the second.
    """
    log = root.with_suffix(".log")
    assert run(words, (Case(first), Case(root)), "-o", str(log), "-e", f"trace={','.join(CALLS)}") == [0]
    lines = [line.split(maxsplit=1) for line in log.read_text().splitlines()]
    counted: Counter[str] = Counter()
    for process, line in lines:
        call = line.partition("(")[0]
        if process == lines[0][0] or call not in CALLS:
            continue
        counted[call] += 1
        if call != "openat" or "O_CREAT" in line:
            yield call, counted[call]


def strike(words: Sequence[str], first: Path, cases: Sequence[Case], fault: Mapping[str, str]) -> list[int]:
    """How the command ended in each case: an exit code, or a signal below zero."""
    kinds = {case.call for case in cases}
    injected = [f"--inject={call}:{fault[call]}:when={_often()[call]}" for call in sorted(kinds)]
    return run(words, (Case(first), *cases), "-o", os.devnull, "-e", f"trace={','.join(sorted(kinds))}", *injected)


def _often() -> dict[str, int]:
    return {**dict.fromkeys(CALLS, _OFTEN), "openat": _OPENED_OFTEN}


def run(words: Sequence[str], work: Iterable[Case], *options: str) -> list[int]:
    told = json.dumps([(str(root), call, n) for root, call, n in work])
    tracer = ["strace", "-f", "-qq", "-s", "0", *options]
    command = [*tracer, sys.executable, "-c", _DRIVER, json.dumps(words), told, json.dumps(_often())]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment())
    assert done.returncode == 0, done.stderr
    ends: list[int] = json.loads(done.stdout)
    return ends


def environment() -> dict[str, str]:
    """Nothing is kept between runs, so that each makes the same calls."""
    assert policygen.__file__
    source = str(Path(policygen.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": "/nowhere"}
