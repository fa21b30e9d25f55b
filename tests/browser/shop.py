"""The demonstration shop as a test bed: its pages over HTTPS, its policy in three versions that are really released."""

import json
import runpy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from https_site import serve

from policygen.cli import main

SHOP = Path(__file__).parents[2] / "examples" / "shop"
_SERVE = runpy.run_path(str(SHOP / "serve.py"))
HOST: str = _SERVE["HOST"]
NETWORK: str = _SERVE["NETWORK"]
policy: Callable[[str], dict[str, bytes]] = _SERVE["policy"]
_content: Callable[[str], dict[str, bytes]] = _SERVE["content"]

COOKIES, EDITION = "content/cookies.yaml", "content/policy.yaml"


class _Release(NamedTuple):
    """A version, and what stands otherwise in cookies.yaml than in the one before."""

    name: str
    number: str
    day: str
    edits: tuple[tuple[bytes, bytes], ...] = ()


_RELEASES = (
    _Release("as it is", "1.0.0", "2026-11-01"),
    _Release("reworded", "1.0.1", "2026-11-10", ((b"count how the shop is used", b"tell us how the shop is used"),)),
    _Release(
        "widened", "2.0.0", "2026-11-20", ((b"analytics, duration: 6 months", b"analytics, duration: 12 months"),)
    ),
)
"""Analytics in other words, and then for longer."""


@dataclass(frozen=True, slots=True)
class Shop:
    """The shop, open."""

    url: Callable[[str], str]
    tree: dict[str, bytes]
    policies: Mapping[str, Mapping[str, bytes]]

    def publish(self, release: str) -> None:
        """All the shop's own pages stay; in a policy of more versions there are more files than in one before."""
        self.tree.update(self.policies[release])

    @property
    def manifest(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.tree["cookies/manifest.json"])
        return found


@contextmanager
def opened() -> Iterator[Shop]:
    tree: dict[str, bytes] = _SERVE["pages"]()
    own = frozenset(tree)
    with serve(tree, _SERVE["headers"]) as site, TemporaryDirectory() as project:
        drawn = _policies(Path(project), _content(site.url(HOST)))
        policies = {name: {file: files[file] for file in files.keys() - own} for name, files in drawn}
        yield Shop(lambda path: site.url(HOST, path), tree, policies)


def _policies(project: Path, content: dict[str, bytes]) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The whole site after each release."""
    for release in _RELEASES:
        for old, new in release.edits:
            assert old in content[COOKIES]
            content[COOKIES] = content[COOKIES].replace(old, new)
        content[EDITION] = f"version: {release.number}\npublished: {release.day}\neffective: {release.day}\n".encode()
        for name, data in content.items():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            (project / name).write_bytes(data)
        site = project / "site"
        day = ("--as-of", release.day, "--quiet")
        assert main(["release", str(project), *day]) == 0
        assert main(["build", str(project), "--out", str(site), *day]) == 0
        yield release.name, {path.relative_to(site).as_posix(): path.read_bytes() for path in _files(site)}


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())
