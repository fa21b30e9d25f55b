"""What changed between two policies: fact by fact, in words, how grave, and who must be asked again."""

from policygen.changes.asking import Asked, ask_again, consent_version
from policygen.changes.change import ORDER, Change, Gravity, gravity
from policygen.changes.comparison import compare
from policygen.changes.formats import as_json, as_markdown, as_text, conclusion, plain, sentences
from policygen.changes.numbers import claimed_enough, least_version, suffices
from policygen.changes.verdict import Verdict, Version, between

__all__ = [
    "ORDER",
    "Asked",
    "Change",
    "Gravity",
    "Verdict",
    "Version",
    "as_json",
    "as_markdown",
    "as_text",
    "ask_again",
    "between",
    "claimed_enough",
    "compare",
    "conclusion",
    "consent_version",
    "gravity",
    "least_version",
    "plain",
    "sentences",
    "suffices",
]
