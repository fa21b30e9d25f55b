"""Only a browser of this computer that shows the preview itself gets an answer, and no request upsets the server."""

import json
import socket
from collections.abc import Iterator

import pytest
from previewed import SECRET, Served, ask, connected, frame, hears, serving, small, upgraded


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with serving(small(folder), folder) as running:
        yield running
        assert running.get("/privacy/")[0] == 200, "it still lives"
        assert running.stop() == 143
        assert running.err.read_text() == "", "and has never been upset"


@pytest.mark.parametrize("name", ["localhost", "LocalHost", "127.0.0.1", "[::1]"])
def test_this_computer_is_answered_by_each_of_its_names(served: Served, name: str) -> None:
    status, answer = ask(
        served.port, f"GET / HTTP/1.1\r\nHost: {name}:{served.port}\r\nConnection: close\r\n\r\n".encode()
    )
    assert (status, "Corner Shop" in answer) == (200, True)
    assert f"host={name.lower()}&amp;port={served.port}" in answer


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 403),
        ("evil.example:PORT", 403),
        ("localhost", 403),
        ("localhost:1", 403),
        ("localhost.evil.example:PORT", 403),
        ("localhost.:PORT", 403),
        ("127.0.0.1.nip.io:PORT", 403),
        ("127.0.0.2:PORT", 403),
        ("0.0.0.0:PORT", 403),
        ("2130706433:PORT", 403),
        ("[::ffff:127.0.0.1]:PORT", 403),
        ("user@localhost:PORT", 400),
        ("", 403),
        ("localhost:PORT, evil.example", 400),
        ("localhost:PORT\r\nHost: evil.example", 400),
        ("localhost:PORT/", 400),
    ],
)
@pytest.mark.parametrize("path", ["/", "/assets/style.css", "/.policygen/problems.json", "/livereload"])
def test_another_name_is_refused(served: Served, host: str, status: int, path: str) -> None:
    said = host.replace("PORT", str(served.port))
    found, answer = ask(served.port, f"GET {path} HTTP/1.1\r\nHost: {said}\r\nConnection: close\r\n\r\n".encode())
    assert (found, "Corner Shop" in answer) == (status, False)


def test_who_gives_no_name_is_refused(served: Served) -> None:
    assert ask(served.port, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")[0] == 400
    assert ask(served.port, b"GET / HTTP/1.0\r\n\r\n")[0] == 403


@pytest.mark.parametrize(
    "origin",
    [
        "",
        "null",
        "https://evil.example",
        "http://localhost",
        "http://localhost:1",
        "http://127.0.0.1:PORT",
        "https://localhost:PORT",
        "http://localhost:PORT.evil.example",
        "http://localhost:PORT/",
    ],
)
@pytest.mark.parametrize("fetch", ["", "same-origin", "cross-site"])
def test_a_socket_from_elsewhere_is_refused(served: Served, origin: str, fetch: str) -> None:
    headers = {"Sec_Fetch_Site": fetch} if fetch else {}
    status, line = upgraded(served, Origin=origin.replace("PORT", str(served.port)), **headers)
    line.close()
    assert status == 403


def test_a_socket_under_another_name_is_refused(served: Served) -> None:
    status, line = upgraded(served, Host="evil.example", Origin="http://evil.example")
    line.close()
    assert status == 403


def test_a_socket_of_the_page_itself_is_greeted(served: Served) -> None:
    status, line = upgraded(served)
    with line:
        assert status == 101
        assert hears(line, b"official-7")


@pytest.mark.parametrize(
    "sent",
    [
        frame(b"{"),
        frame(b"[" * 10_000),
        frame(b'{"command": "reload", "path": "/etc/passwd"}'),
        frame(b"\xff\xfe", 1),
        frame(b"\0" * 100, 2),
        frame(b"{}" * 9_000),
        frame(b"", length=2**62),
        frame(b"x", 9, 126),
        frame(b"x", 15),
        b"\x81\x05hello",
        b"\xff" * 1000,
    ],
    ids=lambda sent: repr(sent[:12]),
)
def test_no_frame_upsets_it(served: Served, sent: bytes) -> None:
    _, one = upgraded(served)
    _, other = upgraded(served)
    with one, other:
        assert hears(one, b"official-7")
        assert hears(other, b"official-7")
        one.sendall(sent)
        served.write("pages/privacy.md", f"---\ntitle: Privacy\n---\n\nWe hold no data. {hash(sent)}\n")
        assert hears(other, b'"reload"')


UP = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f", "..%c0%af", "%c0%ae%c0%ae/",
      "..;/", ".%00./", "%uff0e%uff0e/", "%2e./", "..%00/", "//")  # fmt: skip
BELOW = ("/", "/privacy/", "/assets/", "//", "/.policygen/")
ENDS = ("secret.txt", "secret.txt%00.html", "project/../secret.txt", "etc/passwd")
TRAVERSALS = [below + up * times + end for below in BELOW for up in UP for times in (1, 2, 3, 9) for end in ENDS]


def test_no_path_leads_out(served: Served) -> None:
    found = {path: served.get(path) for path in TRAVERSALS}
    assert {path: status for path, (status, _) in found.items() if status not in {400, 404}} == {}
    assert [path for path, (_, answer) in found.items() if SECRET in answer or "Traceback" in answer] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/%00", 404),
        ("/privacy/%00", 404),
        ("/%ff", 400),
        ("/%ff%fe/index.html", 400),
        ("/%", 404),
        ("/%zz", 404),
        ("/" + "a" * 3_000, 414),
        ("/?" + "a" * 3_000, 414),
        ("/" + "a/" * 500, 404),
        ("/" + "a" * 200_000, 0),
        ("http://evil.example/", 404),
        ("*", 404),
        ("privacy/", 404),
        ("/forcereload", 404),
        ("/forcereload?path=x", 404),
        ("/livereload", 403),
        ("/livereload.js", 404),
        ("/.policygen/", 404),
        ("/.policygen/preview.js/../server.py", 404),
        ("/.policygen/bare.html", 404),
        ("/content/site.yaml", 404),
        ("/privacy/index.html/", 404),
        ("/Privacy/", 404),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_not_there_is_not_there(served: Served, path: str, status: int) -> None:
    found, answer = served.get(path)
    assert (found, "Traceback" in answer) == (status, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"])
@pytest.mark.parametrize("path", ["/", "/.policygen/problems.json", "/.policygen/preview.js", "/livereload"])
def test_one_can_only_look(served: Served, method: str, path: str) -> None:
    head = f"{method} {path} HTTP/1.1\r\nHost: {served.host}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"
    assert ask(served.port, head.encode())[0] in {400, 403, 405}


@pytest.mark.parametrize("path", ["/", "/privacy/", "/cookies/manifest.json", "/.policygen/problems.json"])
def test_a_head_is_an_answer_without_its_body(served: Served, path: str) -> None:
    request = f" {path} HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode()
    body = ask(served.port, b"GET" + request)[1].partition("\r\n\r\n")[2]
    status, answer = ask(served.port, b"HEAD" + request)
    head, _, nothing = answer.partition("\r\n\r\n")
    assert (status, nothing) == (200, "")
    assert f"Content-Length: {len(body.encode())}\r\n" in head + "\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n",
        b"\0" * 100,
        b"\x16\x03\x01\x02\0\x01\0",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n  : x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
    ],
    ids=lambda sent: repr(sent[:20]),
)
def test_what_is_no_request_is_no_trouble(served: Served, sent: bytes) -> None:
    with connected(served.port) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        assert b"Traceback" not in b"".join(iter(lambda: line.recv(4096), b""))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml"),
        ("/cookies/manifest.json", "application/json"),
        ("/cookies/manifest.d.ts", "text/plain; charset=utf-8"),
        ("/_headers", "text/plain; charset=utf-8"),
        ("/.policygen/preview.js", "text/javascript; charset=utf-8"),
        ("/.policygen/livereload.js", "text/javascript; charset=utf-8"),
        ("/nowhere/", "text/html; charset=utf-8"),
    ],
)
def test_every_answer_says_what_it_is_and_is_kept_by_nobody(served: Served, path: str, kind: str) -> None:
    head = served.get(path)[1].partition("\r\n\r\n")[0].split("\r\n")
    assert f"Content-Type: {kind}" in head
    assert {"Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin",
            "Content-Security-Policy: frame-ancestors 'none'"} <= set(head)  # fmt: skip
    assert [line for line in head if line.startswith(("Etag", "Server", "Access-Control", "Set-Cookie"))] == []


def test_the_problems_are_data(served: Served) -> None:
    body = json.loads(served.get("/.policygen/problems.json")[1].partition("\r\n\r\n")[2])
    assert (body["stale"], body["problems"], body["counts"]["error"]) == (False, [], 0)
