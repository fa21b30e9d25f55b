"""What the YAML library says of a text that is no YAML, put into words for the person who must mend it.

The library stops where it can go no further, which is often a line or more behind the slip. So each of its messages
leads to a function that looks back for the usual causes and points there.
"""

from collections.abc import Callable, Mapping

import yaml

from policygen.yaml_source import layout_words, lines, slip
from policygen.yaml_source.places import end_of
from policygen.yaml_source.slip import Fault, Slip

_CLOSERS = {"[": "]", "{": "}"}


def explain(error: yaml.MarkedYAMLError, text: str, last: yaml.Event | None) -> Fault:
    found = slip.slip_of(error, text, last)
    cause = _CAUSES.get(error.context or error.problem or "", layout_words.unknown)
    return _template(found) or cause(found)


def _template(found: Slip) -> Fault | None:
    """`{{ name }}` opens brackets for YAML, wherever it stumbles over them in the end."""
    for number in (found.start[0], found.at[0]):
        line = found.lines[number]
        start = lines.value_start(line)
        if line.startswith(("{{", "{%"), start):
            return Fault((number, start), *slip.template(line[start:]))
    return None


def _reserved(found: Slip) -> Fault:
    return Fault(found.start, *slip.reserved(found.lines[found.start[0]], found.start[1]))


def _colon(found: Slip) -> Fault:
    """A second colon in a text; or a key that is taken for a part of the text above it."""
    key = lines.key_end(found.line)
    if key is not None and key < found.at[1]:
        name, text = found.line[lines.content_start(found.line) : key], found.line[key + 1 :]
        message = f"The text of {lines.excerpt(name)} holds a colon and a space, which YAML reads as one more key."
        return Fault(found.at, message, f"Put the whole text in quotes: {lines.in_quotes(text)}.")
    return layout_words.stray_key(found)


def _list(found: Slip) -> Fault:
    rest = found.rest
    mend = f"Put {lines.excerpt(rest)} on a line of its own, or in quotes if the dash is text: {lines.in_quotes(rest)}."
    return Fault(found.at, "A list with dashes cannot begin in the middle of a line.", mend)


def _block_text(found: Slip) -> Fault:
    sign, text = found.first[:1], found.first[1:]
    message = f"The text stands on the line of {lines.excerpt(sign)}, but has to begin on the next one."
    mend = (
        f"Put {lines.excerpt(text)} on the next line and indent it, or all in quotes: {lines.in_quotes(found.first)}."
    )
    return Fault(found.start, message, mend)


def _open_quote(found: Slip) -> Fault:
    if found.first.startswith("'"):
        mend = f"Put ' at the end of the text; if it is an apostrophe, write {lines.in_quotes(found.first)}."
    else:
        mend = 'Put " at the end of the text.'
    return Fault(found.start, "The quote that opens here is never closed.", mend)


def _escape(found: Slip) -> Fault:
    index = found.text.rindex("\\", 0, found.index + 1)
    message = f"The backslash begins a code that YAML does not know: {lines.excerpt(found.text[index : index + 2])}."
    mend = "Write two backslashes for one, or put the text in single quotes."
    return Fault((found.at[0], found.at[1] - (found.index - index)), message, mend)


def _bracket(found: Slip) -> Fault:
    opener = found.first[:1]
    closer = _CLOSERS[opener]
    if found.rest[:1] in _CLOSERS.values():
        message = f"The bracket {lines.excerpt(opener)} is closed by {lines.excerpt(found.rest[:1])}."
        return Fault(found.at, message, f"Write {lines.excerpt(closer)} instead.")
    if _never_closed(found):
        mend = f"Close it with {lines.excerpt(closer)}; if it is text, put the whole text in quotes."
        return Fault(found.start, f"The bracket {lines.excerpt(opener)} that opens here is never closed.", mend)
    mend = "Put a comma between two entries; text with a colon or a comma of its own belongs in quotes."
    if found.rest.startswith(":"):
        return Fault(found.at, "There is one colon too many between the brackets.", mend)
    return layout_words.after_quote(found) or Fault(
        found.at, f"A comma is missing before {lines.excerpt(found.rest)}.", mend
    )


def _never_closed(found: Slip) -> bool:
    """At the end of the text, or at a key that stands no further right than the line with the bracket."""
    if not found.text[found.index :].strip():
        return True
    if found.at[0] == found.start[0] or lines.key_end(found.line) is None:
        return False
    return lines.content_start(found.line) <= lines.content_start(found.lines[found.start[0]])


def _nothing_to_read(found: Slip) -> Fault:
    return _reserved(found) if found.rest.startswith(("]", "}", ",")) else layout_words.unknown(found)


def _nothing_between(found: Slip) -> Fault:
    if found.rest.startswith(","):
        return Fault(found.at, "Nothing stands before this comma.", "Delete the comma, or write what is missing.")
    if found.rest.startswith(":"):
        return Fault(found.at, *slip.NO_KEY)
    if found.last is not None and not found.text[found.index :].strip():
        end = end_of(found.last)
        mend = "Close every bracket that is open; if it is text, put the whole text in quotes."
        return Fault((end.line, end.column), "The text ends while a bracket is still open.", mend)
    return layout_words.unknown(found)


_CAUSES: Mapping[str, Callable[[Slip], Fault]] = {
    "mapping values are not allowed in this context": _colon,
    "mapping keys are not allowed in this context": _reserved,
    "block sequence entries are not allowed in this context": _list,
    "while scanning for the next token": _reserved,
    "while scanning a directive": _reserved,
    "while scanning an alias": _reserved,
    "while scanning an anchor": _reserved,
    "while scanning a tag": _reserved,
    "while parsing a tag": _reserved,
    "while parsing a node": _reserved,
    "while scanning a block scalar": _block_text,
    "while scanning a quoted scalar": _open_quote,
    "while parsing a quoted scalar": _escape,
    "while scanning a simple key": layout_words.no_key,
    "while parsing a block mapping": layout_words.out_of_step,
    "while parsing a block collection": layout_words.out_of_step,
    "did not find expected <document start>": layout_words.after_the_end,
    "while parsing a flow sequence": _bracket,
    "while parsing a flow mapping": _bracket,
    "while parsing a block node": _nothing_to_read,
    "while parsing a flow node": _nothing_between,
}
"""What the library was doing, or what it says if it does not say that, and who knows the causes."""
