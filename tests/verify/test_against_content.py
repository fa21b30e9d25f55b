"""The built site held against the content that it was built from, and against content that says otherwise."""
# ruff: noqa: E501 -- a case stays on its line

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from built_site import ROOT, built, folder, judged, reference

from policygen import durations, verify
from policygen.model.page import Page
from policygen.model.policy import Policy
from policygen.model.record import Record
from policygen.verify import paragraphs, texts

GOLDEN = sorted(path.parent for path in (ROOT / "tests" / "sites").glob("*/content"))


@pytest.mark.parametrize("root", GOLDEN, ids=lambda root: root.name)
def test_every_golden_site_is_sound(root: Path) -> None:
    tree, policy = built(folder(root, "content"))
    assert verify.site(tree, policy) == ()


Change = Callable[[str, Any], Any]


def altered(record: Record, change: Change, at: str = "") -> Any:
    """The same record in which `change` has seen every value, with the dotted name of its field."""
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    return record.model_copy(update={name: _altered(value, change, f"{at}{name}") for name, value in fields.items()})


def _altered(value: Any, change: Change, at: str) -> Any:
    if isinstance(value, Record):
        return altered(value, change, f"{at}.")
    if isinstance(value, tuple):
        return tuple(_altered(each, change, at) for each in value)
    return change(at, value)


def messages(policy: Policy) -> list[str]:
    return [each.message for each in verify.judged(reference().read, policy) if each.code == "VERIFY-content"]


def test_every_text_that_no_page_shows_is_told() -> None:
    known = {(file, field): words for file, field, words in texts.published(reference().policy)}
    changed = altered(reference().policy, lambda at, value: f"{value}~" if _is_text(at, value) else value)
    lost = {(file, field): words for file, field, words in texts.published(changed) if words != known[file, field]}
    found = set(messages(changed))
    assert len(lost) > 200
    assert [each for each in lost if f"{each[0]}, {each[1]}: no page shows `{lost[each]}`." not in found] == []


def _is_text(at: str, value: Any) -> bool:
    return isinstance(value, str) and " " in value and not at.startswith(("pages.prose", "pages.file"))


def test_what_is_not_published_is_not_looked_for() -> None:
    fields = {field for _, field, _ in texts.published(reference().policy)}
    assert not [each for each in fields if "note" in each.split(".") or each.startswith("site.readability")]
    assert {"site.name", "policy.published", "policy.review.every", "site.base_url"} <= fields


OTHER: list[tuple[str, Any, str]] = [
    ("policy.version", "9.9", "the policy_version of the manifest is `{now}`, and the content says `9.9`"),
    ("policy.effective", date(2031, 1, 9), "and the content says `2031-01-09`"),
    ("policy.published", date(2031, 1, 9), "cell Published: the page says"),
    ("site.name", "Another", "the name of the site is `{now}`, and the content says `Another`"),
    ("site.base_url", "https://other.example/", "the url of the site is `{now}`, and the content says"),
    ("cookies.consent.mechanism", "none", "the mechanism of the consent is `{now}`, and the content says `none`"),
    ("cookies.consent.lifetime", durations.parse("9 days"), "the lifetime of the consent is"),
    ("cookies.consent.reject_all", None, "cell Refusing all is as easy as accepting: the page says `yes`, the content says nothing"),
    ("cookies.consent.gpc", False, "cell Global Privacy Control is honoured: the page says `yes`, the content says `no`"),
    ("cookies.categories.label", "Other", "the label of `{id}` among the categories is"),
    ("cookies.categories.consent", None, "the default of `{id}` among the categories is"),
    ("cookies.categories.lifetime", durations.parse("9 days"), "section `cookie-category-{id}`, cell Lasts: the page says nothing, the content says `9 days`"),
    ("cookies.categories.google_consent", ("ad_storage",), "the google_consent of `{id}` among the categories is"),
    ("cookies.services.label", "Other", "the label of `{id}` among the services is"),
    ("cookies.services.opt_out_url", "https://x.example/", "the opt_out_url of `{id}` among the services is"),
    ("cookies.items.name", "other", "the name of `{id}` among the items is"),
    ("cookies.items.match", "glob", "the match of `{id}` among the items is"),
    ("cookies.items.kind", "sdk", "the kind of `{id}` among the items is"),
    ("cookies.items.purpose", "other", "the purpose of `{id}` among the items is"),
    ("cookies.items.purpose_type", "other", "the purpose_type of `{id}` among the items is"),
    ("cookies.items.duration", durations.parse("9 days"), "the max_age_seconds of `{id}` among the items is"),
    ("cookies.items.path", "/x", "the path of `{id}` among the items is"),
    ("cookies.items.domains", ("x.example",), "the domains of `{id}` among the items is"),
    ("cookies.items.verified", None, "row `cookie-{id}`, cell Checked: the page says"),
    ("cookies.items.set_before_consent", None, "row `cookie-{id}`, cell Stored before you choose: the page says"),
    ("site.controllers.legal_name", "Other Ltd", "among the providers is"),
    ("site.controllers.country", None, "the countries of `{id}` among the providers is `['GB']`, and the content says `[]`"),
    ("third_parties.third_parties.privacy_url", "https://x.example/", "the privacy_url of `"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "words"), OTHER, ids=[each[0] for each in OTHER])
def test_a_fact_that_the_content_says_otherwise(field: str, value: Any, words: str) -> None:
    *way, last = field.split(".")
    holders: list[Any] = [reference().policy]
    for step in way:
        inner = [getattr(holder, step) for holder in holders]
        holders = [each for value in inner for each in (value if isinstance(value, tuple) else (value,))]
    holder = next(each for each in holders if getattr(each, last) != value)

    def change(record: Any) -> Any:
        return record.model_copy(update={last: value}) if record is holder else record

    found = messages(_replaced(reference().policy, change))
    expected = words.format(now=getattr(holder, last), id=getattr(holder, "id", ""))
    assert any(expected in each for each in found), found


def _replaced(record: Any, change: Callable[[Any], Any]) -> Any:
    """The same tree of records, each given to `change`."""
    if isinstance(record, tuple):
        return tuple(_replaced(each, change) for each in record)
    if not isinstance(record, Record):
        return record
    fields = {name: _replaced(getattr(record, name), change) for name in type(record).model_fields}
    new = change(record)
    return new if new is not record else record.model_copy(update=fields)


def test_an_entry_more_or_less() -> None:
    policy = reference().policy
    assert policy.cookies
    first, *others = policy.cookies.items
    renamed = policy.cookies.model_copy(update={"items": (first.model_copy(update={"id": "renamed"}), *others)})
    found = messages(policy.model_copy(update={"cookies": renamed}))
    assert f"cookies/manifest.json: the content has no `{first.id}` among its items." in found
    assert "cookies/manifest.json: `renamed` of the content is not among the items." in found


def test_content_without_cookies() -> None:
    bare = reference().policy.model_copy(
        update={"cookies": None, "data": None, "purposes": None, "third_parties": None}
    )
    assert any("the content has no" in each for each in messages(bare))


def test_a_sentence_that_is_not_on_the_page() -> None:
    page = reference().policy.pages[0]
    path = f"{page.name}/index.html"
    html = reference().tree[path].decode()
    sentence = next(each for each in paragraphs.pieces(page) if len(each) > 80 and each in html)
    forged = html.replace(sentence, sentence.replace("e", "o", 1), 1).encode()
    found = [each.message for each in judged({path: forged}, against=True)]
    assert any(each.startswith(f"{path} does not show `{sentence[:20]}") for each in found), found
    gone = verify.site({name: data for name, data in reference().tree.items() if name != path}, reference().policy)
    assert any(each.message.startswith(f"{path} does not show") for each in gone)


def test_marks_of_markdown_are_not_read_again() -> None:
    prose = '# A head {#head}\n\n1. See [our **shop**](/shop/ "x") &amp; [more]{claim=none} of {{ site.name }}, ![x](y.png) and\n\n`a`'
    page = Page(file="content/pages/x.md", name="x", title="X", summary=None, audience=None, prose=prose)
    assert list(paragraphs.pieces(page)) == ["# A head", "See [our **shop**] & [more] of", ",", "and"]


def test_a_manifest_without_its_shape_is_not_held_against_the_content() -> None:
    found = judged({"cookies/manifest.json": b"{}"}, against=True)
    assert {each.code for each in found} >= {"VERIFY-schema"}
    assert not [each for each in found if each.code == "VERIFY-content"]
