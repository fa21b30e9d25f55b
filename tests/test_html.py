"""The pages are sound HTML to two independent validators, and ask nothing of any other host."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from policygen import layouts
from policygen.build import build
from policygen.cli import project

HERE = Path(__file__).parent
NODE = HERE / "node"
ROOTS = [HERE.parent, *sorted(each.parent for each in (HERE / "sites").glob("*/content"))]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page of the reference site with all its versions, and of all golden sites."""
    folder = tmp_path_factory.mktemp("pages")
    for root in ROOTS:
        found = project.read(root)
        tree = build(found.content, found.layouts, found.releases).tree
        for file in (each for each in tree if each.endswith(".html")):
            target = folder / root.name / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(tree[file])
    return folder


def _nu(folder: Path) -> str:
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ("--skip-non-html", "--errors-only", "--format", "gnu")
    return _said("java", "-jar", jar, *options, folder).stderr


def _html_validate(folder: Path) -> str:
    program = NODE / "node_modules" / ".bin" / "html-validate"
    return _said(program, "--config", NODE / "htmlvalidate.json", "--formatter", "text", folder).stdout


def _said(*command: str | Path) -> subprocess.CompletedProcess[str]:
    words = [str(each) for each in command]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=NODE)


@pytest.mark.needs("java")
def test_the_nu_html_checker_finds_nothing(pages: Path) -> None:
    assert _nu(pages) == ""


@pytest.mark.needs("node")
def test_html_validate_finds_nothing(pages: Path) -> None:
    assert _html_validate(pages) == ""


@pytest.mark.needs("java", "node")
def test_both_find_a_planted_fault(tmp_path: Path) -> None:
    wrong = '<!doctype html><html lang="en"><head><title>t</title></head><body><p id="a" id="a"></p></body></html>'
    (tmp_path / "index.html").write_text(wrong)
    assert "Duplicate attribute" in _nu(tmp_path)
    assert "error" in _html_validate(tmp_path)


def _loaded(page: Path) -> Iterator[str]:
    """The addresses that a browser fetches by itself."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    yield from (str(each["src"]) for each in soup.select("[src]"))
    fetched = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest", "modulepreload"}
    yield from (str(each["href"]) for each in soup.select("link[href]") if fetched & set(each["rel"]))


def test_nothing_is_fetched_from_elsewhere(pages: Path) -> None:
    found = {address for page in pages.rglob("*.html") for address in _loaded(page)}
    assert found
    assert {address for address in found if ":" in address or address.startswith("//")} == set()


def test_there_is_no_script_and_no_inline_style(pages: Path) -> None:
    for page in pages.rglob("*.html"):
        soup = BeautifulSoup(page.read_bytes(), "html.parser")
        assert soup.select("script, style, [style], iframe, object, embed, form") == []
        assert [name for each in soup.find_all(True) for name in each.attrs if name.startswith("on")] == []


def test_the_reference_privacy_page_weighs_less_than_sixty_kilobytes(pages: Path) -> None:
    """With everything that it loads, and without compression."""
    page = pages / HERE.parent.name / "privacy" / "index.html"
    loaded = {address.removeprefix("../") for address in _loaded(page)}
    weights = [(layouts.default_folder() / address).stat().st_size for address in loaded]
    assert page.stat().st_size + sum(weights) < 60_000
