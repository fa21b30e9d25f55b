"""The command line: arguments in, exit code out."""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from types import FrameType
from typing import TextIO

from policygen.cli import arguments

USAGE, REFUSED, INPUT_OUTPUT, LOCKED, INTERRUPTED, TERMINATED = 2, 73, 74, 75, 130, 143


class Terminated(BaseException):
    """Somebody asked the process to end; whoever holds something puts it down on the way out."""


def main(given: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    _open_streams()
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return _dropped(INTERRUPTED)
    except Terminated:
        return _dropped(TERMINATED)
    except OSError as error:
        return _failed(error)
    return code


def _open_streams() -> None:
    """Let a terminal or pipe of any encoding take all words, and keep files from being opened as a closed stream.

    Python has no stream at all where the caller has closed it. To write on stdout fails then, as it should.
    """
    sys.stdout = sys.stdout or _nowhere(os.O_RDONLY)
    sys.stderr = sys.stderr or _nowhere(os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _nowhere(flags: int) -> TextIO:
    return os.fdopen(os.open(os.devnull, flags), "w", encoding="utf-8", closefd=False)


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _run(given: Sequence[str] | None) -> int:
    try:
        parsed = arguments.parser().parse_args(given)
    except SystemExit as stop:
        return int(stop.code or 0)
    from policygen.cli import commands, project
    from policygen.disk import OutputLocked, OutputRefused

    if parsed.command != "serve":
        # A short run frees nothing worth looking for; the search would take a sixth of it.
        gc.disable()
    try:
        return int(getattr(commands, parsed.command)(parsed))
    except (OutputRefused, OutputLocked) as refusal:
        sys.stderr.write(f"policygen: {refusal.message}\n    {refusal.mend}\n")
        return REFUSED if isinstance(refusal, OutputRefused) else LOCKED
    except project.NoContentError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE
    finally:
        gc.enable()


def _failed(error: OSError) -> int:
    """Say what the system did not do."""
    where = f" `{error.filename}`:" if error.filename else ""
    with suppress(OSError):
        sys.stderr.write(f"policygen:{where} {error.strerror or error}.\n")
    return _dropped(INPUT_OUTPUT)


def _dropped(code: int) -> int:
    """The same code; whatever is still unwritten goes nowhere, so that Python neither fails nor waits at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return code
