"""The legal rules: their examples are the tests, and stand beside the rules; each breaks one thing of one sound policy.

A section is one example. Its title is `CODE: what is broken`, or `passes CODE: why`. A block of code under it is laid
over the file that it names: its top keys go before what the sound policy says under other keys, so that lines are
those of the block. After the name, `before` keeps the base's list under the block's last key and puts it after the
block's own, `without KEY ...` leaves keys out, and `gone` the file; a page is replaced. Under `released/` stands
what was released before, laid over the base likewise; `observed.*` is what a browser saw, and `dead.txt`
lists addresses with what is wrong with them. What must be found follows, each on a line: `file:line CODE`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from policygen import changes, disk, layouts, observed, prose, rules
from policygen.build import build
from policygen.load import Loaded, load
from policygen.model import countries
from policygen.model.policy import CONTENT, Policy
from policygen.model.third_parties import Mechanism, Transfer
from policygen.outputs.manifest import manifest
from policygen.problems import Problem
from policygen.rule import Before, Case, Outside, Rule, laws
from policygen.rules import reach, territory
from policygen.tree import Tree
from policygen.yaml_source import Places

HERE = Path(__file__).parent / "rules"
SHOWN = Path(rules.__file__).parent / "examples"
LAW = Path(rules.__file__).parent.parent / "law"
TODAY = date(2026, 11, 22)
BASE, _ = disk.read(HERE / "base" / CONTENT, CONTENT)

RELEASED = {path.replace(CONTENT, "released/"): data for path, data in BASE.items()}

_BLOCK = re.compile(r"^```\w+ (\S+) ?(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_TITLE = re.compile(r"(passes )?([A-Z]+-\S+): ")
_SECTION = re.compile(r"^## (?=(?:passes )?[A-Z-]{3})", re.MULTILINE)
_TOP_KEY = re.compile(r"^([a-z_]+):.*\n(?:[^a-z].*\n|\n)*", re.MULTILINE)


class Example(NamedTuple):
    title: str
    code: str
    passes: bool
    content: Tree
    expected: list[str]


def examples() -> Iterator[Example]:
    for file in sorted(SHOWN.glob("*.md")):
        _, *sections = _SECTION.split(file.read_text("utf-8"))
        for section in sections:
            title, _, body = section.partition("\n")
            said, expected = _TITLE.match(title), _BLOCK.sub("", body)
            assert said, f"{file.name}: `{title}` is neither `CODE: ...` nor `passes CODE: ...`"
            assert "```" not in expected, f"{file.name}: a block of `{title}` names no file"
            yield Example(f"{file.stem}: {title}", said[2], bool(said[1]), _laid_over(body), _lines(expected))


def _lines(expected: str) -> list[str]:
    return sorted(line for line in expected.splitlines() if line.startswith(("content/", "observed.")))


def _laid_over(body: str) -> Tree:
    tree = {**BASE, **(RELEASED if "released/" in body else {})}
    for path, how, text in _BLOCK.findall(body):
        if how == "gone":
            del tree[path]
        elif path.endswith(".yaml"):
            tree[path] = _merged(text, tree.get(path, b"").decode(), how.split()).encode()
        else:
            tree[path] = text.encode()
    return tree


def _merged(text: str, below: str, how: list[str]) -> str:
    said = [key[1] for key in _TOP_KEY.finditer(text)]
    base = {key[1]: key[0] for key in _TOP_KEY.finditer(below)}
    more = base[said[-1]].partition("\n")[2] if how == ["before"] else ""
    return text + more + "".join(lines for key, lines in base.items() if key not in {*said, *how[1:]})


def checked(content: Tree, today: date = TODAY) -> tuple[Problem, ...]:
    return rules.check(*judged(content, today))


def judged(content: Tree, today: date = TODAY) -> tuple[Case, Mapping[str, Places]]:
    """What the rules look at, and where it is written."""
    loaded, policy = _loaded({path: data for path, data in content.items() if path.startswith(CONTENT)})
    proses = tuple(prose.parse(page) for page in policy.pages)
    assert not [problem for each in proses for problem in each.problems]
    case = rules.case_of(policy, proses, today, _before(content, policy))
    return replace(case, outside=_outside(content)), loaded.places


def _outside(content: Tree) -> Outside:
    """What was observed, and what did not answer, where the example says so."""
    seen = tuple(observed.read(data, path) for path, data in content.items() if path.startswith("observed."))
    assert not [problem for each in seen for problem in each.problems]
    dead = dict(line.split(" ", 1) for line in content.get("dead.txt", b"").decode().splitlines())
    return Outside(observed.together(seen) if seen else None, dead)


def _loaded(content: Tree) -> tuple[Loaded, Policy]:
    loaded = load(content)
    assert loaded.policy, "\n".join(f"{each.place}: {each.message} {each.mend}" for each in loaded.problems)
    return loaded, loaded.policy


def _before(content: Tree, policy: Policy) -> Before | None:
    """What was released, where the example says so."""
    released = {path.replace("released/", CONTENT): data for path, data in content.items() if "released/" in path}
    if not released:
        return None
    _, old = _loaded(released)
    assert old.policy.effective
    versions = (changes.Version(each, manifest(each, 1)) for each in (old, policy))
    return Before(
        (old.policy.version or "",), old.policy.effective, old.policy.notice_period, changes.between(*versions)
    )


def told(problems: tuple[Problem, ...]) -> list[str]:
    return sorted(f"{str(each.place).rpartition(':')[0] or each.place} {each.code}" for each in problems)


EXAMPLES = tuple(examples())
RULES: Mapping[str, Rule] = {rule.code: rule for rule in rules.RULES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
def test_an_example_breaks_what_it_says_and_nothing_else(example: Example) -> None:
    assert told(checked(example.content)) == example.expected
    assert example.passes == (not example.expected)
    assert example.passes or any(line.endswith(f" {example.code}") for line in example.expected)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_an_example_that_fails_and_one_that_passes(code: str) -> None:
    assert {each.passes for each in EXAMPLES if each.code == code} == {True, False}


@pytest.mark.parametrize("where", ["uk", "eu", "fr", "uk, eu"])
def test_the_base_is_sound(where: str) -> None:
    site = BASE["content/site.yaml"].replace(b"[uk]", f"[{where}]".encode())
    assert told(checked({**BASE, "content/site.yaml": site})) == []


def test_the_base_becomes_a_site() -> None:
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    assert build(BASE, theme).problems == ()


@pytest.mark.parametrize("problem", [found for each in EXAMPLES for found in checked(each.content)], ids=str)
def test_a_finding_is_said_in_sentences(problem: Problem) -> None:
    for sentence in (problem.message, problem.mend):
        assert re.match(r"[A-Z“`].*[.?]\Z", sentence)
        assert "None" not in sentence
        assert "  " not in sentence


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_gives_its_reason(rule: Rule) -> None:
    assert rule.reason.rstrip().endswith(".")
    assert len(rule.reason.split()) >= 15


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.law.since], ids=lambda rule: rule.code)
def test_a_rule_is_not_law_before_its_day(rule: Rule) -> None:
    policy = load(BASE).policy
    assert policy
    assert rule.law.since
    law = "uk" if rule.law.laws == ("all",) else rule.law.laws[0]
    policy = policy.model_copy(update={"site": policy.site.model_copy(update={"jurisdictions": (law,)})})
    assert rules.holds(rule, policy, rule.law.since)
    assert not rules.holds(rule, policy, rule.law.since - timedelta(days=1))


def test_no_code_has_two_rules() -> None:
    assert len(RULES) == len(rules.RULES)


def test_codes_are_for_ever() -> None:
    """Waivers, attestations and reports name them: one may be added to the list, and none taken off or spelt anew."""
    assert sorted(laws()) == (HERE / "codes.txt").read_text("utf-8").split()


@pytest.mark.parametrize(
    ("law", "country", "day", "free"),
    [
        ("uk", "IE", "2026-11-22", True),
        ("uk", "KR", "2022-12-18", False),
        ("uk", "KR", "2022-12-19", True),
        ("uk", "BR", "2026-11-22", False),
        ("eu", "BR", "2026-01-25", False),
        ("eu", "BR", "2026-01-26", True),
        ("eu", "GB", "2031-12-27", True),
        ("eu", "GB", "2031-12-28", False),
        ("eu", "GI", "2026-11-22", False),
        ("uk", "GI", "2026-11-22", True),
        ("uk", "US", "2026-11-22", False),
    ],
)
def test_a_country_is_approved_from_a_day_to_a_day(law: territory.Law, country: str, day: str, free: bool) -> None:
    assert territory.approved(law, country, date.fromisoformat(day)) is free


@pytest.mark.parametrize("mechanism", get_args(Mechanism))
def test_every_safeguard_is_one_of_some_law(mechanism: Mechanism) -> None:
    sent = [Transfer(country=country, mechanism=mechanism) for country in ("US", "IE", "GB")]
    assert any(territory.protects(each, law, TODAY) for each in sent for law in territory.NAMES)


def test_approved_countries_are_countries() -> None:
    table = json.loads((LAW / "approved_countries.json").read_bytes())
    rows = [*table["approved"], *table["areas"].values()]
    assert {code for row in rows for code in row["countries"]} <= set(countries.names())
    assert all(row["source"] and row["evidence"] for row in rows)


def test_lists_of_words_are_lists_of_words() -> None:
    for name, row in json.loads((LAW / "words.json").read_bytes())["lists"].items():
        assert row["source"], name
        assert row["evidence"], name
        assert row["words"], name
        assert all(word == word.casefold().strip() for word in row["words"]), name
        assert len(row["words"]) == len(set(row["words"])), name


@pytest.mark.parametrize(
    ("kind", "value", "fault"),
    [
        ("email", "office@harbour.example", None),
        ("email", "first.last+tag@sub.harbour.co.uk", None),
        ("email", "büro@hafen-bücher.de", None),
        ("email", "office@example.com", "a placeholder"),
        ("email", "office@mail.example.org", "a placeholder"),
        ("email", "office@notexample.com", None),
        ("email", "office(at)harbour.example", "no e-mail address"),
        ("email", "office@harbour", "no e-mail address"),
        ("email", "", "no e-mail address"),
        ("email", "your email", "a placeholder"),
        ("phone", "+44 (0)1632 960 123", None),
        ("phone", "101", None),
        ("phone", "-", "no telephone number"),
        ("phone", "0800 FLOWERS", "no telephone number"),
        ("form", "/contact/#form", None),
        ("form", "http://harbour.example/", "no address of a form"),
        ("post", "To be confirmed", "a placeholder"),
        ("post", "PO Box 12, Todoville", None),
        ("in-person", "Ask at the till.", None),
    ],
)
def test_what_can_reach_somebody(kind: reach.Kind, value: str, fault: str | None) -> None:
    assert reach.fault(kind, value) == fault
