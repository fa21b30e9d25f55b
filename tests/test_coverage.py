"""The coverage matrix: each item of the law, where it is answered, and who says that it does not apply."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from policygen import disk, layouts, verify
from policygen.build import Built, build
from policygen.cli import main
from policygen.coverage import items, matrix
from policygen.load import load
from policygen.model.policy import CONTENT
from policygen.rule import laws

HERE = Path(__file__).parent
TODAY = date(2026, 11, 22)
BASE, _ = disk.read(HERE / "rules" / "base" / CONTENT, CONTENT)
THEME, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
SITES = {
    "reference": HERE.parent,
    **{name: HERE / "sites" / name for name in ("source-policy", "everything", "minimal")},
}


def covered(changed: Mapping[str, str] | None = None, day: date = TODAY) -> Built:
    """The sound policy with these texts instead of those, each `file: old` with its new one."""
    content = dict(BASE)
    for place, new in (changed or {}).items():
        file, _, old = place.partition(": ")
        assert old.encode() in content[f"content/{file}"]
        content[f"content/{file}"] = content[f"content/{file}"].replace(old.encode(), new.encode(), 1)
    return build(content, THEME, today=day, with_coverage=True)


def row(item: str, built: Built) -> Any:
    return next(each for each in json.loads(built.tree["coverage/coverage.json"])["items"] if each["id"] == item)


def test_every_item_has_answers_of_its_own_and_rules_that_exist() -> None:
    assert [each.id for each in items.every()] == list(dict.fromkeys(each.id for each in items.every()))
    assert {each.id for each in items.every()} == matrix.FINDERS.keys()
    assert set[str]().union(*(each.rules for each in items.every())) <= laws().keys()


def test_both_articles_are_there_from_end_to_end() -> None:
    told = {name for each in items.every() for name in each.articles}
    thirteen = [*(f"13(1)({letter})" for letter in "abcdef"), *(f"13(2)({letter})" for letter in "abcdef"), "13(2)(ca)"]
    fourteen = [
        *(f"14(1)({letter})" for letter in "abcdef"),
        *(f"14(2)({letter})" for letter in "abcdefg"),
        "14(2)(da)",
    ]
    assert told == {*thirteen, *fourteen, "13(3)", "14(4)"}


def test_an_answer_leads_to_the_page_and_to_the_source() -> None:
    found = row("purposes", covered())
    assert found["status"] == "answered"
    assert found["answers"][0] == {
        "kind": "answer", "words": "Send your order", "href": "/privacy/#purpose-orders", "until": None,
        "file": "content/purposes.yaml", "line": 3,
    }  # fmt: skip
    assert found["articles"][0] == {
        "name": "Art. 13(1)(c) UK GDPR", "url": "https://www.legislation.gov.uk/eur/2016/679/article/13"
    }  # fmt: skip


WAIVER = (
    "version: 1.0.0\nwaivers:\n  - {rule: GDPR-13-1-b-dpo, reason: We ask our lawyers., by: Ann Smith, "
    "expires: 2027-01-31}\n"
)
VOUCHED = (
    "version: 1.0.0\nattestations:\n  - {rule: GDPR-6-1-f-lia, statement: It was weighed., by: Ann Smith, "
    "role: director, on: 2026-11-01, expires: 2027-01-31}\n"
)
NOBODY = "dpo:\n  not_required: We are a small shop and watch nobody on a large scale.\n"


@pytest.mark.parametrize(
    ("item", "changed", "status", "words"),
    [
        ("officer", {}, "not-applicable", "We are a small shop and watch nobody on a large scale."),
        ("officer", {f"site.yaml: {NOBODY}": ""}, "not-answered", "does not say whether there is a data protection"),
        (
            "officer",
            {f"site.yaml: {NOBODY}": "", "policy.yaml: version: 1.0.0\n": WAIVER},
            "waived",
            "Waived by Ann Smith until 31 January 2027: We ask our lawyers.",
        ),
        ("decisions", {}, "not-applicable", "No machine decides about people."),
        (
            "decisions",
            {"purposes.yaml: automated_decisions: none": "automated_decisions: none\nnote: Asked in May."},
            "not-applicable",
            "No machine decides about people. The file notes: Asked in May.",
        ),
        ("transfers", {}, "not-applicable", "Data goes to no other country."),
        ("transfers", {"third_parties.yaml: transfers: none\n": ""}, "not-answered", "goes to other countries"),
        (
            "transfers",
            {"third_parties.yaml: countries: [GB]": "countries: [US]"},
            "not-answered",
            "gets data in a country that UK law has not approved",
        ),
        ("recipients", {"third_parties.yaml: name: Northline Couriers": "note: x"}, "partly-answered", "not named"),
        ("representative", {}, "not-applicable", "Harbour Books Ltd is established in the United Kingdom."),
        ("interests", {"purposes.yaml: Balancing record 1": "Record 1"}, "answered", "To help readers"),
        (
            "interests",
            {"purposes.yaml:         assessment: Balancing record 1\n": ""},
            "partly-answered",
            "Nothing shows that the legitimate interest",
        ),
        (
            "interests",
            {"purposes.yaml:         assessment: Balancing record 1\n": "", "policy.yaml: version: 1.0.0\n": VOUCHED},
            "answered",
            "Ann Smith, director, vouched on 1 November 2026: It was weighed.",
        ),
        ("withdraw-consent", {}, "not-applicable", "No purpose rests on a basis that gives this right."),
        ("portability", {"rights.yaml:   - id: portability\n": ""}, "not-answered", "The right to take data along"),
        ("sources", {}, "not-applicable", "it comes from the person"),
        ("news", {}, "not-answered", ""),
        ("news", {"policy.yaml: version: 1.0.0": "version: 1.0.0\nnotice_period: 14 days"}, "answered", "14 days"),
        ("complain-to-controller", {"site.yaml: [uk]": "[eu]"}, "not-applicable", "does not answer to the law of: UK"),
    ],
)
def test_an_item_is_answered_open_waived_or_does_not_apply(
    item: str, changed: dict[str, str], status: str, words: str
) -> None:
    found = row(item, covered(changed))
    assert found["status"] == status
    told = [
        *(each["words"] for each in found["answers"]),
        *(f"{each['message']} {each['mend']}" for each in found["gaps"]),
    ]
    assert words in " ".join(told)


def test_whoever_vouches_does_it_until_a_day() -> None:
    changed = {"purposes.yaml:         assessment: Balancing record 1\n": "", "policy.yaml: version: 1.0.0\n": VOUCHED}
    vouched = [each for each in row("interests", covered(changed))["answers"] if each["kind"] == "vouched"]
    assert [(each["until"], each["file"], each["line"]) for each in vouched] == [
        ("2027-01-31", "content/policy.yaml", 3)
    ]
    late = covered(changed, date(2027, 2, 1))
    assert row("interests", late)["status"] == "partly-answered"


def test_an_item_that_is_no_law_yet_does_not_apply() -> None:
    found = row("complain-to-controller", covered(day=date(2026, 6, 18)))
    assert (found["status"], found["answers"][0]["words"]) == ("not-applicable", "It is law from 19 June 2026.")
    assert row("complain-to-controller", covered(day=date(2026, 6, 19)))["status"] == "answered"


@pytest.mark.parametrize("name", SITES)
def test_the_sheet_is_sound_and_nothing_leads_to_it(name: str) -> None:
    content, _ = disk.read(SITES[name] / CONTENT, CONTENT)
    plain = build(content, THEME, today=TODAY)
    built = build(content, THEME, today=TODAY, with_coverage=True)
    assert verify.site(built.tree, load(content).policy) == ()
    more = {"coverage/index.html", "coverage/coverage.json"}
    assert built.tree.keys() - plain.tree.keys() == more
    differing = {file for file, data in plain.tree.items() if built.tree[file] != data}
    assert differing == {"_headers", "policygen.files"}
    page = built.tree["coverage/index.html"].decode()
    assert page.count('<meta name="robots" content="noindex">') == 1
    assert b"\n/coverage/*\n  X-Robots-Tag: noindex\n" in built.tree["_headers"]
    places = re.findall(r"<code>(content/\S+?):(\d+)</code>", page)
    assert places
    assert all(int(line) <= len(content[file].splitlines()) for file, line in places)


def test_every_state_has_words_on_the_sheet() -> None:
    changed = {f"site.yaml: {NOBODY}": "", "policy.yaml: version: 1.0.0\n": WAIVER + "notice_period: 14 days\n"}
    page = covered({**changed, "third_parties.yaml: name: Northline Couriers": "note: x"}).tree["coverage/index.html"]
    for words in ("Answered", "Answered in part", "Waived", "Not applicable"):
        assert f">{words}</strong>".encode() in page
    for words in ("Name", "Office", "Date", "Signature"):
        assert f"<li>{words}</li>".encode() in page


def test_the_option_writes_the_sheet(tmp_path: Path) -> None:
    out = tmp_path / "site"
    build_it = ["build", str(HERE / "rules" / "base"), "--out", str(out), "--as-of", "2026-11-22", "--quiet"]
    assert main([*build_it, "--coverage"]) == 0
    assert json.loads((out / "coverage" / "coverage.json").read_bytes())["as_of"] == "2026-11-22"
    assert main(build_it) == 0
    assert not (out / "coverage").exists()
