"""A slip in a YAML text: where the library stopped, what it knew by then, and what to tell the person who mends it."""

from dataclasses import dataclass

import yaml

from policygen.yaml_source.lines import excerpt, in_quotes, text_at
from policygen.yaml_source.places import Mark, Point, end_of

NO_KEY = ("Nothing stands before the colon.", "Write the key before it, or put the text in quotes.")


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the library stopped, where the part began that it was reading, and the last thing it had understood."""

    text: str
    lines: tuple[str, ...]
    at: Point
    index: int
    start: Point
    last: yaml.Event | None

    @property
    def line(self) -> str:
        return self.lines[self.at[0]]

    @property
    def rest(self) -> str:
        """The line from where the library stopped."""
        return self.line[self.at[1] :]

    @property
    def first(self) -> str:
        """The line on which the part begins, from its beginning."""
        return self.lines[self.start[0]][self.start[1] :]

    def follows(self, event: yaml.Event) -> bool:
        """Whether nothing but space stands between this event and where the library stopped."""
        return not self.text[end_of(event).index : self.index].strip()


@dataclass(frozen=True, slots=True)
class Fault:
    """Where to mend, what is wrong, and the mend."""

    point: Point
    message: str
    mend: str


def slip_of(error: yaml.MarkedYAMLError, text: str, last: yaml.Event | None) -> Slip:
    at = error.problem_mark
    assert at is not None, "the library always says where it stopped"
    lines = tuple(text.split("\n"))
    return Slip(text, lines, _within(lines, at), at.index, _within(lines, error.context_mark or at), last)


def _within(lines: tuple[str, ...], mark: Mark) -> Point:
    """The library's mark, or the end of the text where the mark lies behind a last line that no line end closes."""
    return (mark.line, mark.column) if mark.line < len(lines) else (len(lines) - 1, len(lines[-1]))


def reserved(line: str, column: int) -> tuple[str, str]:
    """Words on a text, or a key, that begins with a sign of YAML's own."""
    text = text_at(line, column)
    return (
        f"The text begins with {excerpt(text[:1])}, a sign that YAML keeps for itself.",
        f"Put the whole text in quotes: {in_quotes(text)}.",
    )


def template(text: str) -> tuple[str, str]:
    """Words on a text that begins with `{{ name }}` or `{% ... %}`."""
    return (
        f"The text begins with {excerpt(text[:2])}, which YAML reads as brackets and not as text.",
        f"Put the whole text in quotes: {in_quotes(text)}.",
    )


def glued(key: str, text: str) -> tuple[str, str]:
    return f"A space is missing after the colon of {excerpt(f'{key}:{text}')}.", f"Write {excerpt(f'{key}: {text}')}."
