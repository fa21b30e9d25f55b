"""Strict YAML: a text becomes plain data, the place of every key and value, and the problems of all of it at once.

What is read is a subset of YAML in which text means what it looks like: no anchors, aliases, tags, merge keys,
directives, tabs or second documents, and every scalar is text until the model says otherwise. The text is read by
PyYAML's C loader through `compose`, and by no other: the pure Python loader gives other marks and other styles.
"""

from dataclasses import dataclass

from policygen.problems import Problem, in_source_order
from policygen.text_source import character_problems
from policygen.yaml_source.composing import Record, Value, compose
from policygen.yaml_source.places import Page, Path, Places
from policygen.yaml_source.subset import survey

__all__ = ["Page", "Path", "Places", "Record", "Source", "Value", "read"]


@dataclass(frozen=True, slots=True)
class Source:
    """What a YAML text says: `data` is everything that could be read, or `None` if nothing could."""

    data: Record | None
    places: Places
    problems: tuple[Problem, ...]


def read(text: str, file: str, first_line: int = 1) -> Source:
    """Mappings are read in source order, lists as tuples, and every scalar as the text that it shows, in NFC.

    A value that the subset does not know, or that is empty, is a problem and is left out; the rest is read on.
    """
    page = Page(text, file, first_line)
    unfit = character_problems(text, file, first_line)
    if unfit:
        return Source(None, Places(page, {}, {}), unfit)
    found = survey(page)
    if found.readable is None:
        return Source(None, Places(page, {}, {}), in_source_order(found.problems))
    data, places, problems = compose(page, found.readable)
    return Source(data, places, in_source_order((*found.problems, *problems)))
