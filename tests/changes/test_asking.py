"""Who is asked again: whoever agreed to less than there is now, and nobody else."""
# ruff: noqa: E501 -- a case stays on its line

from collections.abc import Iterator
from typing import Any

import pytest
from agreements import CATEGORY, ITEM, Json, agreed_manifest
from mutations import changed, read, version

from policygen import disk
from policygen.changes import Version, ask_again, between, consent_version, hints
from policygen.load import load
from policygen.model.cookies import Item
from policygen.model.policy import CONTENT, Policy
from policygen.model.record import Record
from policygen.outputs.manifest import manifest
from test_docs import ROOT

OLD = agreed_manifest([CATEGORY], [ITEM])


def _reasons(category: Json, *items: Json) -> tuple[str, ...]:
    asked = ask_again(OLD, agreed_manifest([category], list(items)))
    assert [each.category for each in asked] in ([], ["analytics"])
    return asked[0].reasons if asked else ()


def _glob(name: str) -> Json:
    return {"name": name, "match": {"type": "glob", "value": name}}


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"id": "hj", "name": "_hj", "match": {"type": "exact", "value": "_hj"}}, "new item `_hj`"),
        ({"name": "_gb", "match": {"type": "exact", "value": "_gb"}}, "new item `_gb`"),
        (_glob("_ga*"), "`_ga*`: its name is `_ga*` instead of `_ga`"),
        ({"kind": "local-storage"}, "`_ga`: it is stored as local storage instead of cookie"),
        ({"max_age_seconds": 63072000, "duration_text": {"en": "2 years"}}, "`_ga`: it lasts longer: 2 years instead of 13 months"),
        ({"max_age_seconds": None, "duration_text": None}, "`_ga`: it lasts longer: a time that nobody says instead of 13 months"),
        ({"refreshes": True}, "`_ga`: its time now begins again at each visit"),
        ({"third_party_access": True}, "`_ga`: others can now read it"),
        ({"party": "third"}, "`_ga`: it now belongs to another site"),
        ({"provider": "other"}, "`_ga`: `other` now stores it instead of `count-inc`"),
        ({"purpose_type": "advertising"}, "`_ga`: it is now used for advertising"),
        ({"domains": ["a.example", "b.example"]}, "`_ga`: it is now also stored for `b.example`"),
        ({"domains": [".a.example"]}, "`_ga`: it is now also stored for `.a.example`"),
        ({"id": "twin", "provider": None}, "`_ga`: it says less than before"),
    ],
)  # fmt: skip
def test_an_item_that_goes_beyond_asks(now: Json, reason: str) -> None:
    assert _reasons(CATEGORY, {**ITEM, **now}) == (reason,)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ({"purposes": [*CATEGORY["purposes"], {"id": "ads", "label": {"en": "Adverts"}}]}, "new purpose “Adverts”"),
        ({"google_consent": ["ad_storage"]}, "it now grants `ad_storage`"),
        ({"tcf_purposes": [9, 8]}, "new TCF purpose 9"),
    ],
)
def test_a_wider_use_asks(now: Json, reason: str) -> None:
    assert _reasons({**CATEGORY, **now}, ITEM) == (reason,)


@pytest.mark.parametrize(
    "now",
    [
        {"id": "renamed", "name": "shown otherwise", "service": "x", "purpose": {"fr": "Compte."}, "path": "/", "secure": True},
        {"max_age_seconds": 60, "duration_text": {"en": "1 minute"}},
        {"max_age_seconds": 0},
        {"provider": None, "purpose_type": None, "party": None, "third_party_access": None, "refreshes": None, "domains": []},
    ],
)  # fmt: skip
def test_what_is_narrowed_or_worded_asks_nobody(now: Json) -> None:
    assert _reasons(CATEGORY, {**ITEM, **now}) == ()


def test_what_is_covered_asks_nobody() -> None:
    wide = {**ITEM, **_glob("_ga*"), "domains": [".a.example"], "max_age_seconds": None}
    old = agreed_manifest([CATEGORY], [wide])
    now = [{**ITEM, **_glob("_ga_*"), "id": "one"}, {**ITEM, "id": "two", "domains": ["b.a.example"]}]
    assert ask_again(old, agreed_manifest([CATEGORY], now)) == ()
    assert ask_again(old, agreed_manifest([CATEGORY], [{**ITEM, **_glob("_g*a")}])) != ()


def test_a_category_asks_when_it_is_new_or_asks_at_last() -> None:
    exempt = {**CATEGORY, "consent_hash": None}
    assert ask_again(agreed_manifest([], []), OLD) == (("analytics", ("it is new",)),)
    assert ask_again(agreed_manifest([exempt], [ITEM]), OLD) == (
        ("analytics", ("people were not asked about it before",)),
    )
    assert ask_again(OLD, agreed_manifest([exempt], [{**ITEM, "max_age_seconds": None}])) == ()
    assert ask_again(OLD, agreed_manifest([], [])) == ()


def test_an_item_that_moves_asks_where_it_comes_to() -> None:
    other = {**CATEGORY, "id": "adverts"}
    old, new = (agreed_manifest([CATEGORY, other], [{**ITEM, "category": each}]) for each in ("analytics", "adverts"))
    assert ask_again(old, new) == (("adverts", ("new item `_ga`",)),)


def test_a_provider_or_purpose_under_another_id_asks_nobody() -> None:
    new = agreed_manifest(
        [{**CATEGORY, "purposes": [{"id": "counts", "label": {"en": "x"}}]}], [{**ITEM, "provider": "count"}]
    )
    assert ask_again(OLD, new, former={"counting": "counts", "count-inc": "count"}) == ()
    assert len(ask_again(OLD, new)[0].reasons) == 2


def test_the_version_grows_only_when_somebody_is_asked() -> None:
    assert consent_version(3, ()) == 3
    assert consent_version(3, ask_again(agreed_manifest([], []), OLD)) == 4


def _reworded(value: object, hint: Any = None) -> object:
    """Other words in every text, and every list the other way round."""
    if isinstance(value, Record):
        kept = {"name", "path"} if isinstance(value, Item) else set()
        fields = {
            name: _reworded(getattr(value, name), type_)
            for name, type_ in hints.of(type(value)).items()
            if name not in kept and name in type(value).model_fields
        }
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(_reworded(each, hint) for each in reversed(value))
    return f"{value}, in other words" if isinstance(value, str) and hints.is_text(hint) and value != "none" else value


def _hashes(found: Version) -> Iterator[str]:
    yield from (each["consent_hash"] for each in found.manifest["categories"] if each["consent_hash"])


def _reference() -> Policy:
    policy = load(disk.read(ROOT / CONTENT, CONTENT)[0]).policy
    assert policy
    return policy


def test_editing_every_text_of_the_reference_moves_no_hash() -> None:
    old = _reference()
    new = _reworded(old)
    assert isinstance(new, Policy)
    french = new.model_copy(update={"site": new.site.model_copy(update={"language": "fr"})})
    before, now = version(old), version(french)
    assert old != new
    assert set(_hashes(before)) == set(_hashes(now))
    assert between(before, now).asked == ()


def test_a_new_analytics_cookie_moves_one_hash() -> None:
    old = _reference()
    data = {"id": "hotjar", "name": "_hj*", "category": "performance", "duration": "1 year", "provider": "shop"}
    assert old.cookies
    data["provider"] = next(each.provider for each in old.cookies.services if each.provider)
    new = changed(old, "cookies.items.hotjar", data)
    before, now = version(old), version(new)
    assert len(set(_hashes(now)) - set(_hashes(before))) == 1
    found = between(before, now)
    assert found.asked == (("performance", ("new item `_hj*`",)),)
    assert (found.gravity, found.consent_version) == ("material", 2)


def test_another_id_of_a_purpose_or_provider_asks_nobody() -> None:
    old = read("everything")
    data = {"id": "counting-firms", "aliases": ["counters"], "kind": "visitor counting firms"}
    new = changed(
        changed(old, "third_parties.third_parties.counters", None), "third_parties.third_parties.counting-firms", data
    )
    renamed = changed(new, "cookies.services.counter.provider", "counting-firms")
    assert manifest(renamed, 1)["items"][1]["provider"] == "counting-firms"
    found = between(version(old), version(renamed))
    assert (found.changes, found.asked, found.consent_version) == ((), (), 1)
