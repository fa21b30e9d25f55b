"""Text that was meant as Markdown, but that the parser reads as plain text since a sign is wrong."""

import re
from collections.abc import Callable, Iterator

from policygen.problems import shown

Fault = tuple[str, str, str]
"""Code, message and mend."""


def find(text: str) -> Iterator[tuple[str, Fault]]:
    """Each slip in a plain text: the signs by which it was found, and the fault."""
    for pattern, fault in _SLIPS:
        for found in pattern.finditer(text):
            yield found[0], fault(found)


def _label(found: re.Match[str]) -> Fault:
    label = found["label"] or found["words"] or "[]"
    message = f"The link label `{label}` is defined nowhere on this page."
    return "PROSE-reference", message, "Write the address itself in round brackets, such as `[words](/privacy/)`."


def _address(found: re.Match[str]) -> Fault:
    quoted = f"`{shown(found[0])}`" if found[0] != "](" else "What follows these words"
    message = f"{quoted} is not read as a link."
    mend = "Write `[words](address)` with the address itself, in which no space, line end or fact can stand."
    return "PROSE-reference", message, mend


def _apart(found: re.Match[str]) -> Fault:
    message = f"`{shown(found[0])}` is not read as a link, because of the space between the brackets."
    return "PROSE-reference", message, "Delete that space."


def _claim(found: re.Match[str]) -> Fault:
    message = f"`{shown(found[0])}` is not how a claim is marked."
    return "PROSE-claim", message, "Write `[words]{claim=name}`, without spaces or quotes in the braces."


_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Fault]], ...] = (
    (re.compile(r"(?:\[(?P<words>[^\[\]\n]*))?\]\[(?P<label>[^\]\n]*)\]"), _label),
    (re.compile(r"\]\([^)\n]*\)?"), _address),
    (re.compile(r"\] \((?:https?:|mailto:|tel:|/|#)[^)\n]*\)?"), _apart),
    (re.compile(r"\]? ?\{ *claim\b[^}\n]*\}?"), _claim),
)
