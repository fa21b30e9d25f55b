"""A page as the preview serves it: the page of the site, and the scripts of the preview, which its policy lets in."""

import html
import re

from policygen import packaged, report
from policygen.problems import Problem

PLACE = "/.policygen/"
"""Where the files of the preview are; no page can have such a name."""

_POLICY = re.compile(r"""<meta\b[^>]*\bhttp-equiv\s*=\s*["']?content-security-policy\b[^>]*>""", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_HEAD_END = "</head>"


def dressed(page: bytes, build: str, name: str, port: int) -> bytes:
    """The page with the preview in it, for a browser that calls this computer by `name`."""
    text = _POLICY.sub(lambda meta: _widened(meta[0], name, port), page.decode("utf-8"))
    options = f"host={name}&amp;port={port}&amp;mindelay=500&amp;maxdelay=3000"
    scripts = (
        f'<script defer src="{PLACE}preview.js" data-build="{build}"></script>\n'
        f'<script defer src="{PLACE}livereload.js?{options}"></script>\n'
    )
    head, end, rest = text.partition(_HEAD_END)
    return f"{head}{scripts}{end}{rest}".encode()


def bare(problems: tuple[Problem, ...]) -> bytes:
    """The page while there is no site yet; the panel fills it, and without scripts the plain report does."""
    page = packaged.read("serve/browser/bare.html").decode()
    return page.replace("PROBLEMS", html.escape(report.text(problems))).encode()


def _widened(meta: str, name: str, port: int) -> str:
    found = _CONTENT.search(meta)
    policy = html.unescape(found[1] or found[2] or "") if found else ""
    directives = {each.split()[0].lower(): each.split()[1:] for each in policy.split(";") if each.strip()}
    # Not every browser lets 'self' stand for a socket, and a policy cannot name an IPv6 address.
    socket = () if name.startswith("[") else (f"ws://{name}:{port}",)
    for kind, wanted in (
        ("script-src", ("'self'",)),
        ("style-src", ("'self'",)),
        ("connect-src", ("'self'", *socket)),
    ):
        given = directives.get(kind, directives.get("default-src"))
        if given is not None:  # Otherwise nothing is forbidden.
            kept = [source for source in given if source != "'none'"]
            directives[kind] = [*kept, *(source for source in wanted if source not in kept)]
    words = "; ".join(" ".join((kind, *sources)) for kind, sources in directives.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{html.escape(words)}">'
