"""The web addresses that a policy gives its readers, each with the place where it stands."""

import re
from collections.abc import Iterator

from policygen.model.policy import FILES, Policy
from policygen.model.record import Record
from policygen.prose import Prose
from policygen.rule import Spot

_WHOLE = re.compile(r"https://[^\s/]+\S*\Z")


def of(policy: Policy, proses: tuple[Prose, ...]) -> Iterator[tuple[Spot, str]]:
    """Those of the records, then those of the pages; the site's own may not be published yet and are left out."""
    home = policy.site.base_url
    for spot, address in (*_of_records(policy), *((link.place, link.name) for each in proses for link in each.links)):
        if _WHOLE.match(address) and not f"{address}/".startswith(home):
            yield spot, address


def _of_records(policy: Policy) -> Iterator[tuple[Spot, str]]:
    for stem in FILES:
        part = getattr(policy, stem)
        if isinstance(part, Record):
            yield from _of_record(part)


def _of_record(record: Record) -> Iterator[tuple[Spot, str]]:
    for name, field in type(record).model_fields.items():
        value = getattr(record, name) if name != "note" else None
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _of_record(each)
            elif isinstance(each, str):
                yield (record, field.alias or name), each
