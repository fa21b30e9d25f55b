"""Answers of people that still hold: each was given to a version that is on the site, and before this one."""

from collections import defaultdict
from collections.abc import Iterator

from policygen.problems import Place, Problem
from policygen.verify import versions
from policygen.verify.website import Website

_MEND = "Build the site again from the releases, with their files as they were sealed."


def check(site: Website, parts: tuple[Website, ...]) -> Iterator[Problem]:
    """`parts` are the versions of the site, of which the root shows one again."""
    root, *others = parts
    order = [f"cookies/{number}/manifest.json" for number in versions.statuses(site)]
    known: defaultdict[str, set[str]] = defaultdict(set)
    for part in sorted(others, key=lambda part: -order.index(part.manifest) if part.manifest in order else 1):
        yield from _unknown(part, known)
        for category in part.facts["categories"] if part.facts else ():
            known[category["id"]].add(category["consent_hash"])
    yield from _unknown(root, known)


def _unknown(part: Website, known: defaultdict[str, set[str]]) -> Iterator[Problem]:
    for category in part.facts["categories"] if part.facts else ():
        for digest in category["still_valid"]:
            if digest == category["consent_hash"] or digest not in known[category["id"]]:
                words = f"answers under {digest} hold for `{category['id']}`, which no earlier version of it has"
                yield Problem(Place(part.manifest), "VERIFY-manifest", f"{part.manifest}: {words}.", _MEND)
