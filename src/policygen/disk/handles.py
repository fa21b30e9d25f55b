"""Folders and files opened one step at a time, never through a symbolic link."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder(path: Path | str, within: int | None = None) -> Iterator[int]:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=within)
    try:
        yield handle
    finally:
        os.close(handle)


def listing(opened: int) -> list[str]:
    return sorted(os.listdir(opened))


def contents(name: str | bytes, within: int) -> bytes | None:
    """The bytes of a regular file, read once; None for anything else, which is not even opened."""
    if not stat.S_ISREG(os.stat(name, dir_fd=within, follow_symlinks=False).st_mode):
        return None
    # Between the look and the opening the file may have become a pipe: then do not wait for a writer.
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=within)
    with os.fdopen(handle, "rb") as file:
        return file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None


def write(name: str, data: bytes, within: int) -> None:
    """A new file, on the disk when this returns, with mode 0644 whatever the umask says."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(name, flags, 0o644, dir_fd=within)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(handle, 0o644)
        file.write(data)
        file.flush()
        os.fsync(handle)


def sync(opened: int) -> None:
    """Put the names in an open folder on the disk."""
    try:
        os.fsync(opened)
    except OSError as error:
        # Some network filesystems cannot do this for folders and say so; there is nothing more to ask of them.
        if error.errno != errno.EINVAL:
            raise
