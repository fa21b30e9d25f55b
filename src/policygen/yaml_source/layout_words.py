"""The causes of a line that does not fit to its neighbours: an indent, a dash, a colon, an end that came early."""

from collections.abc import Callable

import yaml

from policygen.yaml_source import slip
from policygen.yaml_source.lines import content_start, excerpt, glued, in_quotes, key_end, value_start
from policygen.yaml_source.places import end_of, point_of, start_of
from policygen.yaml_source.slip import Fault, Slip


def unknown(found: Slip) -> Fault:
    mend = "Compare it with its neighbours: a line is “key: text” or “- text”, and text with other signs is in quotes."
    return Fault(found.at, "YAML cannot be read on from here.", mend)


def no_key(found: Slip) -> Fault:
    """A line that ought to be a key, and has no colon."""
    number, line, text = found.start[0], found.lines[found.start[0]], found.first
    if glued(line):
        return _glued(number, line)
    if text.startswith(("'", '"')):
        return Fault(found.start, "The quote that opens here is not closed on its line.", "Close it on the same line.")
    if text.startswith("-"):
        message = f"A space is missing after the dash of {excerpt(text)}."
        return Fault(found.start, message, f"Write {excerpt(f'- {text[1:]}')}.")
    if key_end(line) is not None:
        return Fault(found.start, "The key is longer than YAML can read.", "Write a key of a few words.")
    return _no_colon(number, line)


def stray_key(found: Slip) -> Fault:
    """A key that is taken for a part of the text above it."""
    number = next((above for above in range(found.at[0] - 1, -1, -1) if _speaks(found.lines[above])), None)
    if number is None:
        return unknown(found)
    above = found.lines[number]
    if glued(above):
        return _glued(number, above)
    if key_end(above) is None:
        return _no_colon(number, above)
    column = content_start(above)
    message = f"The line is indented more than {excerpt(above[column:])} above it, and so is read as part of that text."
    mend = f"Begin it in column {column + 1}; if it is part of that text, put the whole text in quotes."
    return Fault((found.at[0], content_start(found.line)), message, mend)


def after_the_end(found: Slip) -> Fault:
    """A line behind what was taken for the whole text."""
    speaking = (number for number, line in enumerate(found.lines) if _speaks(line) and not line.startswith("---"))
    first = next(speaking, found.at[0])
    indent = _indent(found.lines[first])
    if indent > found.at[1]:
        message = "The first line is indented more than a line that follows it."
        return Fault((first, indent), message, f"Begin both in the same column, best in column {found.at[1] + 1}.")
    for number, line in enumerate(found.lines[: found.at[0]]):
        if line.rstrip() == "...":
            return Fault((number, 0), "The three dots end the text, but more follows.", "Delete them.")
    return unknown(found)


def out_of_step(found: Slip) -> Fault:
    return next((fault for cause in _CAUSES if (fault := cause(found))), None) or unknown(found)


def after_quote(found: Slip) -> Fault | None:
    """Text behind a closing quote; or a quote that was closed only by the next one, some lines below."""
    last = found.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"') or not found.follows(last):
        return None
    line, column = point_of(last)
    closing = found.lines[end_of(last).line]
    key = key_end(closing)
    if line < end_of(last).line and key is not None and key < end_of(last).column:
        return Fault((line, column), "The quote that opens here is not closed.", "Close it at the end of its text.")
    if found.at[0] > end_of(last).line and (key_end(found.line) is not None or found.rest.startswith("-")):
        return None
    if last.style == "'" and found.rest[:1].isalpha() and end_of(last).index == found.index:
        message = "The apostrophe ends the text, because the text stands in single quotes."
        inner = closing[column:].strip().strip("'")
        mend = f"Put the text in quotes like this: {in_quotes(inner)}."
        return Fault((found.at[0], found.at[1] - 1), message, mend)
    whole = f": {in_quotes(closing[column:])}" if line == found.at[0] and found.first[:1] not in ("[", "{") else ""
    mend = f"Put the whole text in quotes{whole}."
    return Fault(found.at, "The text goes on after its closing quote.", mend)


def _after_quoted_key(found: Slip) -> Fault | None:
    if not found.line[: found.at[1]].rstrip().endswith(("'", '"')):
        return None
    mend = f"Put the whole key in quotes: {in_quotes(found.line[content_start(found.line) : key_end(found.line)])}."
    return Fault(found.at, "The text goes on after its closing quote.", mend)


def _after_bracket(found: Slip) -> Fault | None:
    last = found.last
    if not isinstance(last, yaml.SequenceEndEvent | yaml.MappingEndEvent) or not found.follows(last):
        return None
    closer = found.text[end_of(last).index - 1]
    if closer not in "]}" or end_of(last).line != found.at[0]:
        return None
    if found.rest[0] in "]}":
        message = f"The bracket {excerpt(found.rest[0])} closes nothing."
        return Fault(found.at, message, "Delete it; if it is text, put the whole text in quotes.")
    mend = f"Put the whole text in quotes: {in_quotes(found.line[value_start(found.line) :])}."
    return Fault(found.at, f"The text goes on after the closing bracket {excerpt(closer)}.", mend)


def _after_alias(found: Slip) -> Fault | None:
    if not isinstance(found.last, yaml.AliasEvent):
        return None
    line, column = point_of(found.last)
    return Fault((line, column), *slip.reserved(found.lines[line], column))


def _before_colon(found: Slip) -> Fault | None:
    return Fault(found.at, *slip.NO_KEY) if found.rest.startswith(":") else None


def _cut_by_comment(found: Slip) -> Fault | None:
    """A text of several lines that a # has ended too early."""
    last = found.last
    if not isinstance(last, yaml.ScalarEvent) or last.style or found.rest.startswith("-") or key_end(found.line):
        return None
    line = end_of(last).line
    sign = found.lines[line].find("#", end_of(last).column)
    if sign < 0:
        return None
    message = "The # ends the text and begins a comment, but the text goes on in the next line."
    return Fault((line, sign), message, "Put the whole text in quotes, or delete the # and what follows it.")


def _left_of_its_text(found: Slip) -> Fault | None:
    """A line of a text under | or > that is indented less than the first."""
    last = found.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("|", ">"):
        return None
    begun = next(line for line in found.lines[start_of(last).line + 1 :] if line.strip())
    column = _indent(begun)
    if column <= found.at[1]:
        message = "The text is indented differently from what the lines above it announce."
        mend = "Take all spaces from the empty lines above it, and the number from behind the sign that opens it."
        return Fault(found.at, message, mend)
    message = f"The line stands further left than the text {excerpt(begun)} above it."
    return Fault(found.at, message, f"Begin it in column {column + 1}, if it belongs to that text.")


def _stray_dash(found: Slip) -> Fault | None:
    if not found.rest.startswith("- ") and found.rest != "-":
        return None
    dash = _dash_above(found)
    if dash is None:
        message = "The list item stands where a key is expected."
        return Fault(found.at, message, "Put the list under a key that has nothing else behind its colon.")
    message = "The dash does not stand under the dashes of the list above it."
    return Fault(found.at, message, f"Begin it in column {dash + 1}.")


def _dash_above(found: Slip) -> int | None:
    """The column of the list that ends just above."""
    above = (line for line in reversed(found.lines[: found.at[0]]) if _speaks(line))
    line = next((line for line in above if line.lstrip().startswith("- ") or _indent(line) <= found.at[1]), "")
    return _indent(line) if line.lstrip().startswith("- ") and _indent(line) != found.at[1] else None


def _out_of_line(found: Slip) -> Fault | None:
    if found.line[: found.at[1]].strip():
        return None
    begun = found.start[1] + 1
    if found.first.startswith("-"):
        message = "The line belongs neither to the list above it nor to the last item of that list."
        mend = f"Begin it in column {begun} with “- ” as an item, or in column {begun + 2} as a part of the last one."
        return Fault(found.at, message, mend)
    above = next(line for line in reversed(found.lines[: found.at[0]]) if _speaks(line))
    beside = {content_start(above) + 1: excerpt(above), begun: excerpt(found.first)}
    mend = " or ".join(f"in column {column}, under {text}" for column, text in beside.items())
    return Fault(found.at, f"Nothing above begins in column {found.at[1] + 1}, as this line does.", f"Begin it {mend}.")


def _glued(number: int, line: str) -> Fault:
    match = glued(line)
    assert match is not None, "the caller has seen it"
    return Fault((number, match.end("key")), *slip.glued(match["key"], match["text"]))


def _no_colon(number: int, line: str) -> Fault:
    start = content_start(line)
    mend = "Write “key: text”, or “- text” in a list, or indent the line if it belongs to the text above it."
    return Fault((number, start), f"The line {excerpt(line[start:])} has no key with a colon.", mend)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _speaks(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


_CAUSES: tuple[Callable[[Slip], Fault | None], ...] = (
    after_quote,
    _after_quoted_key,
    _after_bracket,
    _after_alias,
    _before_colon,
    _cut_by_comment,
    _left_of_its_text,
    _stray_dash,
    _out_of_line,
)
"""What is asked of a line that fits nowhere, in this order."""
