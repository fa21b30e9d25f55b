"""The server of the preview: it listens on this computer only, and builds again when something has been saved."""

import asyncio
import errno
import logging
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import AF_INET6, socket

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from policygen.problems import Place
from policygen.serve import handlers, watch
from policygen.serve.handlers import Desk
from policygen.serve.preview import Made, renewed

_EVERY, _CALM, _LONGEST = 0.05, 0.05, 0.5
"""Seconds: between two looks, without a change before a build begins, and until one begins all the same."""
_BUSY = {errno.EADDRINUSE: "another program uses it", errno.EACCES: "the system keeps it for itself"}


class PortError(Exception):
    """The port cannot be had."""


@dataclass(frozen=True, slots=True)
class Project:
    """What is previewed.

    Attributes:
        folders: where a change means that it is to be built again.
        make: one run of the pipe.
        show: writes the problems of a run to the terminal.
        edit: makes the address that opens a place of the content in an editor.

    """

    folders: Sequence[Path]
    make: Callable[[], Made]
    show: Callable[[Made], object]
    edit: Callable[[Place], str]


def run(project: Project, port: int) -> None:
    """Serve until a signal says to stop; then that signal is raised again, for whoever handles it.

    Raises:
        PortError: when another program has the port, or the system keeps it.

    """
    sockets = _bound(port)
    # Bad requests are answered, and nobody reads about them; what goes wrong in our own code is still shown.
    logging.getLogger("tornado.general").addHandler(logging.NullHandler())
    received = asyncio.run(_serve(project, sockets))
    signal.raise_signal(received)


def _bound(port: int) -> list[socket]:
    """On both loopback addresses, or a browser may find another program under the same `localhost`."""
    sockets: list[socket] = []
    try:
        sockets += bind_sockets(port, "127.0.0.1")
        port = sockets[0].getsockname()[1]
        sockets += bind_sockets(port, "::1", AF_INET6)
    except OSError as error:
        if error.errno in _BUSY:
            for each in sockets:
                each.close()
            raise PortError(
                f"Port {port} cannot be had, since {_BUSY[error.errno]}. Choose another: `--port 0` takes any free one."
            ) from error
        if not sockets:
            raise
    return sockets  # Perhaps of one address only: not every computer has IPv6.


async def _serve(project: Project, sockets: list[socket]) -> signal.Signals:
    """The signal that ended it."""
    desk = Desk(("localhost", "127.0.0.1", "[::1]"), sockets[0].getsockname()[1], project.edit)
    stopped = _signalled()
    server = HTTPServer(handlers.application(desk))
    builds = asyncio.ensure_future(_build_again_and_again(project, desk, server, sockets))
    await asyncio.wait((builds, stopped), return_when=asyncio.FIRST_COMPLETED)
    server.stop()
    for browser in tuple(desk.browsers):
        browser.close()
    await server.close_all_connections()
    if builds.done():
        builds.result()  # It never ends by itself, so this raises what has gone wrong.
    builds.cancel()
    return stopped.result()


def _signalled() -> "asyncio.Future[signal.Signals]":
    """Done with the first signal to stop; the handlers from before are back by then."""
    loop = asyncio.get_running_loop()
    received: asyncio.Future[signal.Signals] = loop.create_future()
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}

    def stop(which: signal.Signals) -> None:
        for each, handler in before.items():
            loop.remove_signal_handler(each)
            signal.signal(each, handler)
        received.set_result(which)

    for each in before:
        loop.add_signal_handler(each, stop, each)
    return received


async def _build_again_and_again(project: Project, desk: Desk, server: HTTPServer, sockets: list[socket]) -> None:
    """One build at a time, each of what was there when it began or later; the last state always gets one."""
    said = ""
    while True:
        seen = watch.look(project.folders)
        await _build(project, desk, seen)
        if not said:
            server.add_sockets(sockets)
        if said != (address := f"http://localhost:{desk.port}{desk.preview.base}"):
            _say(f"The preview is at {address} and on this computer only; Ctrl+C ends it.")
            said = address
        await handlers.reload(desk)
        await _until_changed(project.folders, seen)


async def _build(project: Project, desk: Desk, seen: watch.Sight) -> None:
    before, began = desk.preview, time.perf_counter()
    made = await asyncio.get_running_loop().run_in_executor(None, project.make)
    took = f"{time.perf_counter() - began:.2f} s"
    if not made.site:
        await asyncio.sleep(_CALM)  # A file may have been read while it was written.
        if watch.look(project.folders) != seen:
            return  # The next build is due anyway.
    desk.preview = after = renewed(before, made)
    project.show(made)
    if after.is_stale:
        _say(f"Not built ({took}): " + ("the last good pages stay." if after.site else "there is nothing to show yet."))
    elif after.build != before.build and after.changes:
        first = after.changes[0]
        anchor = first.anchor and f"#{first.anchor}"
        _say(f"Built in {took}. Changed: http://localhost:{desk.port}{after.base}{first.path}{anchor}")
    else:
        _say(f"Built in {took}." + (" Nothing changed." if after.build == before.build else ""))


async def _until_changed(folders: Sequence[Path], seen: watch.Sight) -> None:
    """Until something is another than it was, and stays so for a moment; many saves in a row are one change."""
    while (now := watch.look(folders)) == seen:  # noqa: ASYNC110 -- the disk has no event to wait for
        await asyncio.sleep(_EVERY)
    latest = time.monotonic() + _LONGEST
    before = seen
    while now != before and time.monotonic() < latest:
        await asyncio.sleep(_CALM)
        before, now = now, watch.look(folders)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
