"""A site over HTTPS on this machine, under every host below example.test, with the headers that a test wants.

Start Chromium with ARGUMENTS, open a page that ignores errors of HTTPS, and go to a `url` of what `serve` gives.
"""

import ssl
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

Files = Path | Mapping[str, bytes]
Headers = Callable[[str, str], Iterable[tuple[str, str]]]
"""From the host, without its port, and the path of a request, such as `/app/`, to headers of the answer, also two of
one name; a `Content-Type` among them replaces the one that the name of the file suggests."""

ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--host-resolver-rules=MAP *.example.test 127.0.0.1")
"""With these Chromium finds the hosts; its contexts must also `ignore_https_errors`."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is served."""

    port: int
    scheme: str = "https"

    def url(self, host: str, path: str = "/") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


@contextmanager
def serve(files: Files, headers: Headers = lambda *_: (), *, secure: bool = True) -> Iterator[Site]:
    """Serve a folder, or a tree that may change meanwhile; a path that ends in `/` is its `index.html`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, files, headers)) as server:
        if secure:
            # The handshake is left to the thread of each connection, so that one that says nothing holds up no other.
            server.socket = _context().wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(server.server_port, "https" if secure else "http")
        server.shutdown()


@cache
def _context() -> ssl.SSLContext:
    """A key and a certificate of one day that it has signed itself, made by `openssl`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        command += ["-days", "1", "-subj", "/CN=example.test", "-addext", "subjectAltName=DNS:*.example.test"]
        subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
        context.load_cert_chain(certificate, key)
    return context


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, files: Files, headers: Headers, *given: object) -> None:
        self.files, self.wanted = files, headers
        super().__init__(*given)  # type: ignore[arg-type]  # what the server gives

    def handle(self) -> None:
        """A browser breaks off the first connection, since it does not know who signed the certificate."""
        with suppress(ssl.SSLError, ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
        data = _read(self.files, file)
        named = {"Content-Type": guess_type(file)[0] or "application/octet-stream"}
        wanted = list(self.wanted(self.headers.get("Host", "").partition(":")[0], path))
        if any(name.lower() == "content-type" for name, _ in wanted):
            named = {}
        self.send_response(404 if data is None else 200)
        for name, value in (*named.items(), *wanted, ("Content-Length", str(len(data or b"")))):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        pass


def _read(files: Files, file: str) -> bytes | None:
    if not isinstance(files, Path):
        return files.get(file)
    inside = (files / file).resolve()
    return inside.read_bytes() if inside.is_relative_to(files.resolve()) and inside.is_file() else None
