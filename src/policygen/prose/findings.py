"""What is wrong in the Markdown of a page, as far as the page alone tells."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markdown_it.token import Token
from markdown_it.utils import EnvType

from policygen import packaged
from policygen.problems import Problem, Related, shown
from policygen.prose import headings, limits, links, rules, slips
from policygen.prose.places import Locator
from policygen.prose.slips import Fault
from policygen.spelling import did_you_mean

_CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_AROUND_DOT = re.compile(r" *\. *")
_SIGNS = {"`": "backticks", "~": "tildes"}


@cache
def claims() -> dict[str, str]:
    """The closed list of claims that prose can mark, each with what it says."""
    table: dict[str, str] = packaged.table("law/claims.json")
    return table


def check(tokens: list[Token], env: EnvType, locate: Locator) -> Iterator[Problem]:
    """The problems of a parsed page, in no particular order."""
    yield from limits.check(tokens, env, locate)
    yield from _blocks(tokens, locate)
    yield from headings.check(tokens, locate)
    yield from _references(env, locate)
    for before, block in pairwise(tokens):
        if block.type == "inline":
            yield from _inline(block, locate, in_heading=before.type == "heading_open")


def _blocks(tokens: list[Token], locate: Locator) -> Iterator[Problem]:
    for token in tokens:
        if token.type == "html_block":
            yield Problem(locate.block(token), *_html(token.content.strip()))
        if token.type == "fence" and not _is_closed(token, locate):
            signs = f"{len(token.markup)} {_SIGNS[token.markup[0]]}"
            message = "The block of code that begins here is never closed, so it takes in the rest of the page."
            mend = f"Put {signs} on a line of their own where it ends; or delete this line, when no code is meant."
            yield Problem(locate.block(token), "PROSE-fence", message, mend)


def _is_closed(fence: Token, locate: Locator) -> bool:
    first, end = fence.map or (0, 0)
    last = locate.last_line(fence).lstrip(" \t>").rstrip()
    return end - first > 1 and last.startswith(fence.markup) and not last.strip(fence.markup[0])


def _html(found: str) -> Fault:
    if found.startswith("<!--"):
        mend = "Delete it; a remark to colleagues belongs in a `note:` of a content file."
        return "PROSE-html", "A comment cannot stand in prose, since it would hide text from readers.", mend
    mend = "Write it in Markdown; where the signs themselves are meant, put a backslash before the `<`."
    return "PROSE-html", f"HTML such as `{shown(found)}` cannot stand in prose.", mend


def _references(env: EnvType, locate: Locator) -> Iterator[Problem]:
    for twice in env.get("duplicate_refs", ()):
        first = locate.line(env["references"][twice["label"]]["map"][0])
        message = f"The link label `{twice['label'].lower()}` is defined twice."
        mend = "Delete one of the two lines, or give one another label."
        place, related = locate.line(twice["map"][0]), Related(first, "first defined here")
        yield Problem(place, "PROSE-reference", message, mend, related=(related,))


def _inline(block: Token, locate: Locator, *, in_heading: bool) -> Iterator[Problem]:
    for token in block.children or ():
        if token.type == "text":
            yield from _slips(token, block, locate)
        elif fault := _fault(token, in_heading=in_heading):
            yield Problem(locate.inline(block, token.meta.get("offset", 0)), *fault)


def _slips(text: Token, block: Token, locate: Locator) -> Iterator[Problem]:
    for signs, fault in slips.find(text.content):
        index = _CODE.sub(lambda code: " " * len(code[0]), block.content).find(signs)
        if index >= 0:  # else a backslash says that the signs themselves are meant
            yield Problem(locate.inline(block, index), *fault)


def _fault(token: Token, *, in_heading: bool) -> Fault | None:
    match token.type:
        case "html_inline":
            return _html(token.content)
        case "link_open" | "image" if in_heading:
            message = "A heading is itself a link to its place, so no other link and no image can stand in it."
            return headings.CODE, message, "Put it into the text below the heading."
        case "link_open":
            refused = links.refusal(str(token.attrs["href"]))
            return ("LINK-refused", *refused) if refused else None
        case "image":
            return _image(token)
        case "claim_open" if token.content not in claims():
            return "PROSE-claim", f"`{token.content}` is no known claim.", did_you_mean(token.content, claims())
        case "fact" if not rules.fact_name(token.content):
            return "PROSE-fact", *_no_name(token.content)
    return None


def _image(token: Token) -> Fault | None:
    if refused := links.image_refusal(str(token.attrs["src"])):
        return "LINK-refused", *refused
    if any(child.type != "text" for child in token.children or ()):
        mend = "Write plain words between the square brackets."
        return "PROSE-image", "The words of an image cannot hold facts or any other markup.", mend
    if not token.content.strip():
        mend = "Say between the square brackets what it shows."
        return "PROSE-image", "The image has no words for people who cannot see it.", mend
    return None


def _no_name(braces: str) -> tuple[str, str]:
    if not braces.endswith("}}"):
        return "The braces `{{` are not closed on this line.", "Write `}}` behind the name of the fact."
    name = _AROUND_DOT.sub(".", braces.strip("{} ").lower()).replace(" ", "-")
    written = f"{{{{ {name} }}}}" if rules.fact_name(f"{{{{{name}}}}}") else "{{ site.name }}"
    return (
        f"`{shown(braces)}` is not the name of a fact.",
        f"Write a name such as `{written}`; put a backslash before the braces to show them as they are.",
    )
