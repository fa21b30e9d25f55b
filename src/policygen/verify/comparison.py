"""Pages and manifest held against each other, both ways: every record once, every value letter by letter."""

from collections.abc import Iterator, Mapping, Sequence

from policygen import durations
from policygen.problems import Place, Problem, Related
from policygen.verify import cookie_facts, difference
from policygen.verify.cookie_facts import Entry, Expectation, Expected, Lifetime
from policygen.verify.difference import quoted
from policygen.verify.reading import collapse
from policygen.verify.records import Record
from policygen.verify.tables import NOT_STATED
from policygen.verify.values import Fact, where
from policygen.verify.website import Website

_MEND = "Build the site again from its content, and publish pages and manifest together."
_VERSION = "version-facts"
_SITE = "site-facts"


def check(site: Website) -> Iterator[Problem]:
    found = [each for each in site.records if isinstance(each, Record)]
    yield from (each for each in site.records if isinstance(each, Problem))
    if site.facts is not None:
        yield from _versions(site, site.facts, [record for record in found if record.id == _VERSION])
        others = [record for record in found if record.id != _VERSION]
        yield from _both_ways(site, others, {record.id: record for record in cookie_facts.expected(site.facts)})


def _versions(site: Website, manifest: Entry, found: Sequence[Record]) -> Iterator[Problem]:
    """Every page says which version it shows."""
    expected = cookie_facts.version(manifest)
    by_page = {record.place.file: record for record in found}
    for page in site.pages:
        if page.path in by_page:
            yield from compare(by_page[page.path], expected)
        else:
            message = f"{page.path} does not show which version it is."
            yield Problem(Place(page.path), expected.code, message, _MEND)


def _both_ways(site: Website, found: Sequence[Record], expected: Mapping[str, Expected]) -> Iterator[Problem]:
    shown: dict[str, Record] = {}
    for record in found:
        if record.id not in expected:
            message = f"{record.place.file}, {record.name}: the manifest does not have it ({_summary(record)})."
            yield Problem(record.place, record.code, message, _MEND)
        elif record.id in shown:
            message = f"{record.place.file}, {record.name}: it is shown twice."
            related = (Related(shown[record.id].place, "shown here first"),)
            yield Problem(record.place, record.code, message, _MEND, related=related)
        else:
            shown[record.id] = record
            yield from compare(record, expected[record.id])
    for missing in expected.values():
        if missing.needed and missing.id not in shown and (missing.id != _SITE or site.home):
            message = f"{site.manifest}: no page shows `{missing.id}`, so that nobody can see it."
            yield Problem(Place(site.manifest), missing.code, message, _MEND)
    if site.home and _SITE in shown and shown[_SITE].place.file != site.home:
        place = shown[_SITE].place
        message = f"{place.file}: the facts of the site do not stand on {site.home}."
        yield Problem(place, "VERIFY-version", message, _MEND)


def _summary(record: Record) -> str:
    return ", ".join(quoted(fact.text) for fact in record.facts[:4]) or "without any value"


def compare(record: Record, expected: Expected, source: str = "the manifest") -> Iterator[Problem]:
    """Every label of the one in the other, with the same words; `source` is what the page is held against."""
    facts = {fact.label: fact for fact in record.facts}
    for label, value in expected.facts.items():
        fact = facts.get(label)
        told = collapse(fact.text) if fact else None
        if not _agrees(fact, value):
            place, code = (fact.place if fact else record.place), expected.code
            said = NOT_STATED if value is None and fact and fact.column else _said(value)
            message = (
                f"{record.place.file}, {record.name}, {where(label)}: the page says {quoted(told)}, "
                f"{source} says {quoted(said)}{difference.between(told, said)}."
            )
            yield Problem(place, code, message, _MEND)
    for fact in record.facts:
        if fact.label not in expected.facts and fact.label not in expected.page_only:
            message = (
                f"{fact.place.file}, {record.name}, {where(fact.label)}: the page says {quoted(fact.text)}, "
                f"and {source} has nothing of that kind."
            )
            yield Problem(fact.place, expected.code, message, _MEND)


def _agrees(fact: Fact | None, value: Expectation) -> bool:
    match value:
        case None:
            return fact is None or (fact.column and fact.text == NOT_STATED)
        case Lifetime():
            return value.iso is None if fact is None else _lifetime(fact.text) == value
        case str():
            return fact is not None and fact.text == collapse(value)
        case _:
            return fact is not None and fact.text in map(collapse, value)


def _lifetime(text: str) -> Lifetime | None:
    try:
        duration = durations.read(text)
    except durations.DurationError:
        return None
    return Lifetime(durations.iso(duration), durations.seconds(duration))


def _said(value: Expectation) -> str | None:
    match value:
        case Lifetime():
            return None if value.iso is None else f"{value.iso}, {value.seconds} seconds"
        case tuple():
            return value[0]
        case _:
            return value
