"""Reads a built site as a stranger would, and finds whatever its pages and its manifest do not say alike."""

from policygen.model.policy import Policy
from policygen.problems import Problem, in_source_order
from policygen.tree import Tree
from policygen.verify import (
    comparison,
    content,
    digests,
    index,
    links,
    manifest,
    readings,
    resources,
    schema,
    structure,
    website,
)
from policygen.verify.website import Website

CHECKS = (
    manifest.check,
    schema.check,
    index.check,
    comparison.check,
    links.check,
    structure.check,
    resources.check,
    readings.check,
    digests.check,
)
"""What every site must stand; each takes the site and yields problems."""


def site(tree: Tree, policy: Policy | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a built site, and with `policy` also whatever it says otherwise than that content."""
    return judged(website.read(tree), policy)


def judged(built: Website, policy: Policy | None = None) -> tuple[Problem, ...]:
    """The same for a site that has been read already."""
    found = [problem for check in CHECKS for problem in check(built)]
    if policy:
        found += content.check(built, policy)
    return in_source_order(tuple(found))
