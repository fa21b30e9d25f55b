"""What the documents show is what happens: examples run, messages are those of today, and no link is dead."""

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from policygen import disk
from policygen.cli import arguments, main
from policygen.load import load
from policygen.model.policy import CONTENT
from policygen.outputs import view

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
NUMBERS = re.compile(r"(?<=:)\d+(?=:\d+: )|\d+(?= \|)")
"""The line moves with each edit of the content."""
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("*.md")]


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The example site, served."""
    assert main(["build", str(ROOT), "--out", str(tmp_path / "site"), "--quiet"]) == 0
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(tmp_path / "site"))) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.needs("node")
def test_the_example_for_front_ends_works(address: str) -> None:
    found = re.search(r"<!-- example: front end -->\n```js\n(.+?)```", README, re.DOTALL)
    assert found
    answers = {"performance": {"granted": False, "consent_hash": "of another time"}}
    script = f"const site = {json.dumps(address)}, answers = {json.dumps(answers)};\n{found[1]}"
    script += "console.log(JSON.stringify({unanswered: unanswered.map((each) => each.id), refused}));"
    command = ["node", "--input-type=module", "--eval", script]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert said["unanswered"] == ["functionality", "performance", "targeting"]
    assert {"type": "glob", "value": "_tdl_*"} in said["refused"]


def test_the_message_is_what_the_change_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    cookies = tmp_path / "content" / "cookies.yaml"
    cookies.write_text(cookies.read_text().replace("duration: 30 minutes", "duration: half an hour", 1))
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    *told, count = capsys.readouterr().err.splitlines()
    assert count == "1 error."
    assert NUMBERS.sub("1", "".join(f"    {line}\n" for line in told)) in NUMBERS.sub("1", README)


def test_the_exit_codes_are_all_told() -> None:
    told = set(re.findall(r"^\| ([0-9, ]+) \|", README, re.MULTILINE))
    codes = {code for cell in told for code in cell.split(", ")}
    assert codes == set(re.findall(r"\d+", arguments.parser().epilog or ""))


def test_all_that_a_layout_can_use_is_told() -> None:
    policy = load(disk.read(ROOT / CONTENT, CONTENT)[0]).policy
    assert policy
    names = {*view.facts(policy), *(name for name, _ in view.FILTERS)}
    told = (ROOT / "docs" / "layouts.md").read_text()
    assert [name for name in sorted(names) if not re.search(rf"`{name}[`(]", told)] == []


def test_every_command_and_chore_is_told() -> None:
    commands = re.findall(r"^    ([a-z]+) ", arguments.parser().format_help(), re.MULTILINE)
    assert [name for name in commands if f"policygen {name}" not in README] == []
    chores = re.findall(r"^#   (\./do [a-z]+)", (ROOT / "do").read_text(), re.MULTILINE)
    assert [name for name in chores if name not in (ROOT / "CONTRIBUTING.md").read_text()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_is_dead(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_a_fragment_is_one_sentence_of_a_known_kind() -> None:
    fragments = [path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    kinds = {"added", "changed", "fixed", "removed"}
    assert {path.stem.rpartition(".")[2] for path in fragments} <= kinds
    assert [path.name for path in fragments if not re.fullmatch(r"[^\n]+\.\n", path.read_text())] == []
