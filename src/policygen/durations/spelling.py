"""A duration as it is written in the content: as plain data, and as one line of YAML."""

import re
from collections.abc import Mapping

from policygen.durations import spans
from policygen.durations.forms import Between, Depends, Duration, Rolling, Session, Span, Unknown

_PLAIN = re.compile(r"\w(?:[\w '/.%-]*[\w'/.%-])?")


def plain(duration: Duration) -> str | dict[str, object]:
    """The text or mapping that `parse` reads as this duration."""
    match duration:
        case Session():
            return "session"
        case Unknown():
            return "unknown"
        case Span():
            return spans.to_words(duration)
        case Between():
            return {"between": (plain(duration.shortest), plain(duration.longest))}
        case Rolling():
            return {"rolling": plain(duration.span)}
        case Depends():
            return {"depends": {condition: plain(each) for condition, each in duration.cases}}
        case _:
            return {"until": duration.event}


def spelling(duration: Duration) -> str:
    """One line of YAML that says this duration; it has no backtick, so that messages can put it between two."""
    return _flow(plain(duration))


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    text = str(value)
    return text if _PLAIN.fullmatch(text) else f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    return character if character.isprintable() and character not in '"\\`' else f"\\U{ord(character):08x}"
