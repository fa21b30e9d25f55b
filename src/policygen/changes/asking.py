"""Who must be asked again: the categories in which something was added or widened since people agreed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from policygen.changes import agreed

Json = Mapping[str, Any]
"""A manifest, or a part of one."""


class Asked(NamedTuple):
    """A category about which people must be asked again, and why, in words."""

    category: str
    reasons: tuple[str, ...]


def ask_again(old: Json, new: Json, *, former: Mapping[str, str] | None = None) -> tuple[Asked, ...]:
    """The categories of the new manifest for which the answers given under the old one do not hold, in its order.

    Only what people agree to counts, which is what `consent_hash` is made of, in categories for which people are
    asked: wording, order, labels, layout, language and the ids of items ask nobody, nor does what was removed or
    narrowed. An item is new unless one to which people agreed in this category covers it. `former` are ids of
    providers and purposes that have been renamed, and what they are now. A category with another id is a new one,
    since front ends keep the answers under its id.
    """
    before = _renamed(old, former or {})
    known = {each["id"]: each for each in before["categories"]}
    found = (
        Asked(each["id"], tuple(_reasons(known.get(each["id"]), each, _in(before, each), _in(new, each))))
        for each in new["categories"]
        if _is_asked(each)
    )
    return tuple(each for each in found if each.reasons)


def consent_version(old: int, asked: Sequence[Asked]) -> int:
    """It grows only when somebody must be asked again."""
    return old + 1 if asked else old


def still_valid(old: Json, new: Json, asked: Sequence[Asked]) -> dict[str, list[str]]:
    """For each category of the new manifest, the digests of earlier versions under which an answer still holds.

    Oldest first; none where people must be asked again, or are not asked at all. So a front end that was away for many
    versions asks about what was widened in one of them, and not about what was only narrowed.
    """
    again = {each.category for each in asked}
    known = {each["id"]: [*each["still_valid"], each["consent_hash"]] for each in old["categories"] if _is_asked(each)}
    return {
        each["id"]: [
            digest
            for digest in known.get(each["id"], ())
            if _is_asked(each) and each["id"] not in again and digest != each["consent_hash"]
        ]
        for each in new["categories"]
    }


def _is_asked(category: Json) -> bool:
    return category["consent_hash"] is not None


def _in(manifest: Json, category: Json) -> list[Json]:
    return [each for each in manifest["items"] if each["category"] == category["id"]]


def _renamed(manifest: Json, former: Mapping[str, str]) -> Json:
    if not former:
        return manifest
    items = [{**each, "provider": former.get(each["provider"], each["provider"])} for each in manifest["items"]]
    categories = [
        {
            **each,
            "purposes": [{**purpose, "id": former.get(purpose["id"], purpose["id"])} for purpose in each["purposes"]],
        }
        for each in manifest["categories"]
    ]
    return {**manifest, "items": items, "categories": categories}


def _reasons(old: Json | None, new: Json, before: Sequence[Json], now: Sequence[Json]) -> Iterator[str]:
    if old is None:
        yield "it is new"
        return
    if not _is_asked(old):
        yield "people were not asked about it before"
        return
    yield from _wider_use(old, new)
    for item in now:
        yield from _beyond(item, before)


def _wider_use(old: Json, new: Json) -> Iterator[str]:
    purposes = {each["id"] for each in old["purposes"]}
    for each in new["purposes"]:
        if each["id"] not in purposes:
            yield f"new purpose “{next(iter(each['label'].values()))}”"
    yield from (f"it now grants `{each}`" for each in new["google_consent"] if each not in old["google_consent"])
    yield from (f"new TCF purpose {each}" for each in new["tcf_purposes"] if each not in old["tcf_purposes"])


def _beyond(item: Json, before: Sequence[Json]) -> Iterator[str]:
    """Why what people agreed to does not cover the item."""
    same = next((each for each in before if each["id"] == item["id"]), None)
    if (same and not agreed.widened(same, item)) or any(agreed.covers(each, item) for each in before):
        return
    alike = same if same and _is_recognised(same, item) else _alike(item, before)
    if alike is None:
        yield f"new item `{item['name']}`"
        return
    yield from (f"`{item['name']}`: {way}" for way in agreed.widened(alike, item) or ("it says less than before",))


def _alike(item: Json, before: Sequence[Json]) -> Json | None:
    """The item of the same name and kind that is nearest."""
    alike = [each for each in before if each["match"] == item["match"] and each["kind"] == item["kind"]]
    return min(alike, key=lambda each: len(agreed.widened(each, item)), default=None)


def _is_recognised(old: Json, new: Json) -> bool:
    """Whether it is the same item in a wider form, and not another one under its id."""
    return bool(old["match"] == new["match"]) or new["match"]["type"] == "glob"
