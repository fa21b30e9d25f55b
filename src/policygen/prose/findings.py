"""What is wrong in the Markdown of a page, as far as the page alone tells."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from markdown_it.token import Token
from markdown_it.utils import EnvType

from policygen.problems import Place, Problem
from policygen.prose import links, rules
from policygen.prose.places import Locator
from policygen.spelling import did_you_mean

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\Z")
_LOST_REFERENCE = re.compile(r"\]\[[^\]\n]*\]")
_TITLE = 1


@cache
def claims() -> dict[str, str]:
    """The closed list of claims that prose can mark, each with what it says."""
    table: dict[str, str] = json.loads((files("policygen") / "law" / "claims.json").read_bytes())
    return table


def check(tokens: list[Token], env: EnvType, locate: Locator) -> Iterator[Problem]:
    """The problems of a parsed page, in no particular order."""
    yield from _blocks(tokens, locate)
    yield from _headings(tokens, locate)
    yield from _references(env, locate)
    for number, block in enumerate(tokens):
        if block.type == "inline":
            yield from _inline(block, locate, in_heading=tokens[number - 1].type == "heading_open")


def _blocks(tokens: list[Token], locate: Locator) -> Iterator[Problem]:
    for token in tokens:
        if token.type == "html_block":
            yield _html(token.content.strip().split("\n")[0], locate.block(token))
        if token.type == "fence" and not locate.last_line(token).lstrip(" >").startswith(token.markup):
            message = f"The block that `{token.markup}` begins is never closed, so it takes in the rest of the page."
            yield Problem(
                locate.block(token), "PROSE-fence", message, f"Write `{token.markup}` on a line where it ends."
            )


def _html(found: str, place: Place) -> Problem:
    mend = "Write Markdown instead; put it in backticks (`like this`) when it is to be shown as it is."
    return Problem(place, "PROSE-html", f"HTML such as `{found}` cannot stand in prose.", mend)


def _headings(tokens: list[Token], locate: Locator) -> Iterator[Problem]:
    above, seen = _TITLE, set[str]()
    for token in tokens:
        if token.type != "heading_open":
            continue
        level, place = int(token.tag[1:]), locate.block(token)
        if level == _TITLE:
            mend = "Begin the sections of the page with `##`."
            yield Problem(place, "PROSE-heading", "The title of the page stands in its front matter, not here.", mend)
        elif level > above + 1:
            mend = f"Write `{'#' * (above + 1)}`, or a heading of that level before it."
            yield Problem(place, "PROSE-heading", f"A heading of level {level} follows one of level {above}.", mend)
        above = level
        given = str(token.attrs.get("id", ""))
        if "id" in token.attrs and not _ID.match(given):
            mend = "Use small letters, digits and hyphens, such as `{#your-rights}`."
            yield Problem(place, "PROSE-heading", f"`{given}` cannot be the id of a heading.", mend)
        elif given in seen:
            yield Problem(
                place, "REF-duplicate", f"The id `{given}` is given twice on this page.", "Give one another id."
            )
        seen.add(given)


def _references(env: EnvType, locate: Locator) -> Iterator[Problem]:
    for twice in env.get("duplicate_refs", ()):
        mend = "Delete one of the two lines, or give one another label."
        message = f"The link label `{twice['label'].lower()}` is defined twice."
        yield Problem(locate.line(twice["map"][0]), "PROSE-reference", message, mend)


def _inline(block: Token, locate: Locator, *, in_heading: bool) -> Iterator[Problem]:
    for token in block.children or ():
        place = locate.inline(block, token.meta.get("offset", 0))
        match token.type:
            case "html_inline":
                yield _html(token.content, place)
            case "link_open" | "image" if in_heading:
                mend = "Put the link into the text below the heading."
                yield Problem(
                    place, "PROSE-heading", "A heading is itself a link to its place, so none can stand in it.", mend
                )
            case "link_open":
                if refused := links.refusal(str(token.attrs["href"])):
                    yield Problem(place, "LINK-refused", *refused)
            case "image":
                if refused := links.image_refusal(str(token.attrs["src"])):
                    yield Problem(place, "LINK-refused", *refused)
                elif not token.content.strip():
                    mend = "Say between the square brackets what it shows."
                    yield Problem(place, "PROSE-image", "The image has no words for people who cannot see it.", mend)
            case "claim_open" if token.content not in claims():
                yield Problem(
                    place, "PROSE-claim", f"`{token.content}` is no known claim.", did_you_mean(token.content, claims())
                )
            case "fact" if not rules.fact_name(token.content):
                mend = "Write a name such as `{{ site.name }}`; put a backslash before it to show the braces."
                yield Problem(place, "PROSE-fact", f"`{token.content}` is not the name of a fact.", mend)
            case "text" if lost := _LOST_REFERENCE.search(token.content):
                place = locate.inline(block, max(block.content.find(lost[0]), 0))
                message = f"The link label `{lost[0][2:-1]}` is defined nowhere."
                yield Problem(place, "PROSE-reference", message, "Write the address in round brackets instead.")
