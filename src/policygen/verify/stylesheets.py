"""The rules of style sheets that hide, change, move or add words, each with what it does."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import soupsieve
import tinycss2  # type: ignore[import-untyped]
from tinycss2.ast import FunctionBlock  # type: ignore[import-untyped]

from policygen.verify import effects
from policygen.verify.selectors import Selector, split

_HOLDS_NO_RULES = frozenset({"font-face", "page", "property", "counter-style", "starting-style", "font-palette-values"})
_NARROW = re.compile(r"(?:max-width\s*:|width\s*<=?)\s*([0-9.]+)(px|em|rem)")
_NARROW_AT_MOST = {"px": 1000, "em": 62.5, "rem": 62.5}
_TRIED = 64
"""As many combinations of the values of variables as are looked at for one declaration."""
_DEEP = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations as they are written, for every selector of the rule."""

    selectors: tuple[Selector, ...]
    declarations: tuple[Any, ...]
    narrow: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a style sheet says, before variables are filled in."""

    rules: tuple[Rule, ...]
    animations: tuple[tuple[str, tuple[Any, ...]], ...]
    """The name of each animation with all that is declared in its frames."""
    loads: tuple[str, ...]
    """Every address that it names."""
    understood: bool = True
    """False when it is nested so deeply that nobody can tell what it does."""


@dataclass(frozen=True, slots=True)
class Style:
    """What happens to the elements that a selector matches; `pattern` is None when nobody can tell which these are."""

    file: str
    selector: Selector
    pattern: soupsieve.SoupSieve | None
    effect: int


def parse(css: str) -> Sheet:
    try:
        nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        return Sheet(tuple(_rules(nodes, (), narrow=False)), tuple(_animations(nodes)), tuple(_loads(nodes)))
    except RecursionError:
        return Sheet((), (), (), understood=False)


def styles(sheets: Mapping[str, Sheet]) -> tuple[Style, ...]:
    """Only those that have an effect on words; whatever holds in some medium or state of the page counts."""
    variables = _variables(sheets.values())
    hiding = _hiding_animations(sheets.values(), variables)
    found: list[Style] = []
    for file, rule in ((file, rule) for file, sheet in sheets.items() for rule in sheet.rules):
        effect = _effect(rule.declarations, variables, hiding)
        effect = effects.when_narrow(effect) if rule.narrow else effect
        for selector in rule.selectors if effect else ():
            own = effect & effects.ADDED if selector.generated else effect
            found += [Style(file, selector, selector.compiled(), own)] if own else []
    return tuple(found)


def _effect(declarations: Iterable[Any], variables: Mapping[str, Sequence[Any]], hiding: frozenset[str]) -> int:
    """All that the declarations of one rule do; `hiding` are the animations that do anything to words.

    What is nested so deeply that nobody can tell is taken to hide.
    """
    try:
        return _sum(declarations, variables, hiding)
    except RecursionError:
        return effects.GONE


def _sum(declarations: Iterable[Any], variables: Mapping[str, Sequence[Any]], hiding: frozenset[str]) -> int:
    effect = 0
    for declaration in declarations:
        if declaration.lower_name in ("animation", "animation-name"):
            named = {getattr(token, "value", "") for token in declaration.value}
            effect |= effects.GONE if named & hiding else 0
        elif declaration.lower_name in effects.PROPERTIES:
            for value in islice(_filled(declaration.value, variables, _DEEP), _TRIED):
                effect |= effects.of(declaration.lower_name, value)
    return effect


def inline(style: str) -> int:
    """What the `style` attribute of an element does to it."""
    return _effect(_declarations(tinycss2.parse_blocks_contents(style)), {}, frozenset())


def _loads(nodes: Iterable[Any]) -> Iterator[str]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from (token.value for token in node.prelude if token.type == "string")
        if not (node.type == "at-rule" and node.lower_at_keyword == "namespace"):
            yield from _addresses([*(getattr(node, "prelude", None) or ()), *(getattr(node, "content", None) or ())])


def _addresses(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "url":
            yield token.value
        elif token.type == "function":
            loads = token.lower_name in ("url", "src", "image-set", "-webkit-image-set", "image")
            yield from (each.value for each in token.arguments if loads and each.type == "string")
            yield from _addresses(token.arguments)
        elif token.type in ("{} block", "() block", "[] block"):
            yield from _addresses(token.content)


def _rules(nodes: Iterable[Any], around: tuple[Selector, ...], *, narrow: bool) -> Iterator[Rule]:
    nodes = tuple(nodes)
    if around and (declared := tuple(_declarations(nodes))):
        yield Rule(around, declared, narrow)
    for node in nodes:
        if node.type == "qualified-rule":
            inner = tuple(split(node.prelude, around))
            yield from _rules(tinycss2.parse_blocks_contents(node.content), inner, narrow=narrow)
        elif node.type == "at-rule" and node.content is not None and _holds_rules(node):
            read = tinycss2.parse_blocks_contents if around else tinycss2.parse_rule_list
            yield from _rules(read(node.content), around, narrow=narrow or _is_narrow(node))


def _declarations(nodes: Iterable[Any]) -> Iterator[Any]:
    return (node for node in nodes if node.type == "declaration")


def _holds_rules(rule: Any) -> bool:
    return rule.lower_at_keyword not in _HOLDS_NO_RULES and not rule.lower_at_keyword.endswith("keyframes")


def _is_narrow(rule: Any) -> bool:
    """Whether the condition of an at-rule lets in narrow screens only."""
    condition = tinycss2.serialize(rule.prelude).lower()
    widths = [_NARROW.search(part) for part in condition.split(",")]
    return (
        rule.lower_at_keyword in ("media", "container")
        and "not" not in condition
        and all(width and float(width[1]) <= _NARROW_AT_MOST[width[2]] for width in widths)
    )


def _animations(nodes: Iterable[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    for node in nodes:
        if node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            if node.lower_at_keyword.endswith("keyframes"):
                frames = [tinycss2.parse_blocks_contents(frame.content) for frame in inner if hasattr(frame, "content")]
                name = next((token.value for token in node.prelude if token.type in ("ident", "string")), "")
                yield name, tuple(each for frame in frames for each in _declarations(frame))
            elif _holds_rules(node):
                yield from _animations(inner)


def _hiding_animations(sheets: Iterable[Sheet], variables: Mapping[str, Sequence[Any]]) -> frozenset[str]:
    every = (animation for sheet in sheets for animation in sheet.animations)
    return frozenset(name for name, declared in every if _effect(declared, variables, frozenset()))


def _variables(sheets: Iterable[Sheet]) -> Mapping[str, Sequence[Any]]:
    """Each variable with all the values that it has anywhere."""
    found: dict[str, list[Any]] = {}
    for declaration in (each for sheet in sheets for rule in sheet.rules for each in rule.declarations):
        if declaration.name.startswith("--"):
            found.setdefault(declaration.name, []).append(declaration.value)
    return found


def _filled(value: Sequence[Any], variables: Mapping[str, Sequence[Any]], deep: int) -> Iterator[Sequence[Any]]:
    """The value with each variable as each of its values, which are as many as the product of these."""
    for at, token in enumerate(value):
        if token.type == "function" and deep:
            if token.lower_name == "var":
                for candidate in _candidates(token, variables):
                    yield from _filled([*value[:at], *candidate, *value[at + 1 :]], variables, deep - 1)
                return
            for inner in _filled(token.arguments, variables, deep - 1) if _has_variable(token) else ():
                block = FunctionBlock(token.source_line, token.source_column, token.name, inner)
                yield from _filled([*value[:at], block, *value[at + 1 :]], variables, deep - 1)
            if _has_variable(token):
                return
    yield value


def _has_variable(function: Any) -> bool:
    return any(
        token.type == "function" and (token.lower_name == "var" or _has_variable(token)) for token in function.arguments
    )


def _candidates(var: Any, variables: Mapping[str, Sequence[Any]]) -> Iterator[Sequence[Any]]:
    name = next((token.value for token in var.arguments if token.type == "ident"), "")
    yield from variables.get(name, ())
    comma = next((at for at, each in enumerate(var.arguments) if each == ","), None)
    if comma is not None:
        yield var.arguments[comma + 1 :]
    elif name not in variables:
        yield ()
