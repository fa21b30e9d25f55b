"""The command line as people and CI meet it: exit codes, what is printed where, and equal bytes wherever it runs."""

import fcntl
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from policygen import disk
from sound_site import SOUND

SOURCE = Path(__file__).parents[1] / "src"
CLEAN = {
    name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG", "NO_COLOR"))
}
FULL, CLOSED = ">/dev/full", ">&-"


def policygen(
    *arguments: str | Path, shell: str = "", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it with every warning an error; `shell` is what a shell does to its streams or limits before."""
    command = (
        "sh",
        "-c",
        f'{shell.partition(";")[0] + ";" if ";" in shell else ""} exec "$@" {shell.rpartition(";")[2]}',
    )
    return subprocess.run(
        (*command, "sh", sys.executable, "-W", "error", "-m", "policygen", *arguments), cwd=cwd, text=True, check=False,
        env=CLEAN | {"PYTHONPATH": str(SOURCE)} | dict(env or {}), capture_output=True, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file, text in SOUND.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text.partition("consent:\n")[0], "utf-8")  # the law would ask for more of it
    return tmp_path


def spoil(root: Path) -> None:
    (root / "content" / "rights.yaml").write_text("fees: “none”\nfee: [no]\n", "utf-8")


def digest(folder: Path) -> str:
    """One digest of all names, modes and bytes below a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        found.update(f"{path.relative_to(folder)} {path.stat().st_mode} {len(data)} ".encode() + data)
    return found.hexdigest()


def test_check_build_and_verify_a_sound_site(root: Path) -> None:
    checked = policygen("check", root)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "No errors found.\n", "")
    built = policygen("build", ".", cwd=root)
    count = sum(path.is_file() for path in (root / "site").rglob("*"))
    assert (built.returncode, built.stdout) == (0, f"{count} files are in site. Open site/index.html.\n")
    verified = policygen("verify", "site", "--against", ".", cwd=root)
    words = f"{count} files read; page, manifest and schema agree, and no link is dead.\n"
    assert (verified.returncode, verified.stdout, verified.stderr) == (0, words, "")
    for command in ("check", "build", "verify"):
        quiet = policygen(command, "--quiet", root / "site" if command == "verify" else root)
        assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_problems_are_on_stderr_and_the_old_site_stays(root: Path) -> None:
    assert policygen("build", root).returncode == 0
    before = digest(root / "site")
    spoil(root)
    for command in ("check", "build"):
        found = policygen(command, ".", cwd=root)
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr.splitlines() == [
            "content/rights.yaml:1:1: error REF-schema `fees` is not a key that can stand here.",
            "    Did you mean `fee`?",
            "    1 | fees: “none”",
            "      | ^",
            "content/rights.yaml:2:6: error REF-schema Here stands a list, but one value is expected.",
            "    Write the value on the line of its key.",
            "    2 | fee: [no]",
            "      |      ^",
            "2 errors.",
        ]
    assert digest(root / "site") == before
    from_elsewhere = policygen("check", root.name, cwd=root.parent).stderr
    assert from_elsewhere.startswith(f"{root.name}/content/rights.yaml:1:1: error ")


def test_an_error_of_the_law_stops_a_strict_build_only(root: Path) -> None:
    site = root / "content" / "site.yaml"
    site.write_text("jurisdictions: [uk]\n" + site.read_text("utf-8"), "utf-8")
    for arguments, code in ((("check",), 1), (("build", "--strict"), 1), (("build",), 0)):
        assert not (root / "site").exists()
        found = policygen(*arguments, ".", cwd=root)
        assert (found.returncode, "GDPR-13-1-a-contact" in found.stderr) == (code, True)
    assert (root / "site" / "index.html").exists()


def test_a_site_that_was_changed_is_found_out(root: Path) -> None:
    assert policygen("build", root).returncode == 0
    (root / "site" / "index.html").write_text("gone", "utf-8")
    found = policygen("verify", root / "site")
    assert (found.returncode, found.stdout) == (1, "")
    assert "site/index.html: error VERIFY-digest index.html has the digest" in found.stderr


def test_json_is_one_object_for_programs(root: Path) -> None:
    assert policygen("build", root).returncode == 0
    sound = policygen("verify", root / "site", "--against", root, "--format", "json")
    assert (sound.returncode, json.loads(sound.stdout)["problems"]) == (0, [])
    spoil(root)
    (root / "content" / "data.yaml").write_text("categories:\n  - {id: a, label: A}\n  - {id: a, label: Ä}\n", "utf-8")
    found = policygen("check", "--format", "json", ".", cwd=root)
    told = json.loads(found.stdout)
    assert (found.returncode, found.stderr, found.stdout.isascii()) == (1, "", True)
    assert told["counts"]["error"] == len(told["problems"]) == 3
    assert told["problems"][0] == {
        "file": "content/data.yaml", "line": 3, "column": 10, "level": "error", "code": "REF-duplicate",
        "message": "The id `a` is given twice.", "mend": "Give one of the two another id.",
        "related": [{"file": "content/data.yaml", "line": 2, "column": 10, "words": "first given here"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "the following arguments are required: COMMAND"),
        (("chekc",), 2, "invalid choice: 'chekc'"),
        (("check", "--format", "yaml"), 2, "invalid choice: 'yaml'"),
        (("check", "nowhere"), 2, "policygen: There is no folder `nowhere/content`. Name the folder that holds"),
        (("build", "content"), 2, "policygen: There is no folder `content/content`."),
        (("build", ".", "--out", "content"), 73, "policygen: The output folder `content` overlaps with `content`"),
        (("build", ".", "--out", "."), 73, "policygen: The output folder `.`"),
        (("verify", "nowhere"), 74, "policygen: `nowhere`: No such file or directory."),
        (("schema", "--write", "content/site.yaml"), 74, "policygen: `content/site.yaml`: File exists."),
        (("--version",), 0, ""),
        (("check", "--help"), 0, ""),
    ],
)  # fmt: skip
def test_wrong_usage_and_refusals_have_codes_of_their_own(
    arguments: tuple[str, ...], code: int, words: str, root: Path
) -> None:
    found = policygen(*arguments, cwd=root)
    assert (found.returncode, words in found.stderr, "Traceback" in found.stderr) == (code, True, False)
    assert (root / "content" / "site.yaml").read_text() == SOUND["content/site.yaml"]


def test_content_that_is_empty_or_gone_takes_no_site_away(root: Path) -> None:
    assert policygen("build", root).returncode == 0
    before = digest(root / "site")
    (root / "content").rename(root / "away")
    assert policygen("build", root).returncode == 2
    (root / "content").mkdir()
    assert policygen("build", root).returncode == 1
    assert digest(root / "site") == before


def test_another_build_at_work_is_left_alone(root: Path) -> None:
    lock = os.open(root / ".site.policygen-lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    found = policygen("build", root)
    os.close(lock)
    assert found.returncode == 75
    assert "Another build is writing" in found.stderr
    assert not (root / "site").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_in_peace(number: signal.Signals, code: int) -> None:
    """Its words fill the pipe, which nobody empties, so that it waits."""
    process = subprocess.Popen(
        (sys.executable, "-W", "error", "-m", "policygen", "schema"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=CLEAN | {"PYTHONPATH": str(SOURCE)},
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        while fcntl.ioctl(process.stdout, 0x541B, b"\0\0\0\0") != (1 << 16).to_bytes(4, sys.byteorder):  # FIONREAD
            time.sleep(0.01)
        process.send_signal(number)
        assert (process.wait(10), process.stderr.read()) == (code, b"")


@pytest.mark.parametrize(
    ("streams", "spoilt", "code"),
    [
        (FULL, False, 74), (CLOSED, False, 74), ("2>/dev/full", False, 0), ("2>&-", False, 0), ("<&-", False, 0),
        (FULL, True, 1), (CLOSED, True, 1), ("2>/dev/full", True, 74), ("2>&-", True, 1), (">&- 2>&- <&-", True, 1),
        (">&- 2>&- <&-", False, 74),
    ],
)  # fmt: skip
def test_streams_that_take_nothing(streams: str, spoilt: bool, code: int, root: Path) -> None:
    if spoilt:
        spoil(root)
    found = policygen("build", root, shell=streams)
    assert (found.returncode, "Traceback" in found.stderr, "Exception" in found.stderr) == (code, False, False)
    assert (root / "site" / "index.html").exists() is not spoilt


def test_a_terminal_has_colours_unless_its_user_wants_none(root: Path) -> None:
    spoil(root)
    for env, colours in (({}, True), ({"NO_COLOR": "1"}, False)):
        ours, theirs = os.openpty()
        command = (sys.executable, "-m", "policygen", "check", str(root))
        subprocess.run(command, stderr=theirs, check=False, env=CLEAN | {"PYTHONPATH": str(SOURCE)} | env)
        assert (b"\x1b[31merror\x1b[0m" in os.read(ours, 10_000)) is colours
        os.close(ours)
        os.close(theirs)


def test_any_encoding_takes_the_words(root: Path) -> None:
    (root / "content" / "rights.yaml").write_text("“fee”: none\n", "utf-8")
    found = policygen("check", root, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert found.returncode == 1
    assert r"`\u201cfee\u201d` is not a key" in found.stderr


SURROUNDINGS: tuple[tuple[str, dict[str, str]], ...] = (
    ("umask 000;", {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
    ("umask 077;", {"TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"}),
    ("umask 022;", {"PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "3", "PYTHONIOENCODING": "utf-16", "HOME": "/nowhere"}),
)


def test_surroundings_change_no_byte(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    digests = set()
    for shell, env in SURROUNDINGS:
        out = tmp_path_factory.mktemp("a place") / "site"
        found = policygen(
            "build", os.path.relpath(root, out.parent), "--out", out, shell=shell, cwd=out.parent, env=env
        )
        assert found.returncode == 0, found.stderr
        digests.add(digest(out))
    assert len(digests) == 1


def test_schemas_are_written_for_editors(root: Path) -> None:
    assert policygen("schema", "--write", root / "schemas").stdout == f"10 schemas are in {root / 'schemas'}.\n"
    together = json.loads(policygen("schema").stdout)
    files, _ = disk.read(root / "schemas")
    assert {name.removesuffix(".json"): json.loads(data) for name, data in files.items()} == together
