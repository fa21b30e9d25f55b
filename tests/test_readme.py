"""The two commands of the README do what it says, in a clean clone of what has been committed."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("COV_", "COVERAGE_", "PYTEST_", "PYTHON", "VIRTUAL_ENV")
INHERITED = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}

pytestmark = pytest.mark.needs("git")


def _command(name: str) -> str:
    block = re.compile(rf"^<!-- command: {name} -->\n+```sh\n(.+?)\n```", re.DOTALL | re.MULTILINE)
    found = block.search((ROOT / "README.md").read_text())
    assert found, f"README.md has no block after <!-- command: {name} -->"
    return found[1]


def _run(command: str, clone: Path, **more: str) -> str:
    done = subprocess.run(
        ["sh", "-euc", f"exec 2>&1\n{command}"],
        cwd=clone,
        env=INHERITED | more,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        yield Path(folder)


def test_the_first_command_builds_and_verifies_the_site(clone: Path) -> None:
    said = _run(_command("site"), clone)
    assert "page, manifest and schema agree, and no link is dead." in said
    assert (clone / "site" / "index.html").is_file()


def test_the_second_command_lints_and_tests(clone: Path) -> None:
    """All of it but the tests: of those a few, since this is itself one of them."""
    said = _run(_command("test"), clone, PYTEST_ADDOPTS="tests/test_house.py -k 'not planted'")
    assert "0 broken" in said
    assert re.search(r"^=+ \d+ passed", said, re.MULTILINE), said
