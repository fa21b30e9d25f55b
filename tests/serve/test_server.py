"""Nobody but a browser of this computer that shows the preview itself gets an answer, and nothing stops the server."""

import json
import os
import shutil
import signal
import site
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from previewed import MINIMAL, Served, ask, command, connected, environment, eventually, frame, hears, serving, upgraded

SECRET = "the-secret-of-another-folder"


def _project(folder: Path) -> Path:
    shutil.copytree(MINIMAL, folder / "project" / "content")
    (folder / "secret.txt").write_text(SECRET)
    return folder / "project"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    with serving(_project(folder), folder) as running:
        yield running
        assert running.get("/privacy/")[0] == 200, "it still lives"
        assert running.stop() == 143
        assert running.err.read_text() == "", "and has never been upset"


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    with serving(_project(tmp_path), tmp_path) as running:
        yield running


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


def test_it_listens_on_both_loopback_addresses_and_no_other(served: Served) -> None:
    request = f"GET / HTTP/1.1\r\nHost: {served.host}\r\nConnection: close\r\n\r\n".encode()
    assert ask(served.port, request)[0] == 200
    if _has_ipv6():
        assert ask(served.port, request, "::1")[0] == 200
    with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
        socket.create_connection(("127.0.0.2", served.port), 1).close()


def _has_ipv6() -> bool:
    with socket.socket(socket.AF_INET6) as line:
        try:
            line.bind(("::1", 0))
        except OSError:
            return False
    return True


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_taken_port_is_said(address: str, tmp_path: Path) -> None:
    if address == "::1" and not _has_ipv6():
        pytest.skip("this computer has no IPv6")
    with socket.create_server((address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET) as other:
        port = other.getsockname()[1]
        done = _run("serve", _project(tmp_path), "--port", str(port))
    why = f"Port {port} cannot be had, since another program uses it."
    words = f"policygen: {why} Choose another: `--port 0` takes any free one.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


@pytest.mark.parametrize("port", ["65536", "-1", "x", "٣", "9" * 5000])
def test_what_is_no_port_is_refused(port: str, tmp_path: Path) -> None:
    done = _run("serve", _project(tmp_path), f"--port={port}")
    assert done.returncode == 2
    assert f"argument --port: `{port}` is not a port; it is a number up to 65535\n" in done.stderr


def test_a_folder_without_content_is_refused(tmp_path: Path) -> None:
    done = _run("serve", tmp_path, "--port=0")
    words = f"policygen: There is no folder `{tmp_path / 'content'}`. Name the folder that holds content/.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


@pytest.mark.parametrize("missing", ["tornado", "livereload"])
def test_without_the_extra_it_says_what_to_install(missing: str, tmp_path: Path) -> None:
    """The packages of this Python, but for one."""
    (tmp_path / "packages").mkdir()
    for package in Path(site.getsitepackages()[0]).iterdir():
        if not package.name.startswith((missing, "policygen", "_", "__editable__")) and package.suffix != ".pth":
            (tmp_path / "packages" / package.name).symlink_to(package)
    paths = {"PYTHONPATH": f"{environment()['PYTHONPATH']}{os.pathsep}{tmp_path / 'packages'}"}
    run = [sys.executable, "-S", "-m", "policygen", "serve", str(_project(tmp_path)), "--port=0"]
    done = subprocess.run(run, env=environment(**paths), capture_output=True, text=True, check=False)
    words = "policygen: The preview needs an extra that is not installed: run `pip install 'policygen[serve]'`.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


@pytest.mark.parametrize(("which", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_in_peace(fresh: Served, which: signal.Signals, code: int) -> None:
    _, line = upgraded(fresh)
    with line, connected(fresh.port):
        assert fresh.stop(which) == code
        assert not hears(line, b"never said"), "the line is closed"
    assert fresh.err.read_text() == ""


def test_a_site_below_a_path_is_there_too(fresh: Served) -> None:
    fresh.replace("site.yaml", "https://shop.example/", "https://shop.example/l%C3%A9gal/")
    eventually(lambda: fresh.get("/")[0] == 302)
    assert f"\r\nLocation: http://{fresh.host}/l%C3%A9gal/\r\n" in fresh.get("/")[1]
    assert fresh.get("/l%C3%A9gal/privacy/")[0] == 200
    assert f"\r\nLocation: http://{fresh.host}/l%C3%A9gal/privacy/\r\n" in fresh.get("/l%C3%A9gal/privacy")[1]
    assert fresh.get("/privacy/")[0] == 404
    assert f"The preview is at http://{fresh.host}/l%C3%A9gal/ and on this computer only" in fresh.out.read_text()


def test_no_address_of_the_site_leads_to_another_host(fresh: Served) -> None:
    fresh.replace("site.yaml", "https://shop.example/", "https://shop.example//evil.example/")
    eventually(lambda: fresh.get("/")[0] == 302)
    assert f"\r\nLocation: http://{fresh.host}//evil.example/\r\n" in fresh.get("/")[1]


def test_a_thousand_saves_are_few_builds_and_the_last_one_wins(fresh: Served) -> None:
    page = fresh.root / "content" / "pages" / "privacy.md"
    for number in range(1, 1001):
        page.write_text(f"---\ntitle: Privacy\n---\n\nSaved {number} times.\n")
        time.sleep(0.001)
    eventually(lambda: "Saved 1000 times." in fresh.get("/privacy/")[1])
    assert 2 <= fresh.builds() < 30
    assert fresh.err.read_text() == ""


def test_a_link_out_of_the_content_is_a_problem_and_is_not_followed(fresh: Served) -> None:
    (fresh.root / "content" / "images").mkdir()
    (fresh.root / "content" / "images" / "all.png").symlink_to("/")
    (fresh.root / "content" / "images" / "secret.png").symlink_to(fresh.root.parent / "secret.txt")
    (fresh.root / "content" / "loop").symlink_to(".")
    eventually(lambda: fresh.err.read_text().count("This is a symbolic link") >= 3)
    assert fresh.get("/images/secret.png")[0] == 404
    assert fresh.get("/privacy/")[0] == 200


def test_content_may_go_away_for_a_while(fresh: Served) -> None:
    (fresh.root / "content").rename(fresh.root / "elsewhere")
    eventually(lambda: "The folder `content` is not there or cannot be read." in fresh.err.read_text())
    assert fresh.get("/privacy/")[0] == 200
    (fresh.root / "elsewhere").rename(fresh.root / "content")
    fresh.replace("pages/privacy.md", "no data", "hardly any data")
    eventually(lambda: "hardly any data" in fresh.get("/privacy/")[1])


def test_layouts_of_the_project_are_watched_from_their_first_file_on(fresh: Served) -> None:
    (fresh.root / "layouts" / "assets").mkdir(parents=True)
    brand = fresh.root / "layouts" / "assets" / "brand.css"
    brand.write_text(":root { --brand-light: #123456; }\n")
    eventually(lambda: "#123456" in fresh.get("/assets/brand.css")[1])
    brand.write_text(":root { --brand-light: #654321; }\n")
    eventually(lambda: "#654321" in fresh.get("/assets/brand.css")[1])


def _run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), env=environment(), capture_output=True, text=True, check=False)
