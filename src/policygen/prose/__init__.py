"""Markdown with facts: a page is parsed once, judged, and later rendered around the facts and blocks that it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from policygen.model.page import Page
from policygen.problems import Place, Problem
from policygen.prose import findings, headings, rules
from policygen.prose.places import Locator


@dataclass(frozen=True, slots=True)
class Named:
    """Something in the prose that names something else: a fact, the target of a link, a claim."""

    name: str
    place: Place
    words: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A page as the parser sees it.

    Attributes:
        alone: the facts on a line of their own, where a block can stand; all others are `within` a text.
        links: where links lead to, and where images come from.
        codes: the code spans, each with the text of its block.

    """

    page: Page
    tokens: tuple[Token, ...]
    alone: tuple[Named, ...]
    within: tuple[Named, ...]
    links: tuple[Named, ...]
    claims: tuple[Named, ...]
    codes: tuple[Named, ...]
    problems: tuple[Problem, ...]


def parse(page: Page) -> Prose:
    """Parse and judge the prose of a page; whether names and links lead anywhere is not known here."""
    env: dict[str, Any] = {}
    tokens = rules.parser().parse(page.prose, env)
    locate = Locator(page.file, tuple(page.prose.split("\n")))
    headings.identify(tokens)
    problems = tuple(findings.check(tokens, env, locate))
    tokens = list(_with_lone_facts(tokens))
    return Prose(
        page,
        tuple(tokens),
        alone=tuple(Named(token.content, locate.block(token)) for token in tokens if token.type == "lone_fact"),
        within=tuple(_named(tokens, "fact", locate)),
        links=(*_named(tokens, "link_open", locate), *_named(tokens, "image", locate)),
        claims=tuple(_named(tokens, "claim_open", locate)),
        codes=tuple(_named(tokens, "code_inline", locate)),
        problems=problems,
    )


def _with_lone_facts(tokens: list[Token]) -> Iterator[Token]:
    """The same tokens, in which a paragraph of nothing but a fact has become one token."""
    skip = 0
    for number, token in enumerate(tokens):
        if skip:
            skip -= 1
        elif token.type == "paragraph_open" and token.level == 0 and (fact := _only_fact(tokens[number + 1])):
            yield Token("lone_fact", "", 0, content=fact, map=token.map)
            skip = 2
        else:
            yield token


def _only_fact(inline: Token) -> str | None:
    children = inline.children or []
    return rules.fact_name(children[0].content) if len(children) == 1 and children[0].type == "fact" else None


def _named(tokens: list[Token], kind: str, locate: Locator) -> Iterator[Named]:
    for block in tokens:
        for token in block.children or ():
            if token.type == kind:
                place = locate.inline(block, token.meta.get("offset", 0))
                if name := _name(token):
                    yield Named(name, place, token.meta.get("words", block.content if kind == "code_inline" else ""))


def _name(token: Token) -> str | None:
    match token.type:
        case "fact":
            return rules.fact_name(token.content)
        case "link_open" | "image":
            return str(token.attrs["href" if token.type == "link_open" else "src"])
        case _:
            return token.content
