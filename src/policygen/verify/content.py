"""The built site held against its content: the manifest entry by entry, and what only the pages say."""

from collections.abc import Iterator, Mapping
from typing import Any

from policygen.model.policy import Policy
from policygen.problems import Place, Problem
from policygen.verify import comparison, content_facts, paragraphs, texts
from policygen.verify.cookie_facts import Expected
from policygen.verify.difference import between, quoted
from policygen.verify.records import Record
from policygen.verify.website import Website

_MEND = "Build the site again from this content."


def check(site: Website, policy: Policy) -> Iterator[Problem]:
    if site.facts is not None:
        yield from (_problem(site.manifest, f"{site.manifest}: {fault}") for fault in _manifest(site.facts, policy))
    only = content_facts.page_only(policy)
    for record in site.records:
        if isinstance(record, Record) and record.id in only:
            yield from _on_page(record, only[record.id])
    # A version that is still to come has no home page, where some of its facts would stand.
    shown, published = texts.shown(site), tuple(texts.published(policy)) if site.home else ()
    lacking = {words for words in {words for _, _, words in published} if not shown.has(words)}
    for file, field, words in published:
        if words in lacking:
            yield _problem(file, f"{file}, {field}: no page shows `{words}`")
    pages = {page.path: page for page in site.pages}
    for written in policy.pages:
        path = site.path(written.name)
        for piece in paragraphs.missing(written, pages.get(path)):
            yield _problem(path, f"{path} does not show `{piece}` of {written.file}")


def _problem(file: str, message: str) -> Problem:
    return Problem(Place(file), "VERIFY-content", f"{message}.", _MEND)


def _manifest(manifest: Mapping[str, Any], policy: Policy) -> Iterator[str]:
    yield from _unequal("the manifest", manifest, content_facts.whole(policy))
    for part, facts in (("site", content_facts.site(policy)), ("consent", content_facts.consent(policy))):
        yield from _unequal(f"the {part}", manifest[part], facts)
    for kind, entries in content_facts.entries(policy).items():
        found = {entry["id"]: entry for entry in manifest[kind]}
        for key in sorted(set(found) - set(entries)):
            yield f"the content has no `{key}` among its {kind}"
        for key in sorted(set(entries) - set(found)):
            yield f"`{key}` of the content is not among the {kind}"
        for key in sorted(set(entries) & set(found)):
            yield from _unequal(f"`{key}` among the {kind}", found[key], entries[key])


def _unequal(owner: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[str]:
    for field, value in expected.items():
        if found[field] != value:
            where = between(found[field], value) if isinstance(value, str) and isinstance(found[field], str) else ""
            yield f"the {field} of {owner} is {quoted(found[field])}, and the content says {quoted(value)}{where}"


def _on_page(record: Record, facts: Mapping[str, str | None]) -> Iterator[Problem]:
    """The labels of which the manifest says nothing; all others have been held against it."""
    others = frozenset(fact.label for fact in record.facts) - set(facts)
    yield from comparison.compare(record, Expected(record.id, "VERIFY-content", facts, others), "the content")
