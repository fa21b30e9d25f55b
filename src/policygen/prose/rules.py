"""What policygen adds to Markdown: `{{ fact }}`, `[words]{claim=name}` and `## Heading {#id}`."""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, backtick, html_inline, image, link

from policygen.prose import limits

FACT = re.compile(r"\{\{(?:[^{}\n]*\}\})?")
"""What stands in double braces; the bare opening ones where they are not closed."""
_FACT_NAME = re.compile(r"\{\{ *([a-z][a-z0-9_.-]*) *\}\}\Z")
CLAIM = re.compile(r"\{claim=([A-Za-z0-9_-]+)\}")
HEADING_ID = re.compile(r"[ \t]*\{#([^{}]*)\}[ \t]*\Z")

Rule = Callable[[StateInline, bool], bool]


def fact_name(braces: str) -> str | None:
    """The name between the braces, or None when what stands there is no name."""
    found = _FACT_NAME.match(braces)
    return found[1] if found else None


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, and our three additions; raw HTML is recognised in order to be refused.

    An indent makes no code: whoever writes prose means a paragraph, and would lose the facts in it.
    """
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    setattr(markdown, "validateLink", _any_link)  # noqa: B010 -- mypy sees a method; `links` judges them, with a place
    markdown.inline.ruler.before("link", "claim", _located(_claim))
    markdown.inline.ruler.before("claim", "fact", _located(_fact))
    inline: dict[str, Rule] = {
        "link": link,
        "image": image,
        "autolink": autolink,
        "html_inline": html_inline,
        "backticks": backtick,
    }
    for name, rule in inline.items():
        markdown.inline.ruler.at(name, _located(rule))
    markdown.core.ruler.before("block", "shorten_lines", limits.shorten_lines)
    markdown.core.ruler.before("inline", "shorten_texts", limits.shorten_texts)
    markdown.core.ruler.before("inline", "heading_id", _heading_ids)
    return markdown


def _any_link(_url: str) -> bool:
    return True


def _located(rule: Rule) -> Rule:
    """The same rule, noting on the first token it makes where in the inline text that began."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, made = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        fresh = (token for token in state.tokens[made:] if token.type != "text")
        if first := next(fresh, None):
            first.meta.setdefault("offset", start)
        return True

    return noting


def _fact(state: StateInline, silent: bool) -> bool:
    found = FACT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("fact", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _claim(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, end_all = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start)
    found = CLAIM.match(state.src, end + 1, end_all) if end >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, end
        opening = state.push("claim_open", "", 1)
        opening.content, opening.meta["words"] = found[1], state.src[start + 1 : end]
        state.md.inline.tokenize(state)
        state.push("claim_close", "", -1)
    state.pos, state.posMax = found.end(), end_all
    return True


def _heading_ids(state: StateCore) -> None:
    for opening, inline in pairwise(state.tokens):
        if opening.type == "heading_open" and (found := HEADING_ID.search(inline.content)):
            opening.attrSet("id", found[1])
            inline.content = inline.content[: found.start()]
