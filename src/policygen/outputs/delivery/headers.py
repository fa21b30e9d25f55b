"""What a host must send with each file of the site, as one table from which the settings of every server are written.

For no path do two rules give the same header: some hosts would send both, others the first or the last one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policygen.outputs.version import DRAFT

MOST = 50
"""How many versions are named one by one: Cloudflare Pages reads a hundred rules, and no more."""
ANY_VERSION = ":version"

_FOR_EVER = "public, max-age=31536000, immutable"
_MOVING = {"Cache-Control": "public, max-age=300"}
_TEXT = "text/plain; charset=utf-8"
_FOR_ALL = {"Access-Control-Allow-Origin": "*"}
_UNLISTED = {"X-Robots-Tag": "noindex"}
_READINGS = {"/*.md": "text/markdown; charset=utf-8", "/index.txt": _TEXT, "/*/index.txt": _TEXT}
_READ_BY_PROGRAMS = {
    "json": "application/json", "mjs": "text/javascript", "csv": "text/csv; charset=utf-8",
    "d.ts": _TEXT, "d.mts": _TEXT,
}  # fmt: skip
_AT_AN_ADDRESS_THAT_MOVES = (
    "manifest.json", "index.json", "manifest.schema.json", "manifest.d.ts", "policygen.mjs", "policygen.d.mts",
    "exports/*", f"{ANY_VERSION}/exports/*",
)  # fmt: skip
"""Also the exports of a sealed version, since a new policygen writes them anew."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Headers for the files whose path is like the pattern, in which `*` is anything and `:version` is one folder."""

    pattern: str
    headers: Mapping[str, str]


EVERYWHERE = Rule(
    "/*",
    {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    },
)
"""Also with answers that are errors."""

ASKED_ANEW = Rule("/*", {"Cache-Control": "no-cache"})
"""For what no other rule speaks of, such as pages; hosts that read `_headers` say it by themselves."""


def rules(numbers: Iterable[str] = (ANY_VERSION,)) -> tuple[Rule, ...]:
    """The table; the sealed manifests of versions with these numbers may be kept for ever."""
    programs = (Rule(f"/cookies/*.{end}", _program(kind)) for end, kind in _READ_BY_PROGRAMS.items())
    return (
        EVERYWHERE,
        *programs,
        Rule(f"/{DRAFT}cookies/*.json", {**_FOR_ALL, "Content-Type": "application/json"}),
        Rule("/.well-known/gpc.json", {**_FOR_ALL, **_MOVING, "Content-Type": "application/json"}),
        Rule("/feed.xml", {**_MOVING, "Content-Type": "application/atom+xml; charset=utf-8"}),
        *(Rule(pattern, {"Content-Type": kind, **_UNLISTED}) for pattern, kind in _READINGS.items()),
        Rule("/llms.txt", {"Content-Type": _TEXT}),
        Rule(f"/{DRAFT}*", _UNLISTED),
        *(Rule(f"/cookies/{path}", _MOVING) for path in _AT_AN_ADDRESS_THAT_MOVES),
        *(Rule(f"/cookies/{number}/manifest.json", {"Cache-Control": _FOR_EVER}) for number in numbers),
    )


def _program(kind: str) -> Mapping[str, str]:
    return {**_FOR_ALL, "Content-Type": kind, **_UNLISTED}
