"""Two folders change places in one step, so that no reader ever meets half a site or none.

Linux and macOS can exchange two names in one system call. Where the system or the filesystem cannot, the old folder is
renamed aside and the new one renamed in: a reader may then find nothing for a moment, and after a crash in that moment
the old folder stays aside until the next build, which first puts it back.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

from policygen.disk import handles

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def into_place(new: Path, out: Path, aside: Path) -> None:
    """`new` stands at `out`; what stood there, unless it was nothing or an empty folder, now stands at `new`."""
    try:
        new.rename(out)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        if not _exchange(new, out):
            _in_two_steps(new, out, aside)
    with handles.folder(out.parent) as parent:
        handles.sync(parent)


def settle(new: Path, out: Path, aside: Path) -> None:
    """Finish or undo an exchange in two steps, wherever it was cut off; otherwise do nothing."""
    if aside.is_dir() and not aside.is_symlink():
        aside.rename(new if out.exists() else out)


def _in_two_steps(new: Path, out: Path, aside: Path) -> None:
    try:
        out.rename(aside)
        new.rename(out)
    finally:
        settle(new, out, aside)


def _exchange(one: Path, other: Path) -> bool:
    """False where the system or the filesystem has no such thing."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = libc.renamex_np(first, second, _RENAME_SWAP)
        else:
            failed = libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    except AttributeError:  # An older C library.
        return False
    number = ctypes.get_errno() if failed else 0
    if number and number not in _CANNOT:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed
