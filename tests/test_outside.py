"""`check` looks beyond the content where it is asked to, and says nothing of it otherwise."""

from pathlib import Path

import pytest

from policygen import disk
from policygen.cli import main
from policygen.model.policy import CONTENT
from test_cli import policygen

BASE, _ = disk.read(Path(__file__).parent / "rules" / "base" / CONTENT, CONTENT)
DEAD = b"privacy_url: https://nobody.invalid/privacy"
PHONE = b"phone: 0303 123 1113"
COURIERS = b"    kind: delivery firm\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound policy that leads nowhere but to a host that there can never be."""
    rights = BASE["content/rights.yaml"].replace(b'url: "https://ico.org.uk/make-a-complaint/"', PHONE)
    rights = rights.replace(b'url: "https://www.dataprotection.ie/"', PHONE)
    parties = BASE["content/third_parties.yaml"].replace(COURIERS, COURIERS + b"    " + DEAD + b"\n")
    for file, data in {**BASE, "content/rights.yaml": rights, "content/third_parties.yaml": parties}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and the first line of each problem."""
    code = main(["check", "--as-of", "2026-11-22", *arguments])
    said = capsys.readouterr().err
    return code, [line for line in said.splitlines() if not line.startswith(" ") and ":" in line]


@pytest.mark.usefixtures("here")
def test_nobody_is_asked_without_a_wish(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == (0, [])


@pytest.mark.usefixtures("here")
def test_a_link_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    words = "The address https://nobody.invalid/privacy names a host that nobody knows."
    assert told(capsys, "--online") == (0, [f"content/third_parties.yaml:5:18: warning LINK-dead {words}"])
    assert told(capsys, "--online", "--fail-on", "warning")[0] == 1


def test_what_was_seen_is_compared_both_ways(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "before.csv").write_text("name,domain\n_fbp,.facebook.example\n", "utf-8")
    (here / "after.json").write_text('["basket"]', "utf-8")
    new = "“_fbp” was seen for `facebook.example`, and cookies.yaml does not list it."
    gone = "content/cookies.yaml:9:11: warning COOKIE-drift “basket” is listed, and nobody saw it."
    assert told(capsys, "--observed", "before.csv") == (0, [gone, f"before.csv:2:1: warning COOKIE-drift {new}"][::-1])
    both = ("--observed", "before.csv", "--observed", "after.json")
    assert told(capsys, *both) == (0, [f"before.csv:2:1: warning COOKIE-drift {new}"])


def test_a_file_is_named_as_it_is_found_from_here(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "seen.json").write_text("{", "utf-8")
    monkeypatch.chdir(here.parent)
    code, lines = told(capsys, here.name, "--observed", f"{here.name}/seen.json")
    assert (code, lines) == (1, [f"{here.name}/seen.json:1:2: error FILE-observed Here the JSON breaks off."])


def test_a_file_that_is_not_there_is_no_fault_of_the_content(here: Path) -> None:
    found = policygen("check", "--observed", "nowhere.har", cwd=here)
    assert (found.returncode, found.stderr) == (74, "policygen: `nowhere.har`: No such file or directory.\n")


def test_content_that_is_no_policy_is_not_compared(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "seen.json").write_text('["_fbp"]', "utf-8")
    (here / "content" / "retention.yaml").write_text("rule: []\n", "utf-8")
    code, lines = told(capsys, "--observed", "seen.json", "--online")
    assert (code, {line.split(":")[0] for line in lines}) == (1, {"content/retention.yaml"})
