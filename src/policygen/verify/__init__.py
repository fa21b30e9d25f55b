"""Reads a built site as a stranger would, and finds whatever its pages and its manifest do not say alike."""

from collections.abc import Sequence

from policygen.model.policy import Policy
from policygen.problems import Problem, in_source_order
from policygen.releases.sealed import Sealed
from policygen.tree import Tree
from policygen.verify import (
    answers,
    comparison,
    content,
    digests,
    index,
    links,
    manifest,
    readings,
    resources,
    schema,
    seals,
    signal,
    structure,
    versions,
    website,
)
from policygen.verify.website import Website

CHECKS = (
    schema.check,
    index.check,
    links.check,
    structure.check,
    resources.check,
    readings.check,
    digests.check,
)
"""What every site must stand; each takes the site and yields problems."""

OF_A_VERSION = (manifest.check, schema.shape, comparison.check)
"""What every version on the site must stand; each takes it as if it were a site of its own."""


def site(
    tree: Tree, policy: Policy | None = None, releases: Sequence[Sealed] = (), head: str | None = None
) -> tuple[Problem, ...]:
    """All that is wrong with a built site.

    With `policy`, also whatever it says otherwise than that content; with `releases`, than what was sealed; and with
    `head`, that the remembered digest of a release is no longer there.
    """
    return judged(website.read(tree), policy, releases, head)


def judged(
    built: Website, policy: Policy | None = None, releases: Sequence[Sealed] = (), head: str | None = None
) -> tuple[Problem, ...]:
    """The same for a site that has been read already."""
    parts = versions.of(built)
    found = [problem for check in CHECKS for problem in check(built)]
    found += [problem for part in parts for check in OF_A_VERSION for problem in check(part)]
    found += signal.check(parts[0])
    found += answers.check(built, parts)
    found += seals.check(built, releases, head)
    if policy:
        found += content.check(versions.written(parts), policy)
    return in_source_order(tuple(found))
