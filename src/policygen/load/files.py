"""The files of the content: which belong there, and which have been misnamed."""

import re
from collections.abc import Iterator

from policygen.load import pages
from policygen.model.policy import CONTENT, FILES, file_of
from policygen.problems import Place, Problem
from policygen.spelling import nearest
from policygen.tree import Tree

IMAGES = "content/images/"
_IMAGE = re.compile(r"content/images/(?:[a-z0-9][a-z0-9-]*/)*[a-z0-9][a-z0-9._-]*\.(?:png|jpe?g|webp|avif|gif)\Z")
_PAGE = re.compile(r"content/pages/(?P<name>[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)\.md\Z")
_TAKEN = frozenset({"assets", "images", "history", "draft", "coverage", "index"})
"""First parts of addresses that the site itself uses."""


CODE = "FILE-unknown"


def check(content: Tree) -> Iterator[Problem]:
    """A problem for each file that has no place in the content, and for each that must be there and is not."""
    known = {file_of(stem) for stem in FILES}
    for file in content:
        if file in known:
            continue
        if file.startswith(pages.FOLDER):
            yield from _page(file)
        elif file.startswith(IMAGES):
            yield from _image(file)
        else:
            yield Problem(Place(file), CODE, "This file has no place in the content.", _place_for(file))
    for stem, needed in (("site", "name, base_url, language and controllers"), ("policy", "version")):
        if file_of(stem) not in content:
            yield Problem(Place(file_of(stem)), "REF-schema", "This file is missing.", f"Write it, with {needed}.")


def _place_for(file: str) -> str:
    """Where a file was probably meant to be: a content file that is almost called so, or a page."""
    name = file.rpartition("/")[2]
    if _PAGE.match(pages.FOLDER + name):
        return f"Move it to {pages.FOLDER}{name} if it is a page, else out of the content."
    close = nearest(name, [f"{stem}.yaml" for stem in FILES])
    return f"Did you mean `{CONTENT}{close}`?" if close else "Move it out of the content."


def _image(file: str) -> Iterator[Problem]:
    if not _IMAGE.match(file):
        mend = "Use small letters, digits and hyphens, and a picture that ends in .png, .jpg, .webp, .avif or .gif."
        yield Problem(Place(file), CODE, "This cannot be the name of an image.", mend)


def _page(file: str) -> Iterator[Problem]:
    match = _PAGE.match(file)
    if not match:
        mend = "Use small letters, digits and hyphens, and end in .md, such as `pages/privacy.md`."
        yield Problem(Place(file), CODE, "This cannot be the name of a page.", mend)
    elif match["name"] in _TAKEN:
        mend = "Choose another name for the page."
        yield Problem(Place(file), CODE, f"The site itself uses the address /{match['name']}/.", mend)
