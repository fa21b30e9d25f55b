"""A site that says everything and has released a version, at any address: what hosts and front ends are tried with."""

from datetime import date
from functools import cache
from pathlib import Path

from policygen import disk, history, layouts
from policygen.build import build
from policygen.model.policy import CONTENT
from policygen.tree import Tree

VERSION = "3.1.0"
_TODAY = date(2026, 12, 1)
ADDRESS, GPC = "https://shop.example/legal", "  gpc: true\n"
DOMAIN = ".shop.example,"
_SITE, _POLICY, _COOKIES = f"{CONTENT}site.yaml", f"{CONTENT}policy.yaml", f"{CONTENT}cookies.yaml"
_ITEM = b"  - {id: more, name: more, category: needed}\n"


@cache
def theme() -> Tree:
    return disk.read(layouts.default_folder(), layouts.FOLDER)[0]


@cache
def content(address: str, gpc: str = GPC, domain: str = DOMAIN) -> Tree:
    """`gpc` is the line of cookies.yaml on Global Privacy Control; `domain` is that of the cookie that counts."""
    read, _ = disk.read(Path(__file__).parent / "sites" / "everything" / CONTENT, CONTENT)
    cookies = read[_COOKIES].decode()
    assert ADDRESS in read[_SITE].decode()
    assert GPC in cookies
    assert DOMAIN in cookies
    site = read[_SITE].decode().replace(ADDRESS, address)
    return {**read, _SITE: site.encode(), _COOKIES: cookies.replace(GPC, gpc).replace(DOMAIN, domain).encode()}


@cache
def released(address: str, gpc: str = GPC, domain: str = DOMAIN) -> Tree:
    """The site with one version in force, and a draft of the next one."""
    written = content(address, gpc, domain)
    first = build(written, theme(), today=_TODAY)
    assert first.draft
    sealed = history.release(first.draft, first.past, "It is a test.")
    releases = {f"releases/{VERSION}/{path}": data for path, data in sealed.items()}
    more = {_COOKIES: written[_COOKIES] + _ITEM, _POLICY: written[_POLICY].replace(VERSION.encode(), b"3.2.0")}
    tree = build({**written, **more}, theme(), releases, today=_TODAY).tree
    assert "draft/cookies/manifest.json" in tree
    return tree
