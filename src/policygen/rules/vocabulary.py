"""Lists of words that rules look for; they are data, each with its source."""

import re
from collections.abc import Iterator
from functools import cache

from policygen import packaged

_WORD = re.compile(r"[^\W\d_]+")


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a list of law/words.json, in small letters."""
    table = packaged.table("law/words.json")
    return frozenset(table["lists"][name]["words"])


def says_nothing(text: str, name: str) -> bool:
    """Whether every word of the text is a word of grammar or on the list."""
    return set(_WORD.findall(text.casefold())) <= listed("grammar") | listed(name)


def found(text: str, name: str) -> Iterator[re.Match[str]]:
    """Where the text uses words of the list, whole and in any case, also over the end of a line."""
    return _pattern(name).finditer(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    phrases = sorted(listed(name), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
