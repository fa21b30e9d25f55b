"""Problems as workflow commands of GitHub Actions, which shows each beside the line that it speaks of."""

from policygen.problems import Level, Problem

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning"}
"""All others are notices: they keep nobody from merging."""


def as_annotations(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{_annotation(found)}\n" for found in problems)


def _annotation(found: Problem) -> str:
    place = found.place
    where = {"file": place.file} | ({"line": place.line, "col": place.column} if place.line else {})
    properties = {**where, "title": _title(found)}
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    lines = (found.message, found.mend, *(f"{each.place}: {each.words}" for each in found.related))
    return f"::{_COMMANDS.get(found.level, 'notice')} {said}::{_escaped(chr(10).join(lines))}"


def _title(found: Problem) -> str:
    return f"{found.code} ({found.level})" if found.level in {Level.PERSON, Level.WAIVED} else found.code


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
