"""Links and addresses in the text: whether they are written whole, and whether they look misspelt."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from policygen import packaged
from policygen.joins.finding import entries
from policygen.model.rights import Authority
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import hosts, passages

_BARE = re.compile(r"(?<![\w./@:-])(?:http://[\w.-]+|www\.[\w-]+\.[\w.-]*\w)", re.IGNORECASE)
_SHORTEST = 8
"""Shorter hosts are near each other by chance."""
_TWO_SLIPS = 12
"""From this length on, a host with two wrong letters is still more likely misspelt than meant."""


@rule("LINK-scheme")
def scheme(case: Case) -> Iterator[Found]:
    """An address without `https://` is not a link in every program that people read it in, and one with `http://` can
    be changed on its way by anybody in between.
    """
    for passage in passages.of(case):
        for found in _BARE.finditer(passage.words):
            bare = found[0].removeprefix("http://")
            yield Found(
                passage.at(found.start()),
                f"The address “{found[0]}” is not written whole, with `https://`.",
                f"Write `https://{bare}`, in a page as a link: `[words](https://{bare})`.",
                passages.page(passage.at()),
            )


@rule("LINK-lookalike")
def lookalike(case: Case) -> Iterator[Found]:
    """A letter that is missing in a host leads to somebody else, often to somebody who registered the misspelt name in
    order to be found. A privacy notice must not send people there.
    """
    known = {*_known(), *map(hosts.bare, case.policy.site.domains)}
    parties = entries(case.policy, "third_parties.third_parties")
    known |= {hosts.bare(each) for party in parties if isinstance(party, ThirdParty) for each in party.domains}
    linked = tuple(_linked(case))
    looks = {host: _near(host, known) for host in {host for _, host in linked}}
    for spot, host in linked:
        if near := looks[host]:
            yield Found(
                spot,
                f"The host `{host}` looks like a misspelling of `{near}`.",
                f"Write `{near}` if that is meant; otherwise waive this rule with the reason.",
                passages.page(spot),
            )


def _linked(case: Case) -> Iterator[tuple[Spot, str]]:
    for party in entries(case.policy, "third_parties.third_parties"):
        if isinstance(party, ThirdParty) and party.privacy_url:
            yield (party, "privacy_url"), _host(party.privacy_url)
    for service in case.stored.cookies.services:
        if service.opt_out_url:
            yield (service, "opt_out_url"), _host(service.opt_out_url)
    for authority in _authorities(case):
        if authority.url:
            yield (authority, "url"), _host(authority.url)
    for prose in case.proses:
        yield from ((link.place, _host(link.name)) for link in prose.links if link.name.startswith("https://"))


def _authorities(case: Case) -> tuple[Authority, ...]:
    complaints = case.policy.rights.complaints if case.policy.rights else None
    return complaints.authorities if complaints else ()


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _near(host: str, known: set[str]) -> str | None:
    """The known host that this one is nearly spelt like; None when it is one of them, or below one."""
    if any(hosts.below(host, each.removeprefix("www.")) for each in known):
        return None
    allowed = 2 if len(host) >= _TWO_SLIPS else 1
    alike = (each for each in sorted(known) if len(each) >= _SHORTEST)
    # Letters added, left out, changed, or swapped with the next; above the cutoff it counts no further.
    return next((each for each in alike if OSA.distance(host, each, score_cutoff=allowed) <= allowed), None)


@cache
def _known() -> frozenset[str]:
    table = packaged.table("law/known_hosts.json")
    return frozenset(table["hosts"])


RULES = (scheme, lookalike)
"""Written whole, then spelt right."""
