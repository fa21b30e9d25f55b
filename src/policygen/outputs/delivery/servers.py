"""The table of headers in the words of each server; `base` is the path of the site on its host."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from policygen.outputs.delivery.headers import ANY_VERSION, ASKED_ANEW, EVERYWHERE, Rule

_PARTS = re.compile(rf"(\*|{ANY_VERSION})")
_SPECIAL = {"*": ".*", ANY_VERSION: "[^/]+"}
_TYPE = "Content-Type"
"""It is a setting of its own for servers."""
_PLAIN = re.compile(r"[A-Za-z0-9/_~-]")


def static_host(rules: Iterable[Rule], base: str) -> bytes:
    """`_headers`, as hosts such as Netlify and Cloudflare Pages read it."""
    lines = (
        f"{base}{rule.pattern[1:]}\n" + "".join(f"  {name}: {value}\n" for name, value in rule.headers.items())
        for rule in rules
    )
    return "".join(lines).encode()


def nginx(rules: Sequence[Rule], base: str) -> Iterator[str]:
    """For a `server`: variables, since headers that a `location` adds would replace all others."""
    yield from (f'add_header {name} "{value}" always;' for name, value in EVERYWHERE.headers.items())
    found = tuple(_settings(rules, base))
    for name in dict.fromkeys(each.name for each in found if each.name != _TYPE):
        variable = "$policygen_" + name.lower().replace("-", "_")
        yield f'set {variable} "{ASKED_ANEW.headers.get(name, "")}";'
        for each in found:
            if each.name == name:
                yield f'if ($uri ~ "{each.paths}") {{ set {variable} "{each.value}"; }}'
        yield f"add_header {name} {variable};"
    for each in found:
        if each.name == _TYPE:
            yield f'location ~ "{each.paths}" {{ types {{ }} default_type "{each.value}"; charset off; }}'


def apache(rules: Sequence[Rule], base: str) -> Iterator[str]:
    """For a `VirtualHost` or an .htaccess, with mod_headers."""
    yield from (f'Header always set {name} "{value}"' for name, value in EVERYWHERE.headers.items())
    yield from (f'Header set {name} "{value}"' for name, value in ASKED_ANEW.headers.items())
    for each in _settings(rules, base):
        yield f'Header set {each.name} "{each.value}" "expr=%{{REQUEST_URI}} =~ m#{each.paths}#"'


def caddy(rules: Sequence[Rule], base: str) -> Iterator[str]:
    """For a site; in a `route` the order of lines counts, and what is not there gets no lasting answer."""
    yield "route {"
    for rule in (EVERYWHERE, ASKED_ANEW):
        yield from (f'\theader {name} "{value}"' for name, value in rule.headers.items())
    for number, each in enumerate(_settings(rules, base), start=1):
        yield f"\t@policygen{number} {{"
        yield f'\t\tpath_regexp "{each.paths}"'
        yield "\t\tfile"
        yield "\t}"
        yield f'\theader @policygen{number} {each.name} "{each.value}"'
    yield "}"


SERVERS: Mapping[str, Callable[[Sequence[Rule], str], Iterator[str]]] = {
    "nginx": nginx,
    "apache": apache,
    "caddy": caddy,
}


def lines(server: str, rules: Sequence[Rule], base: str) -> str:
    """What is to be included; with ANY_VERSION it holds for every version that will ever be published there."""
    written = (f"# What policygen wants sent with a site at {base}", *SERVERS[server](rules, base))
    return "".join(f"{line}\n" for line in written)


class _Setting(NamedTuple):
    """One value of one header, and a regular expression of the paths that get it."""

    name: str
    value: str
    paths: str


def _settings(rules: Iterable[Rule], base: str) -> Iterator[_Setting]:
    """Each value of each header that differs from file to file, by the name of the header."""
    found: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        for setting in rule.headers.items() if rule is not EVERYWHERE else ():
            found.setdefault(setting, []).append(_expression(rule.pattern))
    for name, value in sorted(found):
        yield _Setting(name, value, f"^{_literal(unquote(base))}({'|'.join(found[name, value])})$")


def _expression(pattern: str) -> str:
    """In the dialect that all servers read alike."""
    return "".join(_SPECIAL.get(part) or _literal(part) for part in _PARTS.split(pattern[1:]))


def _literal(text: str) -> str:
    """An unusual letter, as the path of a site may have it, stands for any."""
    return "".join(sign if _PLAIN.match(sign) else r"\." if sign == "." else "[^/]+" for sign in text)
