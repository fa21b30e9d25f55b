"""Links and addresses in the text: whether they are written whole, and whether they look misspelt."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from policygen import packaged
from policygen.joins.finding import entries
from policygen.model.third_parties import ThirdParty
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import addresses, hosts, passages

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
    for spot, written in _bare(case):
        bare = written.removeprefix("http://")
        yield Found(
            spot,
            f"The address “{written}” is not written whole, with `https://`.",
            f"Write `https://{bare}`, in a page as a link: `[words](https://{bare})`.",
            passages.page(spot),
        )


def _bare(case: Case) -> Iterator[tuple[Spot, str]]:
    """Addresses that are not written whole; one that a page links whole may stand there in short."""
    whole = tuple(link.name for prose in case.proses for link in prose.links)
    for passage in passages.of(case):
        for found in _BARE.finditer(passage.words):
            if not any(each.startswith(f"https://{found[0]}") for each in whole):
                yield passage.at(found.start()), found[0]


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
    yield from ((spot, _host(address)) for spot, address in addresses.of(case.policy, case.proses))
    yield from ((spot, _host(f"https://{written.removeprefix('http://')}")) for spot, written in _bare(case))


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
