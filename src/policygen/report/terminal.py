"""Problems as a person reads them: file by file, each with the line that it speaks of and a caret below the sign."""

import os
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from policygen.problems import Level, Place, Problem
from policygen.report.counts import in_words
from policygen.report.quotation import Lines, Quotation, lines, quote
from policygen.tree import Tree

_COLOURS = {
    Level.ERROR: "\033[31m",
    Level.WARNING: "\033[33m",
    Level.INFO: "\033[36m",
    Level.PERSON: "\033[35m",
    Level.WAIVED: "\033[2m",
}
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"
_AROUND = 60
_WIDE = frozenset("WF")


def text(problems: tuple[Problem, ...], sources: Tree | None = None, *, colour: bool = False) -> str:
    """One paragraph a problem: where, how grave, what; then the mend, and the line; at the end how many there are.

    The first line is `file:line:column: level CODE message`, which editors understand. Where the problems are in
    several files and their `sources` are given, a line with its counts goes before each file.
    """
    groups = [tuple(found) for _, found in groupby(problems, key=lambda found: found.place.file)]
    apart = sources is not None and len(groups) > 1
    known = lines(sources or {}, problems)
    written = "".join(_group(found, known, apart=apart, colour=colour) for found in groups)
    return written + (f"{in_words(problems)}.\n" if problems else "")


def _group(problems: tuple[Problem, ...], known: Lines, *, apart: bool, colour: bool) -> str:
    heading = f"{_marked(problems[0].place.file, _BOLD, colour)} ({in_words(problems)})"
    told = [f"{line}\n" for found in problems for line in _told(found, known, colour=colour)]
    return "".join([f"{heading}\n", *told, "\n"] if apart else told)


def _told(found: Problem, known: Lines, *, colour: bool) -> Iterator[str]:
    level = _marked(str(found.level), _COLOURS[found.level], colour)
    yield f"{_marked(str(found.place), _BOLD, colour)}: {level} {found.code} {found.message}"
    yield f"    {found.mend}"
    yield from _quoted(found.place, known, _COLOURS[found.level], colour=colour)
    for related in found.related:
        yield f"    {related.place}: {related.words}"
        yield from _quoted(related.place, known, _COLOURS[found.level], colour=colour)


def _marked(words: str, sign: str, colour: bool) -> str:
    return f"{sign}{words}{_PLAIN}" if colour else words


def _quoted(place: Place, known: Lines, sign: str, *, colour: bool) -> Iterator[str]:
    quoted = quote(known, place, _AROUND)
    if quoted is None:
        return
    number = str(place.line)
    yield f"    {_marked(f'{number} |', _DIM, colour)} {quoted.before}{quoted.at}{quoted.after}".rstrip()
    if place.column:
        bar = _marked(f"{' ' * len(number)} |", _DIM, colour)
        yield f"    {bar} {_blank(quoted)}{_marked('^', sign, colour)}"


def _blank(quoted: Quotation) -> str:
    """As wide as what stands before the sign."""
    return "".join(_space(sign) for sign in quoted.before)


def _space(sign: str) -> str:
    if sign == "\t":
        return sign
    return "" if unicodedata.combining(sign) else "  " if unicodedata.east_asian_width(sign) in _WIDE else " "


def wants_colour(stream: TextIO) -> bool:
    """Whether the stream is a terminal whose user has not asked for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")
