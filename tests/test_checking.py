"""docs/checking.md tells what happens: each of its transcripts is run again, letter by letter."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sound_site
from policygen import disk
from policygen.cli import main
from policygen.model.policy import CONTENT
from policygen.rules import RULES

HERE = Path(__file__).parent
DOCUMENT = HERE.parent / "docs" / "checking.md"
BASE, _ = disk.read(HERE / "rules" / "base" / CONTENT, CONTENT)

_SECTION = re.compile(r"^### .*\n(?:(?!##).*\n)*", re.MULTILINE)
_BLOCK = re.compile(
    r"^```(?P<how>\w+)(?: (?P<file>\S+))?(?P<alone> alone)?\n(?P<text>(?:(?!```).*\n)*)```$",
    re.MULTILINE,
)


def transcripts() -> list[str]:
    return [found[0] for found in _SECTION.finditer(DOCUMENT.read_text("utf-8")) if "```console" in found[0]]


def told(section: str, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[str, str]]:
    """Each console of a section as it stands there, and as it is when the section is followed from its top."""
    content = {file: data.decode() for file, data in BASE.items()}
    for block in _BLOCK.finditer(section):
        file, text = block["file"], block["text"]
        if block["how"] == "console":
            for name, written in content.items():
                Path(name).parent.mkdir(parents=True, exist_ok=True)
                Path(name).write_text(written, "utf-8")
            command = text.partition("\n")[0]
            main(command.removeprefix("$ policygen ").split())
            said = capsys.readouterr()
            yield text, f"{command}\n{said.err}{said.out}"
        elif file and (block["alone"] or file.endswith(".md") or file not in content):
            content[file] = text
        elif file:
            content[file] = sound_site._merged(text, content[file])


@pytest.mark.parametrize("section", transcripts(), ids=lambda section: section.partition("\n")[0])
def test_a_transcript_is_what_happens(
    section: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.chdir(tmp_path)
    renewed = section
    consoles = list(told(section, capsys))
    for there, here in consoles:
        renewed = renewed.replace(f"```console\n{there}```", f"```console\n{here}```", 1)
    if request.config.getoption("--renew"):
        DOCUMENT.write_text(DOCUMENT.read_text("utf-8").replace(section, renewed), "utf-8")
        return
    assert renewed == section, "`./do renew`, and read the diff"


def test_the_five_mends_end_soundly() -> None:
    mends = [section for section in transcripts() if re.match(r"### \d", section)]
    assert len(mends) == 5
    for section in mends:
        consoles = [block["text"] for block in _BLOCK.finditer(section) if block["how"] == "console"]
        assert consoles[-1] == "$ policygen check --as-of 2026-11-22\nNo errors found.\n"
        assert all("error" in text or "warning" in text for text in consoles[:-1])


def test_the_document_counts_the_rules() -> None:
    assert f"rules are asked, {len(RULES)} of them" in " ".join(DOCUMENT.read_text("utf-8").split())
