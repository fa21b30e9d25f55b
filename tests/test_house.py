"""The house stands as it was drawn: who imports whom, how large its rooms are, and what may not enter."""

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "policygen"
MODULES = {str(path.relative_to(SOURCE)): ast.parse(path.read_text()) for path in sorted(SOURCE.rglob("*.py"))}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

NO_NOUNS = {"utils", "util", "helpers", "helper", "common", "manager", "core", "misc"}
DANGEROUS = {"pickle", "marshal", "shelve", "subprocess", "eval", "exec", "os.system", "os.popen"}
DANGEROUS |= {f"yaml.{load}" for load in ("load", "load_all", "full_load", "unsafe_load", "Loader", "UnsafeLoader")}
UNESCAPED = {"layouts.py", "outputs/articles.py"}
"""Where text is declared to be HTML: what a layout has drawn, and what the prose and its blocks have become."""

ADVISORIES = {
    "jinja2": "3.1.5",  # CVE-2025-27516, a way out of the sandbox; CVE-2024-56201
    "pyyaml": "6.0.0",  # it cannot be built with Cython 3
    "markdown-it-py": "2.1.0",  # CVE-2023-26302 and CVE-2023-26303, denial of service
}
"""The last version of each package that must not come in again."""


def _contracts(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=source.parent, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_imports_go_down_only() -> None:
    found = _contracts(ROOT / "src")
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize(
    ("module", "fault", "broken"),
    [
        ("tree.py", "from policygen import problems", "The house"),
        ("outputs/manifest.py", "from policygen import verify", "The house"),
        ("utilities.py", "", "The house"),
        ("verify/structure.py", "from policygen import prose", "Verification"),
        ("verify/structure.py", "import jinja2", "Verification"),
        ("durations/forms.py", "from policygen.durations import source", "The rooms"),
    ],
)
def test_a_planted_fault_is_found(module: str, fault: str, broken: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(SOURCE, tmp_path / "src" / "policygen", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "src" / "policygen" / module).open("a") as file:
        file.write(f"\n{fault}\n")
    found = _contracts(tmp_path / "src")
    assert found.returncode == 1, found.stdout
    assert re.search(rf"{broken}[^.]*?BROKEN", found.stdout), found.stdout


def test_no_import_goes_round_in_a_circle() -> None:
    graph = grimp.build_graph("policygen", cache_dir=None)
    TopologicalSorter({each: graph.find_modules_directly_imported_by(each) for each in graph.modules}).prepare()


def test_every_module_begins_with_one_sentence() -> None:
    sentence = re.compile(r"(?:[^.?]|[.?](?!\s+[A-Z`]))+[.?]")
    assert [module for module in MODULES if not sentence.fullmatch(_first_words(module))] == []


def test_every_module_is_named_by_a_noun() -> None:
    assert [module for module in MODULES if NO_NOUNS & set(re.split(r"[/.]", module))] == []


def test_every_room_is_small() -> None:
    long = [module for module in MODULES if len((SOURCE / module).read_text().splitlines()) > 300]
    functions = [(module, each) for module, tree in MODULES.items() for each in _functions(tree)]
    long += [f"{module} {each.name}" for module, each in functions if _lines(each) > 60]
    assert long == []


def test_nothing_dangerous_enters() -> None:
    assert {module: found for module, tree in MODULES.items() if (found := DANGEROUS & set(_names(tree)))} == {}


def test_text_is_declared_to_be_html_only_where_it_is_drawn() -> None:
    assert {module for module, tree in MODULES.items() if "Markup" in set(_calls(tree))} == UNESCAPED


def test_the_dependencies_keep_out_what_is_known_to_be_unsafe() -> None:
    wanted = {each.name: each for each in map(Requirement, PROJECT["project"]["dependencies"])}
    assert [name for name, unsafe in ADVISORIES.items() if unsafe in wanted[name].specifier] == []
    assert [name for name, each in wanted.items() if _pinned()[name] not in each.specifier] == []


def test_the_locks_name_no_host() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text()
    assert '"resolved"' not in (ROOT / "tests" / "node" / "package-lock.json").read_text()


def _first_words(module: str) -> str:
    return (ast.get_docstring(MODULES[module]) or "").split("\n\n")[0]


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def _names(tree: ast.Module) -> Iterator[str]:
    """What a module imports, calls or names with a dot, as it is written."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module.partition(".")[0]
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.Attribute(ast.Name(left), right):
                yield f"{left}.{right}"
    yield from _calls(tree)


def _calls(tree: ast.Module) -> Iterator[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    yield from (called.id for called in calls if isinstance(called, ast.Name))


def _pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return {name.lower(): version for name, _, version in (line.partition("==") for line in lines)}
