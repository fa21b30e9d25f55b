"""The answers of the preview: pages from memory, its own few files, and a socket that says when to look again.

These classes inherit, since that is how tornado is told what to answer. livereload has handlers of its own; why they
are not used is in docs/decisions/0020-preview-server.md.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from policygen import packaged
from policygen.problems import Place
from policygen.serve import addresses, dressing, panel
from policygen.serve.dressing import PLACE
from policygen.serve.extra import livereload_script
from policygen.serve.preview import NOTHING, Preview

LONGEST_ADDRESS = 2048
LARGEST_MESSAGE = 16 * 1024
_PATIENCE = 1.0
_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
    "serverName": "policygen",
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(slots=True)
class Desk:
    """What all answers share: the preview of the moment, and the browsers that look at it.

    Attributes:
        names: the names by which this computer may be called, without the port.
        edit: makes the address that opens a place of the content in an editor.

    """

    names: tuple[str, ...]
    port: int
    edit: Callable[[Place], str]
    preview: Preview = NOTHING
    browsers: set["Socket"] = field(default_factory=set)

    def hosts(self) -> dict[str, str]:
        """What a request may say in `Host`, and the name in it; a browser leaves port 80 away."""
        bare = {name: name for name in self.names} if self.port == 80 else {}  # noqa: PLR2004 -- the port of HTTP
        return {f"{name}:{self.port}": name for name in self.names} | bare


def application(desk: Desk) -> Application:
    own = packaged.FOLDER / "serve" / "browser"
    assets = {name: (own / name).read_bytes() for name in ("preview.js", "preview.css", "icon.svg")}
    return Application(
        [
            ("/livereload", Socket, {"desk": desk}),
            (f"{PLACE}problems.json", Problems, {"desk": desk}),
            *(
                (PLACE + name, Asset, {"desk": desk, "name": name, "data": data})
                for name, data in {**assets, "livereload.js": livereload_script()}.items()
            ),
            (".*", Page, {"desk": desk}),
        ],
        log_function=lambda _: None,
        websocket_max_message_size=LARGEST_MESSAGE,
    )


async def reload(desk: Desk) -> None:
    """Tell every browser to look again; one that does not listen is not waited for."""
    told = [asyncio.ensure_future(each.tell({"command": "reload", "path": "*"})) for each in tuple(desk.browsers)]
    if told:
        await asyncio.wait(told, timeout=_PATIENCE)


class Guarded(RequestHandler):
    """Answers only who has called this computer by one of its own names, so that no other site can pose as it."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        if self.called() is None:
            raise HTTPError(403)
        if len(self.request.uri or "") > LONGEST_ADDRESS:
            raise HTTPError(414)

    def called(self) -> str | None:
        """The name by which this computer was called; tornado has refused requests with several."""
        return self.desk.hosts().get(self.request.headers.get("Host", "").lower())

    def compute_etag(self) -> None:
        """None, since nothing may be kept."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.answer("error.txt", f"{status_code} {self._reason}\n".encode())

    def answer(self, file: str, data: bytes) -> None:
        self.set_header("Content-Type", addresses.content_type(file))
        self.finish(data)


class Page(Guarded):
    """A file of the site, or the bare page while there is none."""

    def get(self) -> None:
        preview = self.desk.preview
        try:
            found = addresses.find(preview.site, preview.base, self.request.path)
        except UnicodeDecodeError as error:
            raise HTTPError(400) from error
        if isinstance(found, addresses.Elsewhere):
            # With the host, or a path that begins with two slashes would lead to another one.
            self.redirect(f"http://{self.request.host}{found.path}")
        elif found:
            self._file(found, preview.site[found])
        elif not preview.site and self.request.path.endswith(("/", ".html")):
            self._file(addresses.HOME, dressing.bare(preview.last.problems))
        elif "404.html" in preview.site:
            self.set_status(404)
            self._file("404.html", preview.site["404.html"])
        else:
            raise HTTPError(404)

    head = get

    def _file(self, file: str, data: bytes) -> None:
        name = self.called()
        assert name
        is_page = file.endswith(".html")
        self.answer(file, dressing.dressed(data, self.desk.preview.build, name, self.desk.port) if is_page else data)


class Problems(Guarded):
    """What the panel shows, as JSON."""

    def get(self) -> None:
        self.answer("problems.json", panel.data(self.desk.preview, self.desk.edit))

    head = get


class Asset(Guarded):
    """One of the preview's own files."""

    def initialize(self, desk: Desk, name: str = "", data: bytes = b"") -> None:
        super().initialize(desk)
        self.name, self.data = name, data

    def get(self) -> None:
        self.answer(self.name, self.data)

    head = get


class Socket(Guarded, WebSocketHandler):
    """The line to a browser that shows the preview; it speaks livereload's protocol, and listens to nothing."""

    def prepare(self) -> None:
        super().prepare()
        # Here and not in `check_origin`, which tornado does not ask about a request without an origin.
        if self.request.headers.get("Origin", "").lower() != f"http://{self.request.host}".lower():
            raise HTTPError(403)

    def open(self) -> None:
        self.desk.browsers.add(self)
        self._hello = asyncio.ensure_future(self.tell(_HELLO))

    def on_message(self, message: str | bytes) -> None:
        """Whatever the browser says, it is not even parsed."""

    def on_close(self) -> None:
        self.desk.browsers.discard(self)

    async def tell(self, message: dict[str, Any]) -> None:
        with suppress(WebSocketClosedError):
            await self.write_message(message)
