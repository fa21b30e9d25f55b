"""A page beside those of the content: drawn in the same frame, and left out of navigation, sitemap and readings."""

from dataclasses import dataclass

from policygen.outputs.view import Facts


@dataclass(frozen=True, slots=True)
class Sheet:
    """Its folder in the site, the layout that draws it, and what that layout can use besides the usual facts."""

    name: str
    layout: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Besides:
    """What is drawn besides the pages of the content: a PDF of each, and other pages."""

    pdf: bool = False
    sheets: tuple[Sheet, ...] = ()


NOTHING = Besides()
