"""Every problem is explained, and every explanation tells the truth: its examples fail and pass as they say."""

import ast
import json
import re
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

import pytest

from policygen import explanations, history, observed, verify
from policygen.build import build
from policygen.cli import main, project
from policygen.explanations import Explanation
from policygen.load import load
from policygen.model.policy import Policy
from policygen.problems import Problem
from policygen.releases import ledger, sealing
from policygen.releases.sealed import FOLDER, Sealed
from policygen.rule import Rule, laws
from policygen.rules import RULES
from policygen.tree import Tree
from sound_site import SOUND, laid_over

SOURCE = Path(__file__).parents[1] / "src" / "policygen"
CODE = re.compile(r"(?!UTF-)[A-Z]{3,}-[a-z]+\Z")
SECTIONS = explanations.sections()


def codes(source: str) -> set[str]:
    """The codes that stand as texts in a program."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and CODE.match(text)}


def test_every_code_is_explained_and_every_explained_code_exists() -> None:
    raised = set[str]().union(*(codes(path.read_text("utf-8")) for path in SOURCE.rglob("*.py")))
    assert sorted(raised - laws().keys()) == list(SECTIONS)


def test_a_code_is_found_in_a_program_and_only_as_a_text() -> None:
    assert codes('yield Problem(place, "NEW-code", "UTF-8", "A NEW-thing")  # "OLD-code"') == {"NEW-code"}


_SIGNS = re.compile(rb"\[(?:U\+([0-9A-F]{4})|byte ([0-9A-F]{2})|([0-9,]+) letters)\]")


def meant(example: str) -> dict[str, bytes]:
    """The files of an example; what cannot be shown is written in brackets there."""
    return {file: _SIGNS.sub(_sign, text.encode()) for file, text in laid_over(example).items()}


def _sign(found: re.Match[bytes]) -> bytes:
    point, byte, letters = (part.decode() if part else "" for part in found.groups())
    return chr(int(point, 16)).encode() if point else bytes.fromhex(byte) or b"x" * int(letters.replace(",", ""))


def built(root: Path, files: dict[str, bytes]) -> tuple[Tree, tuple[Problem, ...]]:
    """The sound site with these files, from the disk to the last problem."""
    for file, data in {**{name: text.encode() for name, text in SOUND.items()}, **files}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(data)
    found = project.read(root)
    site = build(found.content, found.layouts, today=date(2026, 11, 22))
    return site.tree, (*found.problems, *(each for each in site.problems if each.code not in laws()))


@cache
def sound_policy() -> Policy:
    policy = load({file: text.encode() for file, text in SOUND.items()}).policy
    assert policy
    edition = policy.policy.model_copy(update={"published": policy.policy.effective})
    return policy.model_copy(update={"policy": edition})


def _kept(facts: bytes) -> Sealed:
    folder = f"{FOLDER}{sound_policy().policy.version}/"
    sealed = sealing.seal(sound_policy(), {"policy.json": facts}, 1, None, None)
    return ledger.read({folder + name: data for name, data in sealed.items()}).releases[0]


COPIES = {"VERIFY-digest", "VERIFY-index", "VERIFY-reading"}
"""What notices every change of a published file, be it wrong by itself or not."""


def judged(section: Explanation, sound: Tree, fails: dict[str, bytes], passes: dict[str, bytes]) -> set[str]:
    """The codes that are found where a file of the site, or a sealed one, has the one words instead of the other."""
    (file, wrong), (_, right) = *fails.items(), *passes.items()
    if file.startswith("observed."):
        assert observed.read(right, file).problems == ()
        return {each.code for each in observed.read(wrong, file).problems}
    if section.code == "SEAL-newer":
        assert history.past((_kept(right),))[1] == ()
        return {each.code for each in history.past((_kept(wrong),))[1]}
    if file.startswith(FOLDER):
        folder, path = re.split(r"(?<=\d)/(?=\D)", file, maxsplit=1)
        sealed = sealing.seal(sound_policy(), {path: right}, 1, None, None)
        return {
            each.code for each in ledger.read({f"{folder}/{name}": sealed[name] for name in sealed} | fails).problems
        }
    assert right.strip() in sound[file], f"{section.code}: {file} does not have what passes"
    changed = {**sound, file: sound[file].replace(right.strip(), wrong.strip(), 1)}
    policy = sound_policy() if section.code == "VERIFY-content" else None
    return {each.code for each in verify.site(changed, policy)} - (COPIES - {section.code})


def _released(root: Path, files: dict[str, bytes]) -> tuple[int, list[str]]:
    """The exit code of a release, and the codes that are not of law among what it says."""
    built(root, files)
    said = StringIO()
    with redirect_stdout(said):
        code = main(["release", str(root), "--format", "json", "--accept", "An example", "--as-of", "2026-11-22"])
    return code, [each["code"] for each in json.loads(said.getvalue())["problems"] if each["code"] not in laws()]


@pytest.mark.parametrize("section", SECTIONS.values(), ids=lambda each: each.code)
def test_the_examples_fail_and_pass_as_they_say(section: Explanation, tmp_path: Path) -> None:
    fails, passes = meant(section.fails), meant(section.passes)
    assert fails
    assert fails.keys() == passes.keys() or section.code.startswith("FILE-")
    if section.code == "VERSION-release":
        assert _released(tmp_path / "fails", fails) == (1, [section.code])
        assert _released(tmp_path / "passes", passes) == (0, [])
    elif all(file.startswith(("content/", "layouts/")) for file in fails):
        assert {each.code for each in built(tmp_path / "fails", fails)[1]} == {section.code}
        assert built(tmp_path / "passes", passes)[1] == ()
    else:
        sound, problems = built(tmp_path, {})
        assert (problems, verify.site(sound)) == ((), ())
        assert judged(section, sound, fails, passes) == {section.code}


@pytest.mark.parametrize("section", SECTIONS.values(), ids=lambda each: each.code)
def test_an_explanation_reads_well_on_a_terminal(section: Explanation) -> None:
    told = explanations.explain(section.code.lower())
    assert told.startswith(f"{section.code}: {section.title}\n\n")
    assert " ".join(section.reason.split()) in " ".join(told.split())
    assert max(map(len, told.partition("This fails:")[0].splitlines())) <= 80
    assert re.fullmatch(r"(?s)[A-Z].*\.\)?", section.reason)
    assert 2 <= len(re.findall(r"[.)]+(?:\s|$)", section.reason)) <= 5
    assert "```" not in told.replace("      ```", "")
    for file, data in (*meant(section.fails).items(), *meant(section.passes).items()):
        assert file in told
        assert data


def test_the_explanation_as_a_whole() -> None:
    assert explanations.explain("YAML-duplicate").splitlines()[5:] == [
        "This fails:",
        "",
        "  content/rights.yaml",
        "      fee: none",
        "      fee: 5 pounds",
        "",
        "This passes:",
        "",
        "  content/rights.yaml",
        "      fee: none",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_legal_rule_is_explained_with_its_law(rule: Rule) -> None:
    told = explanations.explain(rule.code)
    assert " ".join(rule.reason.split()) in " ".join(told.split())
    assert f"Law:      {rule.law.citation}\n          {rule.law.url}\n" in told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_legal_rule_has_an_example_that_fails_and_one_that_passes(rule: Rule) -> None:
    _, fails, passes = re.split(r"\n\nThis (?:fails|passes): (?=\S.*\n\n  [\w/.-]+)", explanations.explain(rule.code))
    for example in (fails, passes):
        assert "content/" in example
        assert "```" not in example.replace("      ```", "")
        assert not re.search(rf"^content/\S+:\d+ |^ *{rule.code}", example, re.MULTILINE)


def test_the_explanation_of_a_law_as_a_whole() -> None:
    assert (
        explanations.explain("uk-reg-name")
        == """\
UK-REG-name

On 30 September 2026 the Information Commissioner became the Information
Commission, still known as the ICO, and its head office moved from Wilmslow to
Manchester. Post to the old address may be late.

Law:      DUAA 2025 ss.118–119; SI 2026/1015
          https://www.legislation.gov.uk/uksi/2026/386/schedule/2/made
Holds in: uk, since 2026-09-30
Level:    info
Source:   second-hand

This fails: the regulator of last year

  content/rights.yaml
      complaints:
        controller:
          channels:
            - {kind: email, value: privacy@harbourbooks.example}
            - {kind: post, value: "1 Quay Street, Porthmere PM1 2AB"}
          acknowledge_within: 5 days
          outcome: We tell you what we found.
        authorities:
          - jurisdiction: uk
            name: Information Commissioner’s Office
            post: Wycliffe House, Water Lane, Wilmslow SK9 5AF

This passes: the regulator of today

  content/rights.yaml
      complaints:
        controller:
          channels:
            - {kind: email, value: privacy@harbourbooks.example}
            - {kind: post, value: "1 Quay Street, Porthmere PM1 2AB"}
          acknowledge_within: 5 days
          outcome: We tell you what we found.
        authorities:
          - {jurisdiction: uk, name: Information Commission (ICO), url: "https://ico.org.uk/make-a-complaint/"}
"""
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("GDPR-13-1-b-dpo", "Source:   the text itself was read"),
        ("UK-REG-name", "Source:   second-hand"),
        ("GDPR-6-1-f-lia", "Level:    info, and a person must vouch for it\nSource:   general knowledge, not checked"),
        ("GDPR-27-EU-rep", "Source:   in part general knowledge, not checked; in part second-hand"),
        ("GDPR-13-1-e-missing", "  content/third_parties.yaml (there is no such file)\n\n  content/purposes"),
        ("GDPR-13-1-b-dpo", "  content/site.yaml (without dpo)"),
    ],
)
def test_how_sure_we_are_and_what_is_taken_away_is_said(code: str, words: str) -> None:
    assert words in explanations.explain(code)


def test_the_overview_has_every_code_on_a_line() -> None:
    codes_told = [line.split()[0] for line in explanations.overview().splitlines()[:-2]]
    assert codes_told == [*SECTIONS, *sorted(rule.code for rule in RULES)]


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("REF-unknwn", "Did you mean `REF-unknown`?"),
        ("yaml_syntax", "Did you mean `YAML-syntax`?"),
        ("E501", "`policygen explain` lists all there are."),
    ],
)
def test_an_unknown_code_has_a_hint(code: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 2
    assert capsys.readouterr() == ("", f"policygen: There is no code `{code}`. {hint}\n")
    assert main(["explain", "REF-unknown"]) == main(["explain"]) == 0
