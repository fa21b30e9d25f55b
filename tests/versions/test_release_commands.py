"""The commands about versions as a lawyer and CI meet them: what is refused, what is said, and how it ends."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from policygen.cli import main
from sound_site import SOUND

FIRST = "version: 1.0.0\npublished: 2026-11-01\neffective: 2026-11-10\n"
SECOND = """\
version: 2.0.0
published: 2026-11-22
effective: 2026-12-20
notice_period: 2 weeks
change: {kind: material, summary: We hold more., notice: {method: an e-mail, on: 2026-11-22}}
"""
MORE = "  - id: photos\n    label: Photographs\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in a small project, as of 22 November 2026: its exit code, and what it says on both streams."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for file, text in SOUND.items():
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(text.partition("consent:\n")[0], "utf-8")
    Path("content/policy.yaml").write_text(FIRST, "utf-8")

    def command(*words: str) -> tuple[int, str, str]:
        day = () if words[0] in ("verify", "explain") or "--as-of" in words else ("--as-of", "2026-11-22")
        code = main([*words, *day])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def say(file: str, text: str) -> None:
    Path(f"content/{file}.yaml").write_text(text, "utf-8")


def hold_more() -> None:
    say("data", Path("content/data.yaml").read_text("utf-8") + MORE)


def two(run: Run) -> None:
    assert run("release")[0] == 0
    say("policy", SECOND)
    hold_more()
    code, out, err = run("release")
    assert (code, out.splitlines()[0]) == (
        0, "Version 2.0.0 is sealed in releases/2.0.0: 8 files, in force from 20 December 2026. Commit the folder.",
    ), err  # fmt: skip


def test_the_way_of_a_version(run: Run) -> None:
    assert run("check")[1] == "No errors found.\n"
    assert (run("build", "--strict")[0], Path("site").exists()) == (1, False)
    two(run)
    assert run("check")[1] == "The content is what was released as 2.0.0.\nNo errors found.\n"
    assert run("build", "--strict")[0] == 0
    assert run("verify", "site", "--against", ".")[0] == 0
    assert json.loads(Path("site/cookies/manifest.json").read_bytes())["policy_version"] == "1.0.0"
    page = Path("site/privacy/index.html").read_text("utf-8")
    assert "<strong>From 20 December 2026</strong> We hold more." in page
    assert 'href="../privacy/2.0.0/changes/"' in page
    assert run("build", "--as-of", "2026-12-20", "--strict")[0] == 0
    assert json.loads(Path("site/cookies/manifest.json").read_bytes())["policy_version"] == "2.0.0"


REFUSED = {
    "the number of a release": ("version: 1.0.0", "VER-frozen", "Make it 2.0.0 at least, since it has a material"),
    "too small a step": ("version: 1.9.0", "VER-number", "Make it 2.0.0 at least."),
    "a smaller number": ("version: 0.9.0", "VER-number", "Make it 2.0.0 at least."),
    "no number": ("", "VER-id", "Add `version`"),
    "a day that is past": ("effective: 2026-11-21", "VER-past", "today at the earliest"),
    "no day": ("effective:", "VER-effective", "Add `effective`"),
    "no day of publication": ("published:", "VERSION-release", "Add `published`"),
    "too little notice": ("effective: 2026-12-01", "VER-notice", "Let it take effect on 6 December 2026 at the"),
    "nobody is told": ("change: {kind: material, summary: We hold more.}", "VER-notice", "Add `notice`"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_whatever_the_reason(run: Run, name: str) -> None:
    line, wanted, mend = REFUSED[name]
    assert run("release")[0] == 0
    key = line.partition(":")[0] or "version"
    kept = [each for each in SECOND.splitlines() if not each.startswith(f"{key}:")]
    say("policy", "\n".join([*kept, *([line] if not line.endswith(":") else [])]) + "\n")
    hold_more()
    code, _, err = run("release", "--accept", "We know.")
    assert (code, f" error {wanted} " in err, mend in err) == (1, True, True), err
    assert [path.name for path in Path("releases").iterdir()] == ["1.0.0"]


def test_an_error_of_law_needs_a_reason_and_the_reason_is_shown(run: Run) -> None:
    say("site", SOUND["content/site.yaml"] + "jurisdictions: [uk]\n")
    code, _, err = run("release")
    assert (code, Path("releases").exists()) == (1, False)
    assert " error " in err
    assert run("release", "--accept", "The tool is being chosen <b>.")[0] == 0
    assert run("build")[0] == 0
    for file in ("privacy/index.html", "privacy/1.0.0/index.html", "history/index.html"):
        assert "The tool is being chosen &lt;b&gt;." in Path("site", file).read_text("utf-8")
    assert run("verify", "site", "--against", ".")[0] == 0


@pytest.mark.parametrize("reason", ["", " \n", "a\0b", "a\u200bb", "a\ud800"])
def test_a_reason_that_nobody_can_read_is_refused(run: Run, reason: str) -> None:
    say("site", SOUND["content/site.yaml"] + "jurisdictions: [uk]\n")
    code, _, err = run("release", "--accept", reason)
    assert (code, "the reason must be words" in err, Path("releases").exists()) == (2, True, False)


def test_a_reason_that_was_not_needed_is_not_recorded(run: Run) -> None:
    assert run("release", "--accept", "To be safe.")[0] == 0
    assert "accepted" not in Path("releases/1.0.0/release.yaml").read_text("utf-8")


def test_there_is_nothing_to_release(run: Run) -> None:
    assert run("release")[0] == 0
    code, _, err = run("release")
    assert code == 1
    assert "The content says what release 1.0.0 says, so there is nothing to release." in err


def _appended(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def _hidden(path: Path) -> None:
    path.with_name(".more").write_bytes(b"")


def _linked(path: Path) -> None:
    aside = Path("aside")
    path.rename(aside)
    path.symlink_to(aside.resolve())


def _unlisted(_: Path) -> None:
    record = Path("releases/2.0.0/release.yaml")
    record.write_text(record.read_text("utf-8").replace("version: ", "version:  ", 1), "utf-8")


def _swapped(path: Path) -> None:
    other = Path(str(path).replace("2.0.0", "1.0.0"))
    if not other.exists() or other.read_bytes() == path.read_bytes():
        _appended(path)
    else:
        one, two = path.read_bytes(), other.read_bytes()
        path.write_bytes(two)
        other.write_bytes(one)


TAMPERING: dict[str, Callable[[Path], object]] = {
    "a byte": _appended,
    "removed": lambda path: path.unlink(),
    "renamed": lambda path: path.rename(f"{path}.old"),
    "added beside": lambda path: shutil.copy(path, f"{path}.copy"),
    "a hidden file beside": _hidden,
    "made a link": _linked,
    "made a program": lambda path: path.chmod(0o755),
    "swapped": _swapped,
    "the record edited": _unlisted,
}


@pytest.mark.parametrize("manner", TAMPERING)
def test_each_command_ends_with_3_and_names_the_file(run: Run, manner: str) -> None:
    two(run)
    assert run("build")[0] == 0
    sealed = sorted(path for path in Path("releases/2.0.0").rglob("*") if path.is_file())
    backup = Path("backup")
    shutil.copytree("releases", backup)
    for file in sealed:
        TAMPERING[manner](file)
        for command in (("check",), ("build",), ("release",), ("verify", "site", "--against", ".")):
            code, _, err = run(*command)
            assert (code, "SEAL-broken" in err, "2.0.0" in err) == (3, True, True), (file, command, err)
        shutil.rmtree("releases")
        shutil.copytree(backup, "releases")
    assert run("check")[0] == 0


def test_the_last_release_dropped_is_found_by_the_head(run: Run) -> None:
    two(run)
    head = str(json.loads(_index(run))["versions"][0]["release"])
    for command in (("check",), ("build",), ("verify", "site", "--against", ".")):
        assert run(*command, "--head", head)[0] == 0
    shutil.rmtree("releases/2.0.0")
    for command in (("check",), ("build",), ("verify", "site", "--against", ".")):
        code, _, err = run(*command, "--head", head)
        assert (code, head in err) == (3, True)
    assert run("check", "--head", "abc")[0] == 2


def test_diff(run: Run) -> None:
    two(run)
    code, out, _ = run("diff")
    assert (code, out.splitlines()[0]) == (0, "1.0.0 -> 2.0.0")
    assert "New kind of data: Photographs" in out
    assert "must be 2.0.0 at least\nnobody needs to be asked again" in out
    assert json.loads(run("diff", ".", "1.0.0", "2.0.0", "--format", "json")[1])["gravity"] == "material"
    assert run("diff", "2.0.0", "1.0.0", "--format", "markdown")[1].startswith("## 2.0.0 → 1.0.0\n")
    assert run("diff", "1.0.0", "2.0.1")[::2] == (2, "policygen: There is no version 2.0.1. Did you mean `2.0.0`?\n")
    say("policy", SECOND.replace("2.0.0", "2.0.1").replace("material", "editorial"))
    page = Path("content/pages/privacy.md")
    page.write_text(page.read_text("utf-8").replace("## Your data", "## The data"), "utf-8")
    assert run("diff")[1].startswith("2.0.0 -> 2.0.1\n\nPages\n")
    assert run("diff", "1.0.0", "draft")[1].startswith("1.0.0 -> 2.0.1\n")


def test_the_newest_digest_is_what_the_chore_computes(run: Run) -> None:
    two(run)
    chores = Path(__file__).parents[2] / "do"
    text = chores.read_text("utf-8").replace('cd "$(dirname "$0")"', ":")
    Path("do").write_text(text, "utf-8")
    told = subprocess.run(("sh", "do", "head"), capture_output=True, text=True, check=True).stdout.split()
    assert told == [json.loads(_index(run))["versions"][0]["release"]]


def _index(run: Run) -> bytes:
    assert run("build")[0] == 0
    return Path("site/cookies/index.json").read_bytes()
