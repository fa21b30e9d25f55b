"""Two policies, compared: every fact that differs, judged and worded."""

from collections.abc import Iterator

from policygen.changes import direction, facts, renaming, table, telling, values
from policygen.changes.change import Change
from policygen.joins import storage
from policygen.model.cookies import CookieCategory, Item, Service
from policygen.model.page import Page
from policygen.model.policy import Policy


def compare(old: Policy, new: Policy) -> tuple[Change, ...]:
    """Every change of fact or word, in the order of the content; a record that only has another id has not changed."""
    before = renaming.renamed(old, renaming.between(old, new))
    stored = storage.of(new)
    found = (*facts.differences(before, new), *_claims(before, new))
    return tuple(
        _change(each, before, new, asked=_is_asked(each, stored))
        for each in found
        if not table.is_apart(each.list, each.kind)
    )


def _change(found: facts.Difference, old: Policy, new: Policy, *, asked: bool) -> Change:
    tags = direction.of(found, frozenset(table.table()["exact"]))
    judgement = table.judge(found.list, found.kind, tags | {f"{tag} where asked" for tag in tags if asked})
    record = found.record
    before, now = telling.before_and_now(found, old, new)
    return Change(
        list=found.list,
        id="" if record is None else str(record.name if isinstance(record, Page) else getattr(record, "id", "")),
        called="" if record is None else values.called(record),
        field=".".join(step.name for step in found.path),
        old=before,
        new=now,
        words=telling.line(found, old, new),
        gravity=judgement.gravity,
        reason=judgement.reason,
    )


def _is_asked(found: facts.Difference, stored: storage.Storage) -> bool:
    """Whether it is about something stored to which people must agree now."""
    record = found.record
    category = record if isinstance(record, CookieCategory) else None
    if isinstance(record, Item | Service):
        category = stored.category_of(record)
    return category is not None and category.consent == "required"


def _claims(old: Policy, new: Policy) -> Iterator[facts.Difference]:
    """The sentences of all pages that are held against the facts, by what they claim."""
    if old.pages == new.pages or not any("{claim=" in each.prose for each in (*old.pages, *new.pages)):
        return
    before, now = (tuple(dict.fromkeys(_claimed(each))) for each in (old, new))
    if set(before) != set(now):
        yield facts.Difference("pages", None, (facts.Step("claims"),), tuple[str, ...], before, now)


def _claimed(policy: Policy) -> Iterator[str]:
    from policygen import prose
    from policygen.prose import findings

    for page in policy.pages:
        yield from (f"“{findings.claims().get(each.name, each.name)}”" for each in prose.parse(page).claims)
