"""Reports: one list of problems as a person, an editor, a code host and a program read it."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from policygen import explanations, packaged, report
from policygen.cli import main
from policygen.problems import Level, Place, Problem, Related
from policygen.tree import Tree
from sound_site import SOUND

NODE = Path(__file__).parent / "node" / "node_modules"
SOURCES: Tree = {
    "content/a.yaml": "site:\n\tname: Ünï – 店 “x”\n".encode(),
    "content/pages/b.md": b"# One\r\n\r\nWe never keep it; " + b"x" * 200,
}


def problem(line: int, column: int, level: Level = Level.ERROR, file: str = "content/a.yaml") -> Problem:
    return Problem(Place(file, line, column), "REF-unknown", f"Line {line} is wrong.", "Mend it.", level)


CONTRADICTION = Problem(
    Place("content/pages/b.md", 3, 4), "CLAIM-never-longer", "The text claims: 50 % less.", "Say, if so: more.",
    related=(Related(Place("content/a.yaml", 2, 2), "contradicted here"),),
)  # fmt: skip
WAIVED = Problem(Place("content/a.yaml"), "UK-REG-name", "Old.", "Waived by Ann until May: No.", Level.WAIVED)
PERSON = Problem(Place("content/a.yaml", 1, 1), "GDPR-6-1-f-lia", "Was it weighed?", "Ask.", Level.PERSON)
EVERYTHING = (WAIVED, PERSON, problem(2, 1, Level.WARNING), problem(2, 2, Level.INFO), CONTRADICTION)


@pytest.mark.parametrize(
    ("place", "quoted"),
    [
        (Place("content/a.yaml", 1, 3), ["    1 | site:", "      |   ^"]),
        (Place("content/a.yaml", 2, 8), ["    2 | \tname: Ünï – 店 “x”", "      | \t      ^"]),
        (Place("content/a.yaml", 2, 16), ["    2 | \tname: Ünï – 店 “x”", "      | \t               ^"]),
        (Place("content/a.yaml", 1, 99), ["    1 | site:", "      |      ^"]),
        (Place("content/pages/b.md", 3, 30), [f"    3 | We never keep it; {'x' * 72}…", f"      | {' ' * 29}^"]),
        (Place("content/pages/b.md", 3, 0), [f"    3 | We never keep it; {'x' * 43}…"]),
        (Place("content/a.yaml", 9, 1), []),
        (Place("content/a.yaml"), []),
        (Place("content/none.yaml", 1, 1), []),
    ],
)
def test_the_line_is_quoted_with_a_caret_below_its_sign(place: Place, quoted: list[str]) -> None:
    told = report.text((Problem(place, "X-y", "Wrong.", "Mend it."),), SOURCES).splitlines()
    assert told == [f"{place}: error X-y Wrong.", "    Mend it.", *quoted, "1 error."]


def test_files_stand_apart_and_a_contradiction_quotes_both_places() -> None:
    assert report.text((problem(1, 1, Level.WARNING), CONTRADICTION), SOURCES).splitlines() == [
        "content/a.yaml (1 warning)",
        "content/a.yaml:1:1: warning REF-unknown Line 1 is wrong.",
        "    Mend it.",
        "    1 | site:",
        "      | ^",
        "",
        "content/pages/b.md (1 error)",
        "content/pages/b.md:3:4: error CLAIM-never-longer The text claims: 50 % less.",
        "    Say, if so: more.",
        f"    3 | We never keep it; {'x' * 46}…",
        "      |    ^",
        "    content/a.yaml:2:2: contradicted here",
        "    2 | \tname: Ünï – 店 “x”",
        "      | \t^",
        "",
        "1 error, 1 warning.",
    ]


def test_without_problems_nothing_is_said() -> None:
    assert (report.text((), SOURCES), report.as_annotations(())) == ("", "")


def test_the_counts_are_in_words() -> None:
    assert report.in_words((*EVERYTHING, PERSON)) == "1 error, 1 warning, 1 info, 1 waived, 2 need a person"
    assert report.in_words((PERSON,)) == "1 needs a person"


def test_on_a_terminal_the_level_the_place_and_the_caret_are_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    told = report.text((problem(1, 1),), SOURCES, colour=True)
    assert told.startswith("\033[1mcontent/a.yaml:1:1\033[0m: \033[31merror\033[0m REF-unknown Line 1 is wrong.\n")
    assert "\033[2m1 |\033[0m site:\n" in told
    assert "\033[31m^\033[0m\n" in told
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = os.fdopen(os.openpty()[1], "w")
    assert (report.wants_colour(terminal), report.wants_colour(StringIO())) == (True, False)
    terminal.close()


def test_annotations_of_github_are_escaped() -> None:
    odd = Problem(Place("a,b: 100%.yaml", 2, 3), "X-y", "50 % of\r\nall: a, b.", "Mend, or: not.", Level.ERROR)
    assert report.as_annotations((odd, WAIVED, PERSON, CONTRADICTION)).splitlines() == [
        "::error file=a%2Cb%3A 100%25.yaml,line=2,col=3,title=X-y::50 %25 of%0D%0Aall: a, b.%0AMend, or: not.",
        "::notice file=content/a.yaml,title=UK-REG-name (waived)::Old.%0AWaived by Ann until May: No.",
        "::notice file=content/a.yaml,line=1,col=1,title=GDPR-6-1-f-lia (person)::Was it weighed?%0AAsk.",
        (
            "::error file=content/pages/b.md,line=3,col=4,title=CLAIM-never-longer::The text claims: 50 %25 less."
            "%0ASay, if so: more.%0Acontent/a.yaml:2:2: contradicted here"
        ),
    ]


def test_json_has_the_shape_of_its_schema() -> None:
    schema = json.loads(packaged.read("contract/problems.schema.json"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for problems in ((), EVERYTHING):
        validator.validate(json.loads(report.as_json(problems)))
    told = json.loads(report.as_json(EVERYTHING))
    assert told["problems"][4]["related"] == [
        {"file": "content/a.yaml", "line": 2, "column": 2, "words": "contradicted here"}
    ]
    for broken in ({"counts": told["counts"]}, {**told, "problems": [{**told["problems"][0], "level": "fatal"}]}):
        assert not validator.is_valid(broken)


@pytest.mark.parametrize("code", explanations.codes())
def test_every_code_has_the_shape_that_the_schema_promises(code: str) -> None:
    schema = json.loads(packaged.read("contract/problems.schema.json"))
    Draft202012Validator(schema["$defs"]["problem"]["properties"]["code"]).validate(code)


def sarif(problems: tuple[Problem, ...]) -> Any:
    return json.loads(report.as_sarif(problems, explanations.known({each.code for each in problems})))


@pytest.mark.needs("node")
@pytest.mark.parametrize("problems", [(), EVERYTHING], ids=["none", "everything"])
def test_sarif_is_valid(problems: tuple[Problem, ...]) -> None:
    """Held against the schema of the standard, as Microsoft publishes it for tests."""
    schema = json.loads((NODE / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_bytes())
    validator = Draft4Validator(schema)
    validator.validate(sarif(problems))
    assert not validator.is_valid({**sarif(problems), "version": "2.0.0"})


def test_sarif_tells_the_law_the_second_place_and_what_was_decided() -> None:
    (run,) = sarif(EVERYTHING)["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert [rules[each["ruleIndex"]]["id"] for each in results] == [each.code for each in EVERYTHING]
    law = next(each for each in rules if each["id"] == "UK-REG-name")
    assert law["helpUri"].startswith("https://")
    assert law["fullDescription"]["text"].startswith("On 30 September 2026 ")
    assert "helpUri" not in next(each for each in rules if each["id"] == "REF-unknown")
    waived, person, *_, contradiction = results
    justification = {"kind": "external", "status": "accepted", "justification": "Waived by Ann until May: No."}
    assert (waived["suppressions"], waived["level"]) == ([justification], "note")
    assert waived["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "content/a.yaml"}}}]
    assert (person["kind"], person["level"]) == ("review", "none")
    assert contradiction["message"]["text"] == "The text claims: 50 % less. Say, if so: more."
    (second,) = contradiction["relatedLocations"]
    assert second["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 2}
    assert second["message"]["text"] == "contradicted here"


def test_a_path_in_sarif_is_an_address() -> None:
    odd = (Problem(Place("a b/ü.yaml"), "REF-unknown", "x", "y"), Problem(Place("/a b.yaml"), "REF-unknown", "x", "y"))
    uris = [
        each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in sarif(odd)["runs"][0]["results"]
    ]
    assert uris == ["a%20b/%C3%BC.yaml", "file:///a%20b.yaml"]


def test_no_level_was_forgotten() -> None:
    assert {each.level for each in EVERYTHING} == set(Level)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with errors, warnings and notes of the law, seen from its root."""
    site = SOUND["content/site.yaml"] + "jurisdictions: [uk]\n"
    for file, text in {**SOUND, "content/site.yaml": site}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, set[str]]:
    """The exit code, and the codes that were told."""
    exit_code = main(["check", "--as-of", "2026-11-22", "--format", "json", *arguments])
    return exit_code, {each["code"] for each in json.loads(capsys.readouterr().out)["problems"]}


def test_codes_are_selected_and_ignored_by_how_they_begin(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code, everything = checked(capsys)
    assert (exit_code, root.is_dir()) == (1, True)
    _, chosen = checked(capsys, "--select", "GDPR-13", "uk-", "--ignore", "GDPR-13-2")
    assert chosen == {
        each for each in everything if each.startswith(("GDPR-13", "UK-")) and not each.startswith("GDPR-13-2")
    }
    assert len(chosen) > 2
    assert checked(capsys, "--select", "CLAIM") == (0, set())


def test_what_keeps_the_rules_from_being_asked_is_always_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content" / "rights.yaml").write_text("fees: none\n")
    assert checked(capsys, "--select", "CLAIM") == (1, {"REF-schema"})


def test_warnings_fail_where_that_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warnings = ("--select", "GDPR-13-1-b-dpo", str(root))
    assert main(["check", *warnings[2:], *warnings[:2]]) == 0
    assert capsys.readouterr().err.endswith("1 warning.\n")
    assert main(["check", "--fail-on", "warning", str(root), *warnings[:2]]) == 1


def test_a_prefix_of_nothing_is_no_clean_bill(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(root), "--select", "GDPR", "DGPR"]) == 2
    words = "policygen: No code begins with `DGPR`. `policygen explain` lists all there are.\n"
    assert capsys.readouterr() == ("", words)
