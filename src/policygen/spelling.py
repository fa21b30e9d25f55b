"""The nearest known word to one that is not known: the "did you mean" of every message."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, or None when nothing is alike; never a random pick."""
    alike = {_plain(each): each for each in sorted(known)}
    close = get_close_matches(_plain(word), alike, n=1, cutoff=0.6)
    return alike[close[0]] if close else None


def _plain(word: str) -> str:
    """Capitals, and what joins the parts of a word, are what people mistake most easily."""
    return word.casefold().replace("_", "-").replace(" ", "-")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A whole sentence for the mend: the nearest word, or all there are when they are few."""
    words = sorted(known)
    close = nearest(word, words)
    if close:
        return f"Did you mean `{close}`?"
    return f"Known here: {listed(words)}." if words else "None is defined yet."


def listed(words: Iterable[str]) -> str:
    """The first words, as many as fit a line, each in backticks."""
    known = tuple(words)
    return ", ".join(f"`{each}`" for each in known[:_MOST]) + (" and more" if len(known) > _MOST else "")
