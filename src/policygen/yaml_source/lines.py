"""What a line of YAML looks like to a person: its key, its text, and how that text would stand in quotes."""

import re

LONGEST = 60
"""No message repeats more of the text than this."""

LONGEST_VIEW = 4 * LONGEST
"""No line is looked at further than this for the sake of a message."""

_LEAD = re.compile(r" *(?:- +)*")
_GLUED = re.compile(r"(?P<key>[A-Za-z_][\w-]*):(?P<text>[^\s/:][^\n]*)")


def excerpt(text: str) -> str:
    """The text in typographic quotes, cut where it grows too long to read."""
    return f"“{_cut(text)}”"


def in_quotes(text: str) -> str:
    """The text without its comment as it can be typed into YAML, in the kind of quotes that leaves it as it is."""
    text = _cut(text.partition(" #")[0])
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def line_from(text: str, index: int) -> str:
    return text[index : index + LONGEST_VIEW].partition("\n")[0]


def content_start(line: str) -> int:
    """Where a line says something: behind its spaces and the dashes of lists."""
    lead = _LEAD.match(line)
    assert lead is not None, "the lead may be empty"
    return lead.end()


def key_end(line: str) -> int | None:
    """Where the first colon stands that makes what is before it a key."""
    start = content_start(line)
    colon = line.find(": ", start)
    if colon < 0 and line.rstrip().endswith(":"):
        colon = len(line.rstrip()) - 1
    return colon if colon > start and line[start] != "#" else None


def value_start(line: str) -> int:
    """Where the text behind the key stands, or behind the dashes if there is no key."""
    colon = key_end(line)
    start = content_start(line) if colon is None else colon + 1
    return start + len(line[start:]) - len(line[start:].lstrip())


def text_at(line: str, column: int) -> str:
    """The text that begins in this column: only the key, where a key begins there, and else all that follows."""
    return line[column : key_end(line) if column == content_start(line) else None]


def glued(line: str) -> re.Match[str] | None:
    """A key whose colon has no space behind it, as in `name:Example`; an address such as `https://` is none."""
    return _GLUED.match(line, content_start(line))
