"""Whatever people agreed to: who adds or widens asks again, and who words, orders, removes or narrows does not."""

import copy
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from agreements import CATEGORY, ITEM, Json, agreed_manifest
from hypothesis import given
from hypothesis import strategies as st

from policygen.changes.asking import ask_again, still_valid

ITEMS: st.SearchStrategy[Json] = st.builds(
    lambda **keys: {**ITEM, **keys, "match": {"type": keys["type"], "value": keys["name"]}},
    name=st.sampled_from(["_ga", "_ga_*", "_g*", "b", "b*", "*x*"]),
    type=st.sampled_from(["exact", "glob"]),
    kind=st.sampled_from(["cookie", "pixel"]),
    provider=st.sampled_from([None, "count-inc", "other"]),
    party=st.sampled_from([None, "first", "third"]),
    third_party_access=st.sampled_from([None, True, False]),
    refreshes=st.sampled_from([None, True, False]),
    domains=st.lists(st.sampled_from(["a.example", ".a.example", "x.a.example", "b.example"]), unique=True),
    purpose_type=st.sampled_from([None, "analytics", "advertising"]),
    max_age_seconds=st.sampled_from([None, 0, 60, 3600]),
)
CATEGORIES: st.SearchStrategy[dict[str, list[Any]]] = st.fixed_dictionaries({
    "purposes": st.lists(st.sampled_from(["a", "b", "c"]), unique=True),
    "google_consent": st.lists(st.sampled_from(["ad_storage", "analytics_storage"]), unique=True),
    "tcf_purposes": st.lists(st.integers(1, 4), unique=True),
})  # fmt: skip


@st.composite
def manifests(draw: st.DrawFn, fewest: int = 0, most: int = 4) -> Json:
    found = draw(CATEGORIES)
    purposes = [{"id": each, "label": {"en": each}} for each in found["purposes"]]
    items = [
        {**each, "id": f"item-{number}"}
        for number, each in enumerate(draw(st.lists(ITEMS, min_size=fewest, max_size=most)))
    ]
    return agreed_manifest([{**CATEGORY, **found, "purposes": purposes}], items)


def _hash(found: Json) -> str:
    return str(found["categories"][0]["consent_hash"])


def _again(found: Json) -> Json:
    return agreed_manifest(found["categories"], found["items"])


def _lists(found: Json) -> list[list[Any]]:
    """Every list to which something can be added."""
    uses = [found["categories"][0][key] for key in ("purposes", "google_consent", "tcf_purposes")]
    return [found["items"], *(each["domains"] for each in found["items"]), *uses]


@given(manifests(), st.randoms())
def test_order_ids_and_words_move_nothing(old: Json, random: Any) -> None:
    new = copy.deepcopy(old)
    for group in _lists(new):
        random.shuffle(group)
    for number, item in enumerate(new["items"]):
        item |= {
            "id": f"other-{number}",
            "name": "x",
            "purpose": {"fr": "x"},
            "duration_text": {"fr": "x"},
            "path": "/x",
        }
    new["categories"][0] |= {"label": {"fr": "x"}, "description": {"fr": "x"}}
    assert _hash(_again(new)) == _hash(old)
    assert ask_again(old, _again(new)) == ()


@given(manifests(), manifests())
def test_whoever_is_asked_sees_another_hash(old: Json, new: Json) -> None:
    assert _hash(old) != _hash(new) or ask_again(old, new) == ()


@given(manifests(), ITEMS)
def test_a_new_item_always_asks(old: Json, item: Json) -> None:
    new = {**item, "id": "new", "name": "new", "match": {"type": "exact", "value": "new"}}
    [asked] = ask_again(old, _again({**old, "items": [*old["items"], new]}))
    assert asked.reasons == ("new item `new`",)


_WIDER: tuple[tuple[Callable[[Json], bool], Json], ...] = (
    (lambda item: item["max_age_seconds"] is not None, {"max_age_seconds": 10**8}),
    (lambda item: item["max_age_seconds"] is not None, {"max_age_seconds": None}),
    (lambda item: item["refreshes"] is not True, {"refreshes": True}),
    (lambda item: item["third_party_access"] is not True, {"third_party_access": True}),
    (lambda item: item["party"] != "third", {"party": "third"}),
    (lambda _: True, {"provider": "newcomer"}),
    (lambda _: True, {"purpose_type": "social"}),
    (lambda _: True, {"domains": ["newcomer.example"]}),
    (lambda _: True, {"match": {"type": "glob", "value": "n*"}}),
)


@given(manifests(fewest=1, most=1), st.sampled_from(_WIDER))
def test_a_wider_item_always_asks(old: Json, wider: tuple[Callable[[Json], bool], Json]) -> None:
    [item] = old["items"]
    applies, facts = wider
    if applies(item):
        new = _again({**old, "items": [{**item, **facts}]})
        assert ask_again(old, new) != ()
        assert _hash(new) != _hash(old)


@given(manifests(), st.data())
def test_removing_moves_the_hash_and_asks_nobody(old: Json, data: st.DataObject) -> None:
    new = copy.deepcopy(old)
    full = [group for group in _lists(new) if group]
    if full:
        group = data.draw(st.sampled_from(full))
        group.pop(data.draw(st.integers(0, len(group) - 1)))
        assert ask_again(old, _again(new)) == ()
        assert _hash(_again(new)) != _hash(old)


def _after(old: Json, new: Json) -> Json:
    """The new manifest as it is sealed after the old one."""
    valid = still_valid(old, new, ask_again(old, new))
    return {**new, "categories": [{**each, "still_valid": valid[each["id"]]} for each in new["categories"]]}


@given(st.lists(manifests(), min_size=2, max_size=5))
def test_an_answer_holds_until_something_is_widened_and_not_a_version_longer(drawn: list[Json]) -> None:
    history = [drawn[0]]
    for each in drawn[1:]:
        history.append(_after(history[-1], each))
    widened = [bool(ask_again(old, new)) for old, new in pairwise(history)]
    (last,) = history[-1]["categories"]
    holding = {last["consent_hash"], *last["still_valid"]}
    since = len(widened) - next((at for at, wider in enumerate(reversed(widened)) if wider), len(widened))
    assert {_hash(each) for each in history[since:]} == holding


@given(manifests(most=3), st.data())
def test_a_front_end_that_was_away_is_asked_about_what_was_widened_alone(old: Json, data: st.DataObject) -> None:
    """One category is narrowed, item by item, while another one is widened."""
    other = {**CATEGORY, "id": "adverts"}
    adverts = [{**ITEM, "id": "ad", "category": "adverts"}]
    kept = [each for each in old["items"] if data.draw(st.booleans())]
    more = [
        *adverts,
        {**ITEM, "id": "more", "category": "adverts", "name": "m", "match": {"type": "exact", "value": "m"}},
    ]
    first = agreed_manifest([*old["categories"], other], [*old["items"], *adverts])
    second = _after(first, agreed_manifest([*old["categories"], other], [*kept, *adverts]))
    third = _after(second, agreed_manifest([*old["categories"], other], [*kept, *more]))
    answers = {each["id"]: each["consent_hash"] for each in first["categories"]}
    again = [
        each["id"]
        for each in third["categories"]
        if answers[each["id"]] not in (each["consent_hash"], *each["still_valid"])
    ]
    assert again == ["adverts"]
