"""The one grammar of durations: how long a cookie lives, and how long data are kept."""

from policygen.durations.fault import DurationError
from policygen.durations.forms import Between, Case, Depends, Duration, Rolling, Session, Span, Unknown, Until
from policygen.durations.length import iso, seconds
from policygen.durations.shape import schema
from policygen.durations.source import parse
from policygen.durations.spelling import plain, spelling
from policygen.durations.wording import read, words

__all__ = [
    "Between",
    "Case",
    "Depends",
    "Duration",
    "DurationError",
    "Rolling",
    "Session",
    "Span",
    "Unknown",
    "Until",
    "iso",
    "parse",
    "plain",
    "read",
    "schema",
    "seconds",
    "spelling",
    "words",
]
