"""What hosts are told to send: the table holds for every file of a site, and real servers do what they are told."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

import pytest

from policygen.cli import main
from policygen.outputs.delivery import headers, servers
from released_site import VERSION, content, released
from static_host import is_like, rules, sent

ADDRESSES = ("https://shop.example/", "https://shop.example/le.gal/ünd/")
FOR_EVER, MOVING = "public, max-age=31536000, immutable", "public, max-age=300"
ALL = "Access-Control-Allow-Origin"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_header_is_sent_twice(address: str) -> None:
    base, site = urlsplit(address).path, released(address)
    for file in site:
        names = [name for name, _ in sent(site, base + file)]
        assert (file, sorted(names)) == (file, sorted(set(names)))


def test_every_rule_is_of_use() -> None:
    site = released(ADDRESSES[0])
    patterns = {pattern for pattern, _, _ in rules(site)}
    assert {each for each in patterns if not any(is_like(f"/{file}", each) for file in site)} == set()


@pytest.mark.parametrize(
    ("path", "kind", "cache"),
    [
        (f"cookies/{VERSION}/manifest.json", "application/json", FOR_EVER),
        ("cookies/manifest.json", "application/json", MOVING),
        ("cookies/index.json", "application/json", MOVING),
        ("cookies/manifest.schema.json", "application/json", MOVING),
        ("cookies/manifest.d.ts", "text/plain; charset=utf-8", MOVING),
        ("cookies/policygen.mjs", "text/javascript", MOVING),
        ("cookies/policygen.d.mts", "text/plain; charset=utf-8", MOVING),
        ("cookies/exports/klaro.json", "application/json", MOVING),
        ("cookies/exports/open-cookie-database.csv", "text/csv; charset=utf-8", MOVING),
        (f"cookies/{VERSION}/exports/vanilla-cookieconsent.mjs", "text/javascript", MOVING),
        ("draft/cookies/manifest.json", "application/json", None),
        (".well-known/gpc.json", "application/json", MOVING),
    ],
)
def test_programs_of_any_site_can_read(path: str, kind: str, cache: str | None) -> None:
    site = released(ADDRESSES[0])
    assert path in site
    found = dict(sent(site, f"/{path}"))
    assert (found["Content-Type"], found.get("Cache-Control"), found[ALL]) == (kind, cache, "*")


def test_all_that_programs_read_is_open_to_them_and_nothing_else_is() -> None:
    site = released(ADDRESSES[0])
    opened = {file for file in site if ALL in dict(sent(site, f"/{file}"))}
    ends = (".json", ".mjs", ".d.ts", ".d.mts", ".csv")
    assert opened == {file for file in site if file.endswith(ends)}
    assert b"Credentials" not in site["_headers"]


def test_a_page_of_a_version_is_never_kept_for_ever() -> None:
    """What stands around its words changes when it is superseded."""
    site = released(ADDRESSES[0])
    pages = [file for file in site if file.startswith(f"cookies/{VERSION}/") and file.endswith(".html")]
    assert pages
    assert [file for file in pages if "Cache-Control" in dict(sent(site, f"/{file}"))] == []


def test_drafts_and_readings_are_not_found_by_search_engines() -> None:
    site = released(ADDRESSES[0])
    hidden = {file for file in site if ("X-Robots-Tag", "noindex") in sent(site, f"/{file}")}
    assert {file for file in site if file.startswith("draft/") or file.endswith((".md", "index.txt"))} <= hidden
    assert not {file for file in hidden if file.endswith(".html") and not file.startswith("draft/")}


def test_hosts_that_read_a_hundred_rules_read_them_all() -> None:
    numbers = [f"1.{number}.0" for number in range(headers.MOST)]
    assert len(headers.rules(numbers)) <= 100


def _nginx(site: Path, lines: str, port: int) -> str:
    return f"""
        daemon off; pid {site.parent}/pid; error_log stderr;
        events {{ }}
        http {{
            access_log off;
            types {{ text/html html; video/mp2t ts; text/plain txt; text/xml xml; application/octet-stream json; }}
            charset utf-8;
            client_body_temp_path {site.parent}/a; proxy_temp_path {site.parent}/a; fastcgi_temp_path {site.parent}/a;
            uwsgi_temp_path {site.parent}/a; scgi_temp_path {site.parent}/a;
            server {{ listen 127.0.0.1:{port}; root {site}; error_page 404 /404.html; include {lines}; }}
        }}"""


def _apache(site: Path, lines: str, port: int) -> str:
    needed = ("mpm_event", "authz_core", "dir", "mime", "headers")
    modules = "\n".join(f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so" for each in needed)
    return f"""{modules}
        ServerName localhost
        Listen 127.0.0.1:{port}
        PidFile {site.parent}/pid
        ErrorLog /dev/stderr
        TypesConfig /dev/null
        AddType video/mp2t .ts
        AddType text/html .html
        AddType application/octet-stream .json
        AddDefaultCharset utf-8
        DocumentRoot {site}
        DirectoryIndex index.html
        ErrorDocument 404 /404.html
        Include {lines}
        """


def _caddy(site: Path, lines: str, port: int) -> str:
    return f"""{{
            admin off
            auto_https off
        }}
        http://localhost:{port} {{
            root * {site}
            import {lines}
            file_server
        }}"""


CONFIGURED = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}
COMMANDS = {
    "nginx": ("nginx", "-c"),
    "apache": ("apache2", "-D", "FOREGROUND", "-f"),
    "caddy": ("caddy", "run", "--adapter", "caddyfile", "--config"),
}
SERVERS = [pytest.param(each, marks=pytest.mark.needs(COMMANDS[each][0])) for each in servers.SERVERS]


@contextmanager
def _serving(server: str, address: str) -> Iterator[int]:
    """The site on a port; servers that are started by root read it as somebody else."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with _running(server, address, Path(folder)) as port:
            yield port


@contextmanager
def _running(server: str, address: str, folder: Path) -> Iterator[int]:
    base = urlsplit(address).path
    for file, data in released(address).items():
        target = folder / "site" / base.strip("/") / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    lines, settings = folder / "lines", folder / "settings"
    lines.write_text(servers.lines(server, headers.rules(), base))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.write_text(CONFIGURED[server](folder / "site", str(lines), port))
    environment = {"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": str(folder)}
    with (folder / "said").open("w") as said:
        running = subprocess.Popen([*COMMANDS[server], str(settings)], stdout=said, stderr=said, env=environment)
    try:
        _await(port, running, folder / "said")
        yield port
    finally:
        running.terminate()
        running.wait(30)


def _await(port: int, running: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(600):
        assert running.poll() is None, said.read_text()
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(said.read_text())


def _asked(port: int, path: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", quote(path), headers={"Host": f"localhost:{port}", "Connection": "close"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def _fields(answer: HTTPResponse, names: Mapping[str, str]) -> dict[str, str]:
    """All values of each header that may have been sent, one after the other."""
    return {name: ", ".join(found) for name in names if (found := answer.headers.get_all(name))}


@pytest.mark.parametrize("address", ADDRESSES, ids=["root", "below"])
@pytest.mark.parametrize("server", SERVERS)
def test_a_real_server_sends_it(server: str, address: str) -> None:
    site, base = released(address), urlsplit(address).path
    names = {name: "" for _, name, _ in rules(site)}
    with _serving(server, address) as port:
        for file in site:
            if file.startswith("_") or not file.isascii():
                continue
            answer = _asked(port, base + file)
            wanted = {"Cache-Control": "no-cache", **dict(sent(site, base + file))}
            found = _fields(answer, names)
            if "Content-Type" not in wanted:
                found.pop("Content-Type", None)
            assert (file, answer.status, found) == (file, 200, wanted)
        folder = _fields(_asked(port, f"{base}cookies/"), names)
        assert folder["Cache-Control"] == "no-cache"
        missing = _asked(port, f"{base}cookies/9.9.9/manifest.json")
        assert (missing.status, missing.headers["X-Content-Type-Options"]) == (404, "nosniff")
        assert "immutable" not in (missing.headers["Cache-Control"] or "")


@pytest.mark.parametrize("server", servers.SERVERS)
def test_the_command_prints_what_is_tested_here(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, data in content(ADDRESSES[1]).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    assert main(["headers", str(tmp_path), "--for", server]) == 0
    assert capsys.readouterr().out == servers.lines(server, headers.rules(), urlsplit(ADDRESSES[1]).path)
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "content").mkdir()
    assert main(["headers", str(tmp_path), "--for", server]) == 1
