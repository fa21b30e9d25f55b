"""What pages name that is not there, or that is there twice: facts, blocks, places to link to, anchors."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from policygen.model.policy import Policy, file_of
from policygen.outputs import placing
from policygen.outputs.placing import Placing
from policygen.problems import Place, Problem
from policygen.prose import Named, Prose, facts, headings
from policygen.prose.places import Locator
from policygen.spelling import did_you_mean
from policygen.tree import Tree

_IMAGES = "images/"
_ID = re.compile(r'\sid="([^"]+)"')


def ids(html: str) -> tuple[str, ...]:
    """The anchors of a piece of HTML, in order, those that stand twice included."""
    return tuple(_ID.findall(html))


def unshown(policy: Policy, placed: Placing) -> Iterator[Problem]:
    """Facts that are declared and that no page shows."""
    for stem, block in placing.unshown(policy, placed):
        page = next((each for each in policy.pages if each.name == stem), policy.pages[0])
        message = f"This file declares facts that no page shows: the block `{block}` stands nowhere."
        mend = f"Write `{{{{ {block} }}}}` on a line of its own in a page, such as {page.file}."
        yield Problem(Place(file_of(stem)), "PAGE-unshown", message, mend)


def unknown(policy: Policy, written: Prose, blocks: frozenset[str]) -> Iterator[Problem]:
    """Names in double braces behind which nothing stands, and blocks where none can be drawn."""
    for named in written.alone:
        if named.name not in blocks:
            yield from _unresolved(policy, named, blocks)
    for named in written.within:
        if named.name in blocks:
            message = f"The block `{named.name}` cannot stand within a text, a list or a table."
            mend = f"Put `{{{{ {named.name} }}}}` on a line of its own, with an empty line above and below."
            yield Problem(named.place, "PROSE-fact", message, mend)
        else:
            yield from _unresolved(policy, named, blocks)


def _unresolved(policy: Policy, named: Named, blocks: frozenset[str]) -> Iterator[Problem]:
    try:
        facts.resolve(policy, named.name, blocks)
    except facts.UnknownFactError as error:
        yield Problem(named.place, "PROSE-fact", error.message, error.mend)


def doubled(proses: tuple[Prose, ...], html: Tree) -> Iterator[Problem]:
    """Headings whose id is also that of another place of the finished page, such as a record in a block."""
    for prose in proses:
        locate = Locator(prose.page.file, tuple(prose.page.prose.split("\n")))
        for anchor, count in Counter(ids(html[f"{prose.page.name}/index.html"].decode())).items():
            if count > 1:
                place = headings.place_of(prose.tokens, anchor, locate) or Place(prose.page.file)
                message = f"The id of this heading, `{anchor}`, belongs to something else on the page already."
                mend = f"Give the heading another id, such as `## Heading {{#about-{anchor}}}`."
                yield Problem(place, "REF-duplicate", message, mend)


def dead_links(proses: tuple[Prose, ...], anchors: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """The links of the prose that lead to no place of the site.

    `anchors` has the ids at each address of the site, such as `cookies/`; none for what is not an article.
    """
    for prose in proses:
        for link in prose.links:
            if link.name.startswith(("/", "#")):
                path, _, anchor = link.name.partition("#")
                yield from _dead(link, path.lstrip("/") if path else f"{prose.page.name}/", anchor, anchors)


def _dead(link: Named, path: str, anchor: str, anchors: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    if path not in anchors and path.startswith(_IMAGES):
        message, mend = f"There is no image `/{path}`.", "Put the file into content/images/, or correct its name."
        yield Problem(link.place, "LINK-internal", message, mend)
    elif path not in anchors:
        message = f"The link `{link.name}` leads to no page of the site."
        is_file = "." in path.rpartition("/")[2]
        known = [f"/{each}" for each in anchors if each.endswith("/") is not is_file and not each.endswith(".html")]
        mend = did_you_mean(f"/{path}", known)
        yield Problem(link.place, "LINK-internal", message, mend)
    elif anchor and anchor not in anchors[path]:
        message = f"The link `{link.name}` leads to a place that is not there: no heading or record has this id."
        whole = f"Leave out `#{anchor}`, to link to the whole page."
        mend = did_you_mean(anchor, anchors[path]) if anchors[path] else whole
        yield Problem(link.place, "LINK-internal", message, mend)
