"""A real `policygen serve` on a free port, and requests to it as they go over the wire."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "tests" / "sites" / "minimal" / "content"
PATIENCE = 20.0
SECRET = "the-secret-of-another-folder"

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Served:
    """A project that is being served, and what the server has said so far."""

    root: Path
    port: int
    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def write(self, file: str, text: str) -> None:
        (self.root / "content" / file).write_text(text)

    def replace(self, file: str, old: str, new: str) -> None:
        text = (self.root / "content" / file).read_text()
        assert old in text
        self.write(file, text.replace(old, new, 1))

    def builds(self) -> int:
        return len(re.findall(r"^(?:Built|Not built)", self.out.read_text(), re.MULTILINE))

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """The status and all of the answer."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return ask(self.port, f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n{lines}\r\n".encode())

    def stop(self, which: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(which)
        return self.process.wait(PATIENCE)


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **more}


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "policygen", *map(str, words)]


@contextmanager
def serving(root: Path, logs: Path, port: int = 0) -> Iterator[Served]:
    out, err = logs / "out.txt", logs / "err.txt"
    with (
        out.open("wb") as to_out,
        err.open("wb") as to_err,
        subprocess.Popen(
            command("serve", root, "--port", str(port)), env=environment(), stdout=to_out, stderr=to_err
        ) as process,
    ):
        try:
            (found,) = eventually(lambda: re.findall(r"preview is at http://localhost:(\d+)/", out.read_text()))
            yield Served(root, int(found), process, out, err)
        finally:
            process.kill()


def copied(content: Path) -> None:
    """The smallest content, with the one thing that the law wants of it anywhere: a date."""
    shutil.copytree(MINIMAL, content)
    edition = content / "policy.yaml"
    edition.write_text(edition.read_text() + "effective: 2026-11-01\n")


def small(folder: Path) -> Path:
    """The smallest project, beside a file that is none of its business."""
    copied(folder / "project" / "content")
    (folder / "secret.txt").write_text(SECRET)
    return folder / "project"


def eventually(look: Callable[[], Seen]) -> Seen:
    """What there is to see, as soon as it is there."""
    latest = time.monotonic() + PATIENCE
    while not (seen := look()) and time.monotonic() < latest:
        time.sleep(0.02)
    assert seen, "waited in vain"
    return seen


def connected(port: int, address: str = "127.0.0.1") -> socket.socket:
    return socket.create_connection((address, port), PATIENCE)


def ask(port: int, request: bytes, address: str = "127.0.0.1") -> tuple[int, str]:
    """The status and all of the answer; 0 where the line is simply cut."""
    with connected(port, address) as line:
        try:
            line.sendall(request)
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        except ConnectionError:
            answer = b""
    return int(answer[9:12] or b"0"), answer.decode("utf-8", "replace")


def upgraded(served: Served, **headers: str) -> tuple[int, socket.socket]:
    """The status of the answer to a browser that wants a socket, and the line."""
    given = {
        "Host": served.host,
        "Origin": f"http://{served.host}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
        **headers,
    }
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items() if value)
    line = connected(served.port)
    line.sendall(f"GET /livereload HTTP/1.1\r\n{lines}\r\n".encode())
    head = b""
    while b"\r\n\r\n" not in head and (more := line.recv(1)):
        head += more
    return int(head[9:12]), line


def frame(data: bytes, code: int = 1, length: int | None = None) -> bytes:
    """A frame as browsers send it; its length can be a lie."""
    said = len(data) if length is None else length
    size = bytes([0x80 | said]) if said < 126 else b"\xff" + said.to_bytes(8, "big")
    return bytes([0x80 | code]) + size + b"\0\0\0\0" + data


def hears(line: socket.socket, words: bytes) -> bool:
    """Whether they come over the line before it is cut."""
    heard = b""
    while words not in heard and (more := line.recv(4096)):
        heard += more
    return words in heard
