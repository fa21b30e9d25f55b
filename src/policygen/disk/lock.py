"""One build at a time: a lock that the system itself takes away when its holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policygen.disk.refusal import OutputLocked


@contextmanager
def held(path: Path, out: Path) -> Iterator[None]:
    """Hold the lock; OutputLocked at once where another holds it. A file left by a dead process does not matter."""
    handle = _acquired(path, out)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)  # While it is still held: nobody else's lock can be at the path.
        os.close(handle)


def _acquired(path: Path, out: Path) -> int:
    try:
        while (handle := _tried(path)) is None:
            continue
    except BlockingIOError as error:
        raise OutputLocked(
            f"Another build is writing to `{out}`.", "Wait until it has finished, and build again."
        ) from error
    return handle


def _tried(path: Path) -> int | None:
    """None where the holder before us unlinked the file after we had opened it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    held_here = False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held_here = _is_at(path, handle)
    finally:
        if not held_here:
            os.close(handle)
    return handle if held_here else None


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False
