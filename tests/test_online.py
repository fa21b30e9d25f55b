"""Links are asked as browsers ask them, of a server here that answers well and badly; and never in private."""

import ipaddress
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar, NamedTuple
from urllib.parse import unquote

import pytest

from policygen import online
from policygen.online import Manner

pytestmark = pytest.mark.needs("openssl")


class Server(NamedTuple):
    home: str
    trusted: ssl.SSLContext
    asked: list[str]


class Handler(BaseHTTPRequestHandler):
    """The path says what is answered: `/404`, `/get-only`, `/to/PATH`, `/slow`, `/rubbish`, `/early`."""

    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        match self.path.split("/"):
            case ["", "to", *rest]:
                path = unquote("/".join(rest))
                self._say(302, path if "://" in path else f"/{path}")
            case ["", "round"]:
                self._say(307, "round")
            case ["", "get-only"]:
                self._say(200 if self.command == "GET" else 405)
            case ["", "slow"]:
                time.sleep(1)
            case ["", "rubbish"]:
                self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
            case ["", "endless"]:
                self.wfile.write(b"HTTP/1.1 200 " + b"y" * 100_000)
            case ["", "early"]:
                self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
                self._say(200)
            case ["", status] if status.isdecimal():
                self._say(int(status))
            case _:
                self._say(200)

    do_GET = do_HEAD  # noqa: N815

    def _say(self, status: int, location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        """Tests are quiet."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(certificate, key)
        running.socket = shown.wrap_socket(running.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        trusted = ssl.create_default_context(cafile=str(certificate))
        yield Server(f"https://localhost:{running.server_port}", trusted, Handler.asked)
        running.shutdown()


def _is_this(ip: online.Ip) -> bool:
    return ip == ipaddress.ip_address("127.0.0.1")


def faults(server: Server, *paths: str, seconds: float = 5, at_once: int = 8) -> dict[str, str]:
    manner = Manner(_is_this, server.trusted, seconds, at_once)
    found = online.dead((f"{server.home}{path}" for path in paths), manner)
    return {address.removeprefix(server.home): words for address, words in found.items()}


@pytest.mark.parametrize(
    "path",
    ["", "/", "/fine?a=b#c", "/bücher", "/a b", "/get-only", "/to/fine", "/to/to/to/to/to/fine", "/early", "/304"],
)
def test_it_answers(server: Server, path: str) -> None:
    assert faults(server, path) == {}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/404", "answers with the error 404"),
        ("/to/410", "answers with the error 410"),
        ("/503", "answers with the error 503"),
        ("/round", "leads on more than 5 times"),
        ("/rubbish", "breaks off its answer, or gives none that a browser understands"),
        ("/endless", "breaks off its answer, or gives none that a browser understands"),
        ("/to/http://localhost/x", "leads on to a place without https"),
        ("/to/https://[", "leads on to something that is no address"),
    ],
)  # fmt: skip
def test_it_is_dead(server: Server, path: str, words: str) -> None:
    assert faults(server, path) == {path: words}


def test_who_is_slow_is_not_waited_for(server: Server) -> None:
    began = time.monotonic()
    assert faults(server, "/slow", seconds=0.2) == {"/slow": "gives no answer within 0.2 seconds"}
    assert time.monotonic() - began < 0.9


def test_head_is_asked_and_get_only_where_that_fails(server: Server) -> None:
    server.asked.clear()
    faults(server, "/fine", "/fine", "/404", at_once=1)
    assert server.asked == ["HEAD /fine", "HEAD /404", "GET /404"]


def test_a_certificate_that_nobody_vouches_for_does_not_hold(server: Server) -> None:
    found = online.dead([server.home], Manner(_is_this, ssl.create_default_context()))
    assert found == {server.home: "has a certificate that does not hold"}


PRIVATE = "leads into a private network, which is not asked"


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0.0.0.0",
        "10.0.0.1", "172.16.0.1", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]",
        "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
    ],
)  # fmt: skip
def test_a_private_network_is_never_asked(server: Server, host: str) -> None:
    server.asked.clear()
    address = f"https://{host}:{server.home.rpartition(':')[2]}/"
    assert online.dead([address]) == {address: PRIVATE}
    assert server.asked == []


def test_nobody_is_led_into_a_private_network(server: Server) -> None:
    address = "/to/https://127.0.0.2:1/latest/meta-data/"
    assert faults(server, address) == {address: PRIVATE}


def test_an_address_of_everybody_may_be_asked() -> None:
    assert all(online.is_public(ipaddress.ip_address(ip)) for ip in ("1.1.1.1", "2606:4700:4700::1111"))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://nobody.invalid/", "names a host that nobody knows"),
        ("https://a..b/", "is no address that can be asked"),
        ("https://localhost:99999/", "is no address that can be asked"),
        ("http://localhost/", "leads on to a place without https"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_not_asked(address: str, words: str) -> None:
    assert online.dead([address]) == {address: words}


def test_where_nobody_listens_nobody_is_reached(server: Server) -> None:
    assert online.dead(["https://localhost:1/"], Manner(_is_this, server.trusted)) == {
        "https://localhost:1/": "cannot be reached"
    }
