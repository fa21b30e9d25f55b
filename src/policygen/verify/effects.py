"""What a declaration of CSS does to the words of an element: hide them, move them, change them, add to them.

Not told by one declaration, and so not found: words in the colour of their ground, words that something lies upon,
and a font that draws other letters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from tinycss2 import color5  # type: ignore[import-untyped]

Tokens: TypeAlias = Sequence[Any]
"""Component values of tinycss2, which has no types."""
Judge: TypeAlias = Callable[[Tokens], int]

GONE: Final = 1
"""Nobody sees the words."""
CLIPPED: Final = 2
"""Nobody sees the words, while a screen reader may say them."""
CLIPPED_NARROW: Final = 4
"""The same, on narrow screens only."""
ALTERED: Final = 8
"""The words are shown with other letters or in another order."""
MOVED: Final = 16
"""The element is shown elsewhere than where it stands among its neighbours."""
ADDED: Final = 32
"""Words are shown that the page does not hold."""
SMALL: Final = 64
"""Too small for its words, which hides them where the rest is cut off."""
CUT: Final = 128
"""Cuts off what does not fit."""

INHERITED: Final = GONE | CLIPPED | CLIPPED_NARROW | ALTERED
UNSEEN: Final = GONE | CLIPPED | CLIPPED_NARROW
UNSEEN_AS_HEADER: Final = GONE | CLIPPED
"""The headers of columns may be clipped on narrow screens, where rows turn into blocks."""

_FAINT = 0.3
_TINY = {"": 0.3, "%": 30, "px": 4, "pt": 3, "em": 0.3, "rem": 0.3}
_FAR = {"%": 90, "px": 200, "pt": 150, "em": 15, "rem": 15, "ch": 30, "vw": 90, "vh": 90}
_TIGHT = {"px": -2, "pt": -2}
_USUAL = frozenset({"none", "auto", "normal", "inherit", "initial", "unset", "revert", "revert-layer"})
_COPIES = frozenset({"attr(href)", "attr(data-label)"})
"""Generated words that are held against what they repeat: where a link leads, and the header of a cell."""


def of(name: str, value: Tokens) -> int:
    """The effect of one declaration whose variables are filled in."""
    judge = PROPERTIES.get(name)
    return judge([token for token in value if token.type not in ("whitespace", "comment")]) if judge else 0


def together(effect: int) -> int:
    """The effect on an element of all that is declared for it."""
    return effect | CLIPPED if effect & SMALL and effect & CUT else effect


def when_narrow(effect: int) -> int:
    """The effect of a rule that holds on narrow screens only."""
    effect = together(effect)
    return effect & ~(CLIPPED | SMALL | CUT) | CLIPPED_NARROW if effect & CLIPPED else effect


def _words(value: Iterable[Any]) -> frozenset[str]:
    return frozenset(token.lower_value for token in value if token.type == "ident")


def _amounts(value: Iterable[Any]) -> Iterator[tuple[float, str]]:
    """Every number and its unit, also inside of functions."""
    for token in value:
        if token.type == "function":
            yield from _amounts(token.arguments)
        elif token.type in ("number", "percentage", "dimension"):
            yield token.value, "%" if token.type == "percentage" else getattr(token, "lower_unit", "")


def _says(effect: int, *words: str) -> Judge:
    return lambda value: effect if _words(value) & set(words) else 0


def _says_other_than(effect: int, *words: str) -> Judge:
    def judge(value: Tokens) -> int:
        plain = all(token.type == "ident" for token in value) and _words(value) <= _USUAL | set(words)
        return 0 if plain else effect

    return judge


def _faint(value: Tokens) -> int:
    """An opacity that is computed cannot be told here, and is taken for none."""
    low = any(number < _FAINT * (100 if unit == "%" else 1) for number, unit in _amounts(value))
    return GONE if low or any(token.type == "function" for token in value) else 0


def _transparent(value: Iterable[Any]) -> int:
    for token in value:
        colour = color5.parse_color(token) if token.type in ("ident", "hash", "function") else None
        if getattr(colour, "alpha", 1) < _FAINT or (token.type == "function" and _transparent(token.arguments)):
            return GONE
    return 0


def _tiny(effect: int) -> Judge:
    return lambda value: effect if any(not n or n < _TINY.get(unit, 0) for n, unit in _amounts(value)) else 0


def _tiny_font(value: Tokens) -> int:
    """A number without a unit is the weight or the height of a line, unless it is 0."""
    return _tiny(GONE)([token for token in value if token.type != "number" or not token.value])


def _far(value: Iterable[Any]) -> int:
    return CLIPPED if any(abs(number) >= _FAR.get(unit, float("inf")) for number, unit in _amounts(value)) else 0


def _far_outside(value: Tokens) -> int:
    """What is computed may be negative, so that its size alone counts."""
    amounts = ("number", "percentage", "dimension")
    return _far([token for token in value if token.type == "function" or (token.type in amounts and token.value < 0)])


def _negative(value: Tokens) -> int:
    return GONE if any(number < 0 for number, _ in _amounts(value)) else 0


def _tight(value: Tokens) -> int:
    return GONE if any(number <= _TIGHT.get(unit, -0.15) for number, unit in _amounts(value)) else 0


def _not_zero(value: Tokens) -> int:
    return MOVED if any(number for number, _ in _amounts(value)) else 0


def _words_added(value: Tokens) -> int:
    for token in value:
        text = token.value if token.type == "string" else ""
        drawn = token.type in ("url", "function") and token.serialize().lower() not in _COPIES
        if drawn or any(letter.isalnum() for letter in text):
            return ADDED
    return 0


def _picture(value: Tokens) -> int:
    """A file can hold words that are drawn; a gradient cannot."""
    drawn = any(token.type == "url" or (token.type == "function" and "url" in token.serialize()) for token in value)
    return ADDED if drawn or any(token.type == "function" and "image" in token.lower_name for token in value) else 0


_SIDES = ("left", "right", "top", "bottom", "block-start", "block-end", "inline-start", "inline-end")
_SIZES = ("width", "height", "inline-size", "block-size")
PROPERTIES: Mapping[str, Judge] = {
    "display": _says(GONE, "none"),
    "visibility": _says(GONE, "hidden", "collapse"),
    "content-visibility": _says(GONE, "hidden"),
    "opacity": _faint,
    "color": _transparent,
    "-webkit-text-fill-color": _transparent,
    "font-size": _tiny(GONE),
    "font": _tiny_font,
    "zoom": _tiny(GONE),
    "z-index": _negative,
    "letter-spacing": _tight,
    "word-spacing": _tight,
    "text-decoration": _says(GONE, "line-through"),
    "text-decoration-line": _says(GONE, "line-through"),
    "text-indent": _far,
    "text-overflow": _says_other_than(SMALL, "clip"),
    "text-transform": _says_other_than(ALTERED),
    "-webkit-text-security": _says_other_than(ALTERED),
    "unicode-bidi": _says(ALTERED, "bidi-override", "isolate-override"),
    "contain": _says(CUT, "paint", "strict", "content"),
    "order": _not_zero,
    "flex-direction": _says(MOVED, "row-reverse", "column-reverse"),
    "flex-flow": _says(MOVED, "row-reverse", "column-reverse", "wrap-reverse"),
    "list-style": _says_other_than(ADDED, "disc", "circle", "square", "inside", "outside"),
    "list-style-type": _says_other_than(ADDED, "disc", "circle", "square"),
    **dict.fromkeys(("content", "text-emphasis", "text-emphasis-style"), _words_added),
    **dict.fromkeys(("background", "background-image", "border-image", "border-image-source"), _picture),
    **dict.fromkeys(("clip", "clip-path"), _says_other_than(CLIPPED)),
    **dict.fromkeys(("overflow", "overflow-x", "overflow-y"), _says(CUT, "hidden", "clip")),
    **dict.fromkeys(("transform", "scale", "rotate", "translate", "filter"), _says_other_than(GONE)),
    **dict.fromkeys(("mask", "mask-image", "-webkit-mask", "-webkit-mask-image"), _says_other_than(GONE)),
    **dict.fromkeys(("line-clamp", "-webkit-line-clamp"), _says_other_than(GONE)),
    **dict.fromkeys((*_SIDES[:4], *(f"inset-{side}" for side in _SIDES[4:])), _far_outside),
    **dict.fromkeys(("inset", "inset-block", "inset-inline"), _far_outside),
    **dict.fromkeys((f"margin-{side}" for side in _SIDES), _far_outside),
    **dict.fromkeys(("margin", "margin-block", "margin-inline"), _far_outside),
    **dict.fromkeys((f"{limit}{size}" for limit in ("", "max-") for size in _SIZES), _tiny(SMALL)),
}
