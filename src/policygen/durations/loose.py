"""A fixed length as people write it, with number words, abbreviations and typing errors: offered, never accepted."""

import re
from difflib import get_close_matches

from policygen.durations import spans
from policygen.durations.forms import Span
from policygen.durations.vocabulary import FILLERS, NUMBERS, SMALLER, UNITS

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"(\d+)(?:[.,](\d{1,6}))?")
_LIKE_ISO = re.compile(r"P(?:T|[0-9]+[YMWDHS])+")
_ISO_PART = re.compile(r"T|[0-9]+[YMWDHS]")
_DATE = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
_TIME = {"H": "hours", "M": "minutes", "S": "seconds"}
_LONGEST_UNIT = 12


def amounts(text: str) -> dict[str, int] | None:
    """How many of each unit the text speaks of, or None when it speaks of anything else."""
    if ">" in text or ";" in text:
        return None
    found: dict[str, int] = {}
    number, ended = "", False
    for word in _TOKEN.findall(text.lower()):
        if number:
            added = _amount(number, word)
            if not added or found.keys() & added.keys():
                return None
            found |= added
            number = ""
        elif word in FILLERS:
            ended = bool(found) and word != "and"
        elif not ended and (word[0].isdecimal() or word in NUMBERS):
            number = str(NUMBERS.get(word, word))
        else:
            return None
    return None if number else found or None


def iso_amounts(text: str) -> dict[str, int] | None:
    """The same for what looks like ISO 8601: small letters, no T before the time, weeks next to other units."""
    upper = text.upper()
    if not _LIKE_ISO.fullmatch(upper):
        return None
    found: dict[str, int] = {}
    letters = _DATE
    for part in _ISO_PART.findall(upper):
        letters = _TIME if part[-1] in "THS" else letters
        unit = letters.get(part[-1], _DATE.get(part[-1]))
        if unit in found:
            return None
        if unit:
            found[unit] = int(part[:-1])
    return found or None


def to_span(found: dict[str, int] | None) -> Span | None:
    """The span of these amounts, if it is one that can be written."""
    return spans.from_text(spans.to_words(Span(**(found or {}))))


def _amount(number: str, word: str) -> dict[str, int]:
    """The number of a unit, its fraction counted in a smaller one; nothing when that does not come out even."""
    if _THOUSANDS.fullmatch(number):
        number = re.sub("[.,]", "", number)
    unit, decimal = _unit(word), _DECIMAL.fullmatch(number)
    if not unit or not decimal:
        return {}
    whole, fraction = int(decimal[1]), decimal[2] or "0"
    if not int(fraction):
        return {unit: whole}
    smaller, many = SMALLER.get(unit, ("", 0))
    part, rest = divmod(int(fraction) * many, 10 ** len(fraction))
    return {} if rest or not smaller else {unit: whole, smaller: part}


def _unit(word: str) -> str | None:
    if word in UNITS or word in FILLERS or len(word) > _LONGEST_UNIT:
        return UNITS.get(word)
    near = get_close_matches(word, UNITS, n=1, cutoff=0.7)
    return UNITS[near[0]] if near else None
