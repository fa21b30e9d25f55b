"""Ways to make a page say something else than it said, each a function from the HTML of one value to another one."""

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Final, TypeAlias

Manner: TypeAlias = Callable[[str], str]
"""From what stands in the element of a value to what the fault puts there."""

_LOOK_ALIKE = str.maketrans("aceiopsxyAHKMNOPTX-.0", "асеіорѕхуАНКМΝОРТХ‐․О")


def _words(inner: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", inner))


def _in_words(inner: str, change: Callable[[str], str]) -> str:
    """The same element with other words, links and all."""
    words = _words(inner)
    before, after = html.escape(words, quote=False), html.escape(change(words), quote=False)
    return inner.replace(before, after) if before in inner else after


def another_word(inner: str) -> str:
    return _in_words(inner, lambda words: words + " or so")


def another_letter(inner: str) -> str:
    return _in_words(inner, lambda words: words[:-1] + ("x" if words[-1] != "x" else "y"))


def a_letter_less(inner: str) -> str:
    return _in_words(inner, lambda words: words[:-1])


def other_case(inner: str) -> str:
    swapped = _words(inner).swapcase()
    return swapped if swapped != _words(inner) else another_letter(inner)


def look_alike(inner: str) -> str:
    """One letter of another script that looks the same; where there is none, a letter that cannot be seen."""
    words = _words(inner)
    at = next((at for at, letter in enumerate(words) if letter.translate(_LOOK_ALIKE) != letter), None)
    if at is None:
        return unseen_letter(inner)
    return _in_words(inner, lambda words: words[:at] + words[at].translate(_LOOK_ALIKE) + words[at + 1 :])


def unseen_letter(inner: str) -> str:
    return _in_words(inner, lambda words: f"{words[0]}\N{ZERO WIDTH SPACE}{words[1:]}")


def hard_space(inner: str) -> str:
    return _in_words(
        inner, lambda words: words.replace(" ", "\N{NO-BREAK SPACE}") if " " in words else f"{words}\N{NO-BREAK SPACE}"
    )


def combining(inner: str) -> str:
    """The same letter in another form of Unicode, or one with an accent."""
    words = _words(inner)
    parted = unicodedata.normalize("NFD", words)
    return _in_words(inner, lambda words: parted if parted != words else f"{words}\N{COMBINING DOT BELOW}")


def twice(inner: str) -> str:
    return f"{inner} {inner}"


def in_a_comment(inner: str) -> str:
    return f"<!-- {_words(inner)} -->"


def in_an_attribute(inner: str) -> str:
    return f'<span data-value="{html.escape(_words(inner))}"></span>'


def in_a_title(inner: str) -> str:
    return f'<abbr title="{html.escape(_words(inner))}">?</abbr>'


def told_otherwise(inner: str) -> str:
    """Seen as before, and read aloud as something else."""
    return f'<span aria-label="something else">{inner}</span>'


def _in(before: str, after: str) -> Manner:
    return lambda inner: f"{before}{inner}{after}"


MANNERS: Final[dict[str, Manner]] = {
    "another-word": another_word,
    "another-letter": another_letter,
    "a-letter-less": a_letter_less,
    "other-case": other_case,
    "look-alike": look_alike,
    "unseen-letter": unseen_letter,
    "hard-space": hard_space,
    "combining": combining,
    "nothing": lambda _: "",
    "twice": twice,
    "comment": in_a_comment,
    "attribute": in_an_attribute,
    "title": in_a_title,
    "told-otherwise": told_otherwise,
    "hidden": _in("<span hidden>", "</span>"),
    "hidden-until-found": _in('<span hidden="until-found">', "</span>"),
    "aria-hidden": _in('<span aria-hidden="true">', "</span>"),
    "inert": _in("<span inert>", "</span>"),
    "popover": _in("<span popover>", "</span>"),
    "display": _in('<span style="display:none">', "</span>"),
    "font-size": _in('<span style="font: 0/0 a">', "</span>"),
    "details": _in("<details><summary></summary>", "</details>"),
    "dialog": _in("<dialog>", "</dialog>"),
    "template": _in("<template>", "</template>"),
    "noscript": _in("<noscript>", "</noscript>"),
    "textarea": _in("<textarea>", "</textarea>"),
    "svg": _in("<svg><text>", "</text></svg>"),
    "script": _in('<script type="text/plain">', "</script>"),
    "struck": _in("<del>", "</del>"),
    "struck-and-replaced": _in("<s>", "</s> something else"),
    "turned": _in('<bdo dir="rtl">', "</bdo>"),
    "beside": _in("", ' <span class="note">only sometimes</span>'),
}
