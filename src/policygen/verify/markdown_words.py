"""The words of a Markdown file as its readers see them, if it holds only what such a file of ours may hold.

Any other markup (HTML, references, titles of links) is not understood, stays in the words, and so is found.
"""

import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from policygen.verify.reading import collapse

_FENCE = re.compile(r"\s*(`{3,})$")
_BULLET = re.compile(r"(?:[-*](?: |$)|> ?)")
_NUMBER = re.compile(r"(\d+)[.)](?: |$)")
_HEADING = re.compile(r"#{1,6} ")
_DELIMITER = re.compile(r"\|(?: --- \|)+")
_CELLS = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(
    r"\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|<(?P<plain>(?:[a-z]+:|[^\s<>@]+@)[^\s<>]*)>"
    r"|!?\[(?P<words>(?:\\.|(?P<inner>`+).+?(?<!`)(?P=inner)(?!`)|[^\]\\`])*)\]\((?P<to>(?:\\.|[^()\s\\])*)\)"
    r"|(?P<marks>\*{1,2})"
    r"|(?P<entity>&#?\w+;)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDS = (":", "?", "!")


def read(text: str, address: str) -> str:
    """White space collapsed; `address` is that of the site, where links may lead without saying so."""
    return collapse(" ".join(_lines(text.split("\n"), address)))


def ways(text: str, address: str) -> tuple[str, ...]:
    """Where the links lead that stay in the site."""
    found = (each["plain"] or _ESCAPED.sub(r"\1", each["to"] or "") for each in _INLINE.finditer(text))
    return tuple(to for to in found if to.startswith(address))


def _lines(lines: Sequence[str], address: str) -> Iterator[str]:
    fence, head = "", 0
    labels: tuple[str, ...] = ()
    for at, line in enumerate(lines):
        if fence:
            fence = "" if line.strip() == fence else fence
            yield line if fence else ""
        elif opened := _FENCE.match(line):
            fence = opened[1]
        elif not line.startswith("|"):
            labels = ()
            yield _inline(_bare(line), address)
        elif labels:
            yield from _row(labels, _cells(line, address)) if at > head + 1 else ()
        elif _DELIMITER.fullmatch("".join(lines[at + 1 : at + 2])):
            labels, head = _cells(line, address), at
        else:
            yield line


def _bare(line: str) -> str:
    """The line without what makes it a heading, an item or a quotation; numbers are read."""
    rest, numbers = line.lstrip(" "), ""
    while found := _BULLET.match(rest) or _NUMBER.match(rest):
        numbers += f"{found[1]}. " if found.re is _NUMBER else ""
        rest = rest[found.end() :].lstrip(" ")
    heading = _HEADING.match(rest)
    return numbers + (rest[heading.end() :] if heading else rest.removesuffix("\\") if _breaks(rest) else rest)


def _breaks(line: str) -> bool:
    """A backslash at the end is a new line, unless another one stands before it."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _cells(line: str, address: str) -> tuple[str, ...]:
    return tuple(collapse(_inline(cell, address)) for cell in _CELLS.split(line)[1:-1])


def _row(labels: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    """Every value behind the label of its column; a cell too many stands without one."""
    for at, cell in enumerate(cells):
        label = labels[at] if at < len(labels) else ""
        yield f"{label} {cell}" if not label or label.endswith(_ENDS) else f"{label}: {cell}"


def _inline(text: str, address: str) -> str:
    return _INLINE.sub(lambda found: _shown(found, address), text)


def _shown(found: re.Match[str], address: str) -> str:
    if found["sign"] or found["plain"]:
        return found["sign"] or found["plain"]
    if code := found["code"]:
        padded = code[:1] == code[-1:] == " " and code.strip(" ")
        return code[1:-1] if padded else code
    if found["entity"]:
        return html.unescape(found["entity"])
    if found["to"] is None:
        return ""
    words, to = collapse(_inline(found["words"], address)), _ESCAPED.sub(r"\1", found["to"])
    itself = {words, f"mailto:{words}", "tel:" + re.sub(r"[^+0-9]", "", words)}
    return words if to.startswith(address) or itself & {to, unquote(to)} else f"{words} ({to})"
