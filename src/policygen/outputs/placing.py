"""Which page shows which block, and so where each record has its anchor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policygen.model.policy import Policy
from policygen.problems import Problem, Related
from policygen.prose import Named, Prose

_SHOWING = {
    "data": ("data",),
    "purpose": ("purposes",),
    "basis": ("legal-bases",),
    "recipient": ("third-parties",),
    "retention": ("retention",),
    "event": ("retention",),
    "right": ("rights",),
    "controller": ("contact",),
    "decision": ("automated-decisions",),
    "marketing": ("marketing",),
    "service": ("cookies", "cookie-providers"),
    "provider": ("cookies", "cookie-providers"),
    "cookie-category": ("cookies",),
    "cookie": ("cookies",),
}
"""Prefix of an anchor to the blocks that draw it."""


@dataclass(frozen=True, slots=True)
class Placing:
    """The page on which each block stands; `cookies.ID` is the block of one category."""

    pages: Mapping[str, str]
    problems: tuple[Problem, ...]

    def page_of(self, prefix: str, category: str | None = None) -> str | None:
        """The page that has the anchors with this prefix, or None when no page shows them."""
        for block in _SHOWING[prefix]:
            for name in (block, f"{block}.{category}"):
                if name in self.pages:
                    return self.pages[name]
        return None


def names(policy: Policy, blocks: frozenset[str]) -> frozenset[str]:
    """The names of all blocks: one a layout, and `cookies.ID` for each category of cookies."""
    categories = policy.cookies.categories if policy.cookies and "cookies" in blocks else ()
    return blocks | {f"cookies.{each.id}" for each in categories}


def place(proses: tuple[Prose, ...], blocks: frozenset[str]) -> Placing:
    """Where the blocks stand; one that stands twice, on its own or as part of another, is a problem."""
    found: dict[str, tuple[str, Named]] = {}
    twice = []
    for prose in proses:
        for named in (each for each in prose.alone if each.name in blocks):
            if named.name in found:
                twice.append(_twice(named, found[named.name][1]))
            else:
                found[named.name] = (prose.page.name, named)
    if "cookies" in found:
        twice += [_part(part, found["cookies"][1]) for name, (_, part) in found.items() if _is_part(name)]
    return Placing({name: page for name, (page, _) in found.items()}, tuple(twice))


def _is_part(name: str) -> bool:
    """Whether the block of all cookies holds this one."""
    return name.startswith("cookies.") or name == "cookie-providers"


def _twice(named: Named, first: Named) -> Problem:
    message = f"The block `{named.name}` stands here again."
    mend = "Keep one of the two, and link to it from the other place."
    return Problem(named.place, "REF-duplicate", message, mend, related=(Related(first.place, "first shown here"),))


def _part(named: Named, whole: Named) -> Problem:
    message = f"The block `{whole.name}` shows all that `{named.name}` shows."
    mend = "Keep the one, or the block of each category and `{{ cookie-providers }}`."
    return Problem(named.place, "REF-duplicate", message, mend, related=(Related(whole.place, "all shown here"),))


def unshown(policy: Policy, placing: Placing) -> Iterator[tuple[str, str]]:
    """The content files of which something is declared that no page shows, each with the block that would."""
    for stem, block, declared in (*_wanted(policy), *_wanted_of_cookies(policy, placing)):
        if declared and block not in placing.pages:
            yield stem, block


def _wanted_of_cookies(policy: Policy, placing: Placing) -> Iterator[tuple[str, str, bool]]:
    """All cookies at once; or, where one category has a block of its own, each and those who store them."""
    if policy.cookies is None:
        return
    categories = [f"cookies.{each.id}" for each in policy.cookies.categories]
    if "cookies" in placing.pages or placing.pages.keys().isdisjoint(categories):
        yield "cookies", "cookies", bool(categories or policy.cookies.items or policy.cookies.services)
        return
    yield from (("cookies", block, True) for block in categories)
    provided = any(each.provider for each in policy.cookies.items)
    yield "cookies", "cookie-providers", bool(policy.cookies.services) or provided


def _wanted(policy: Policy) -> Iterator[tuple[str, str, bool]]:
    for stem, block in (
        ("data", "data"),
        ("purposes", "purposes"),
        ("legal_bases", "legal-bases"),
        ("third_parties", "third-parties"),
        ("retention", "retention"),
    ):
        yield stem, block, getattr(policy, stem) is not None
    site, cookies, purposes, rights = policy.site, policy.cookies, policy.purposes, policy.rights
    appointed = site.dpo or site.representatives or any(each.contact for each in site.controllers)
    yield "site", "contact", bool(appointed)
    yield "cookies", "consent", bool(cookies and cookies.consent)
    yield "purposes", "automated-decisions", bool(purposes and purposes.automated_decisions)
    yield "purposes", "marketing", bool(purposes and any(each.direct_marketing for each in purposes.purposes))
    yield "rights", "rights", rights is not None
    yield "rights", "complaints", bool(rights and rights.complaints)
