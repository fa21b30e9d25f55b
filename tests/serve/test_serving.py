"""The command from its start to its end: where it listens, what it watches, and that nothing it reads ends it."""

import os
import signal
import site
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from previewed import Served, ask, command, connected, environment, eventually, hears, serving, small, upgraded


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Served]:
    with serving(small(tmp_path), tmp_path) as running:
        yield running


def test_it_listens_on_both_loopback_addresses_and_no_other(fresh: Served) -> None:
    request = f"GET / HTTP/1.1\r\nHost: {fresh.host}\r\nConnection: close\r\n\r\n".encode()
    assert ask(fresh.port, request)[0] == 200
    if _has_ipv6():
        assert ask(fresh.port, request, "::1")[0] == 200
    with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
        socket.create_connection(("127.0.0.2", fresh.port), 1).close()


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
        done = _run("serve", small(tmp_path), "--port", str(port))
    why = f"Port {port} cannot be had, since another program uses it."
    words = f"policygen: {why} Choose another: `--port 0` takes any free one.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


@pytest.mark.parametrize("port", ["65536", "-1", "x", "٣", "9" * 5000])
def test_what_is_no_port_is_refused(port: str, tmp_path: Path) -> None:
    done = _run("serve", small(tmp_path), f"--port={port}")
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
    run = [sys.executable, "-S", "-m", "policygen", "serve", str(small(tmp_path)), "--port=0"]
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
        with page.open("w") as half_written:
            time.sleep(0.003)
            half_written.write(f"---\ntitle: Privacy\n---\n\nSaved {number} times.\n")
    eventually(lambda: "Saved 1000 times." in fresh.get("/privacy/")[1])
    assert 2 <= fresh.builds() < 30
    # Each is empty for a moment; only on a busy computer can that last so long that it counts as a save.
    assert fresh.out.read_text().count("Not built") <= 3


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
