"""The command line: arguments in, exit code out."""

import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import FrameType

from policygen.cli import arguments

USAGE, REFUSED, INPUT_OUTPUT, LOCKED, INTERRUPTED, TERMINATED = 2, 73, 74, 75, 130, 143


class Terminated(BaseException):
    """Somebody asked the process to end; whoever holds something puts it down on the way out."""


def main(given: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except OSError as error:
        return _failed(error)
    return code


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise Terminated


def _run(given: Sequence[str] | None) -> int:
    parsed = arguments.parser().parse_args(given)
    from policygen.cli import commands, project
    from policygen.disk import OutputLocked, OutputRefused

    try:
        return int(getattr(commands, parsed.command)(parsed))
    except (OutputRefused, OutputLocked) as refusal:
        sys.stderr.write(f"policygen: {refusal.message}\n    {refusal.mend}\n")
        return REFUSED if isinstance(refusal, OutputRefused) else LOCKED
    except project.NoContentError as error:
        sys.stderr.write(f"policygen: {error}\n")
        return USAGE


def _failed(error: OSError) -> int:
    """Say what the system did not do; whatever is still unwritten goes nowhere, so that Python ends in peace."""
    where = f" `{error.filename}`" if error.filename else ""
    try:
        sys.stderr.write(f"policygen:{where} {error.strerror or error}.\n")
        sys.stderr.flush()
    finally:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return INPUT_OUTPUT
