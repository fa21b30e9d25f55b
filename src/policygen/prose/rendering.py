"""Parsed prose becomes HTML; values are written as text, and never read as Markdown or HTML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from policygen.prose import Prose, rules


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the prose itself does not know.

    Attributes:
        fact: the words of a fact, from its name.
        block: the HTML of a block, from its name and the level of a heading in it; None when it is no block.
        address: the href of a place in the site, such as `/cookies/`.

    """

    fact: Callable[[str], str]
    block: Callable[[str, int], str | None]
    address: Callable[[str], str]


def to_html(prose: Prose, around: Surroundings) -> str:
    """The article of a page, without its title."""
    return _renderer().render(prose.tokens, rules.parser().options, {"around": around, "level": 1})


@cache
def _renderer() -> RendererHTML:
    renderer = RendererHTML()
    rules_for_tokens: dict[str, Any] = {
        "lone_fact": _lone_fact,
        "fact": _fact,
        "heading_open": _heading_open,
        "heading_close": _heading_close,
        "link_open": _link_open,
        "image": _image,
        "th_open": _cell_open,
        "td_open": _cell_open,
        "claim_open": _nothing,
        "claim_close": _nothing,
        "html_inline": _escaped,
        "html_block": _escaped,
    }
    renderer.rules |= rules_for_tokens
    return renderer


Tokens = Sequence[Token]


def _lone_fact(tokens: Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    around: Surroundings = env["around"]
    name = tokens[at].content
    block = around.block(name, int(env["level"]) + 1)
    return f"<p>{escape(around.fact(name))}</p>\n" if block is None else block


def _fact(tokens: Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    name = rules.fact_name(tokens[at].content)
    around: Surroundings = env["around"]
    return escape(around.fact(name)) if name else escape(tokens[at].content)


def _heading_open(tokens: Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    tag, slug = tokens[at].tag, escape(str(tokens[at].attrs["id"]))
    env["level"] = int(tag[1:])
    return f'<{tag} id="{slug}"><a href="#{slug}">'


def _heading_close(tokens: Tokens, at: int, _options: OptionsDict, _env: EnvType) -> str:
    return f"</a></{tokens[at].tag}>\n"


def _link_open(tokens: Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    around: Surroundings = env["around"]
    title = tokens[at].attrs.get("title")
    titled = f' title="{escape(str(title))}"' if title else ""
    return f'<a href="{escape(around.address(str(tokens[at].attrs["href"])))}"{titled}>'


def _image(tokens: Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    around: Surroundings = env["around"]
    token = tokens[at]
    words = "".join(child.content for child in token.children or ())
    return f'<img src="{escape(around.address(str(token.attrs["src"])))}" alt="{escape(words)}">'


def _cell_open(tokens: Tokens, at: int, _options: OptionsDict, _env: EnvType) -> str:
    # The parser writes the alignment of columns as an inline style, which the page's own policy forbids.
    return '<th scope="col">' if tokens[at].tag == "th" else "<td>"


def _nothing(_tokens: Tokens, _at: int, _options: OptionsDict, _env: EnvType) -> str:
    return ""


def _escaped(tokens: Tokens, at: int, _options: OptionsDict, _env: EnvType) -> str:
    return escape(tokens[at].content)
