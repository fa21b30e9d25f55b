"""The nearest known word to one that is not known: the "did you mean" of every message."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None when nothing is alike; never a random pick."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A whole sentence for the mend: the nearest word, or all there are when they are few."""
    words = sorted(known)
    close = nearest(word, words)
    if close:
        return f"Did you mean `{close}`?"
    if not words:
        return "None is defined yet."
    listed = ", ".join(f"`{each}`" for each in words[:12])
    return f"Known here: {listed}{' and more' if len(words) > 12 else ''}."  # noqa: PLR2004 -- what fits one line
