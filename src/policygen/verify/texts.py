"""Every text, name, address, date and length of time that the content declares, as it must stand on some page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from policygen import durations
from policygen.model import countries
from policygen.model.policy import FILES, Policy, file_of
from policygen.model.record import Record, Refers
from policygen.verify import links
from policygen.verify.cookie_facts import day
from policygen.verify.reading import collapse, text
from policygen.verify.website import Website

UNPUBLISHED = frozenset({
    "policy.waivers",  # a decision of the people who write the policy
    "policy.attestations",  # the same
    "site.readability",  # a limit for the check of the prose
    "cookies.consent.clients",  # which exports the check looks at
})  # fmt: skip
"""Fields that no page shows, by the file and the keys that lead there."""
_NEVER = frozenset({"note", "id", "aliases"})
_COUNTRIES = frozenset({"country", "countries", "establishments"})


@dataclass(frozen=True, slots=True)
class Shown:
    """All that can be read on the pages, and where their links lead."""

    text: str
    links: frozenset[str]
    address: str

    def has(self, words: str) -> bool:
        """An address may be what a link leads to; one in the site is counted from its root."""
        return words in self.text or words in self.links or self.address + words.removeprefix("/") in self.links


def shown(site: Website) -> Shown:
    """A space that keeps words on one line is a space like any other."""
    read = "\n".join(text(page, tag) for page in site.pages for tag in page.tags[:1])
    leading = (
        (page.path, str(tag["href"]))
        for page in site.pages
        for tag in page.tags
        if tag.name == "a" and "href" in tag.attrs
    )
    targets = (links.target(site, page, address) for page, address in leading)
    return Shown(_plain(read), frozenset(to.url for to in targets if to), site.address)


def published(policy: Policy) -> Iterator[tuple[str, str, str]]:
    """File, field and words of whatever some page must show; words of closed lists and references are not among it."""
    data = frozenset(each.id for each in policy.data.categories) if policy.data else frozenset()
    for stem in FILES:
        record = getattr(policy, stem)
        for field, words in _leaves(record, stem) if record else ():
            if not (".applies_to[" in field and words in data):
                yield file_of(stem), field, _plain(words)
    for page in policy.pages:
        for field in ("title", "summary", "audience"):
            if words := getattr(page, field):
                yield page.file, field, _plain(words)


def _plain(words: str) -> str:
    return collapse(words.replace("\N{NO-BREAK SPACE}", " "))


def _leaves(record: Record, at: str) -> Iterator[tuple[str, str]]:
    enumerated = _enumerated(type(record))
    for name in type(record).model_fields:
        field = f"{at}.{name}"
        if name not in _NEVER and re.sub(r"\[[^]]*]", "", field) not in UNPUBLISHED:
            for key, value in _each(getattr(record, name)):
                if isinstance(value, Record):
                    yield from _leaves(value, field + key)
                elif not (isinstance(value, str) and name in enumerated) and (words := _words(name, value)):
                    yield field + key, words


def _each(value: Any) -> Iterator[tuple[str, Any]]:
    """The value, or each of a list with the name by which people find it."""
    if isinstance(value, tuple):
        yield from ((f"[{getattr(each, 'id', at)}]", each) for at, each in enumerate(value, start=1))
    else:
        yield "", value


def _words(name: str, value: Any) -> str | None:
    match value:
        case None | bool() | "none":
            return None
        case date():
            return day(value)
        case str() | int():
            return countries.names()[str(value)] if name in _COUNTRIES else str(value)
        case _:
            return durations.words(value)


@cache
def _enumerated(record: type[Record]) -> frozenset[str]:
    """The fields whose text is a word of a closed list or the id of something, and not what people read."""
    fields = record.model_fields.items()
    return frozenset(name for name, field in fields if any(map(_closed, (field.annotation, *field.metadata))))


def _closed(annotation: Any) -> bool:
    if get_origin(annotation) is Literal or isinstance(annotation, Refers):
        return True
    return any(map(_closed, get_args(annotation)))
