"""The first reading of a YAML text: is it YAML at all, is it small enough, and does it keep to the subset?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml
from yaml import CSafeLoader

from policygen.problems import Problem
from policygen.yaml_source.lines import excerpt, in_quotes, line_from, text_at
from policygen.yaml_source.places import Page, point_of, start_of
from policygen.yaml_source.scanner_words import explain

DEEPEST = 32
MOST_NODES = 100_000
MOST_SHOWN = 20

_DIRECTIVE = re.compile(r"^%(?=(?:YAML|TAG)\b)", re.MULTILINE)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first reading found; in `readable` nothing stops `compose`, and every sign has kept its place."""

    readable: str | None
    problems: tuple[Problem, ...]


def survey(page: Page) -> Survey:
    """Judges the text by its events, so that neither depth nor size can do harm before they are known.

    A tab is read on as a space, a directive as a comment, and an alias as a word, so that all problems show at once.
    The library compares every %TAG line with all others, so those must be gone before it sees them.
    """
    text = _DIRECTIVE.sub("#", page.text.replace("\t", " "))
    problems = [*islice(_tabs(page), MOST_SHOWN), *islice(_directives(page), MOST_SHOWN)]
    aliases: list[int] = []
    depth = nodes = 0
    last: yaml.Event | None = None
    try:
        for event in yaml.parse(text, Loader=CSafeLoader):
            if isinstance(event, _CLOSING):
                depth -= 1
            elif isinstance(event, yaml.NodeEvent):
                nodes += 1
                depth += isinstance(event, _OPENING)
                if depth > DEEPEST or nodes > MOST_NODES:
                    return Survey(None, (*problems, _limit(event, depth, page)))
                if event.anchor is not None or getattr(event, "tag", None) is not None:
                    problems.append(_sign(event, page))
                    if isinstance(event, yaml.AliasEvent):
                        aliases.append(start_of(event).index)
            elif isinstance(event, yaml.DocumentStartEvent) and nodes:
                problems.append(_second_document(event, page))
                text = text[: start_of(event).index]
                break
            last = event
    except yaml.MarkedYAMLError as error:
        return Survey(None, (*problems, *_syntax(error, last, text, page, problems)))
    return Survey(_with_words_for(aliases, text), tuple(problems))


def _tabs(page: Page) -> Iterator[Problem]:
    for number, line in enumerate(page.text.split("\n")):
        if "\t" in line:
            place = page.place((number, line.index("\t")))
            yield Problem(
                place, "YAML-subset", "A tab stands here.", "Replace it by spaces, two for each step of indent."
            )


def _directives(page: Page) -> Iterator[Problem]:
    for number, line in enumerate(page.text.split("\n")):
        if _DIRECTIVE.match(line):
            message = f"The line {excerpt(line)} is an instruction to YAML, and there are none here."
            yield Problem(page.place((number, 0)), "YAML-subset", message, "Delete the line.")


_SIGNS = {
    "&": "an anchor, which would let the value be repeated elsewhere",
    "*": "an alias, which would repeat a value from elsewhere",
    "!": "a tag, which would give the value a type",
}


def _sign(event: yaml.NodeEvent, page: Page) -> Problem:
    mark = start_of(event)
    text = text_at(line_from(page.text, mark.index - mark.column), mark.column) or line_from(page.text, mark.index)
    message = f"{excerpt(text)} begins with “{text[0]}”, so YAML reads {_SIGNS[text[0]]}."
    mend = f"Put the text in quotes: {in_quotes(text)}; if it is not text, write out what it stands for."
    return Problem(page.place(point_of(event)), "YAML-subset", message, mend)


def _second_document(event: yaml.Event, page: Page) -> Problem:
    place = page.place(point_of(event))
    message = "A second document begins here, and nothing after this line is read."
    return Problem(place, "YAML-subset", message, "Delete this line, or move what follows it to a file of its own.")


def _limit(event: yaml.Event, depth: int, page: Page) -> Problem:
    place = page.place(point_of(event))
    if depth > DEEPEST:
        return Problem(
            place, "YAML-limit", f"This is nested deeper than {DEEPEST} levels.", "Put less into one another."
        )
    message = f"The file holds more than {MOST_NODES:,} keys and values."
    return Problem(place, "YAML-limit", message, "Split it into smaller files.")


def _syntax(
    error: yaml.MarkedYAMLError, last: yaml.Event | None, text: str, page: Page, problems: list[Problem]
) -> tuple[Problem, ...]:
    """The one error at which reading ends; nothing, where its line has been complained of already."""
    fault = explain(error, text, last)
    place = page.place(fault.point)
    if any(known.place.line == place.line for known in problems):
        return ()
    return (Problem(place, "YAML-syntax", fault.message, fault.mend),)


def _with_words_for(aliases: list[int], text: str) -> str:
    if not aliases:
        return text
    signs = list(text)
    for index in aliases:
        signs[index] = "x"
    return "".join(signs)
