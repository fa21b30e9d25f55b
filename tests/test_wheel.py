"""The wheel is the whole tool: its bytes depend on nothing but the source, and it works with only content beside it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
THEME = ROOT / "layouts"
PACKED = ("src", "layouts", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
CLEAN["SOURCE_DATE_EPOCH"] = "1700000000"


def _run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _wheel(folder: Path) -> Path:
    """Built from a copy of the source, whose files are all new."""
    for name in PACKED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        (folder / "source").mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, folder / "source" / name)
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, folder / "source")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def policygen(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", venv)
    pip = (sys.executable, "-m", "pip", "--python", venv / "bin" / "python", "--disable-pip-version-check")
    _run(*pip, "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel)
    return venv / "bin" / "policygen"


def test_a_wheel_built_twice_has_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert _wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_all_the_tool_reads_and_nothing_else(wheel: Path) -> None:
    source = {path.relative_to(ROOT / "src") for path in (ROOT / "src" / "policygen").rglob("*") if path.is_file()}
    source = {path for path in source if "__pycache__" not in path.parts}
    theme = {Path("policygen/_layouts") / path.relative_to(THEME) for path in THEME.rglob("*") if path.is_file()}
    packed = {Path(name) for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == source | theme


def test_the_installed_tool_knows_its_version(policygen: Path, wheel: Path, tmp_path: Path) -> None:
    assert f"policygen {wheel.name.split('-')[1]}\n" == _run(policygen, "--version", cwd=tmp_path)


def test_the_installed_tool_draws_content_with_the_layouts_of_the_wheel(policygen: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "sites" / "minimal" / "content", tmp_path / "content")
    _run(policygen, "build", cwd=tmp_path)
    _run(policygen, "verify", "site", "--against", ".", cwd=tmp_path)
    assert "We hold no data about you." in (tmp_path / "site" / "privacy" / "index.html").read_text()
    style = Path("assets", "style.css")
    assert (tmp_path / "site" / style).read_bytes() == (THEME / style).read_bytes()
