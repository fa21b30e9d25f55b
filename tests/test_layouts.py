"""A project's own layouts replace the default ones file by file, and a mistake in one is a problem with its line."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from policygen import disk, layouts, verify
from policygen.build import Built, build
from policygen.cli import main, project
from policygen.load import load
from policygen.model.policy import CONTENT
from policygen.outputs import placing, view
from policygen.tree import Tree

ROOT = Path(__file__).parents[1]
BRAND = ROOT / "examples" / "brand"
DOCUMENT = (ROOT / "docs" / "layouts.md").read_text()


@cache
def _theme() -> Tree:
    return disk.read(layouts.default_folder(), layouts.FOLDER)[0]


@cache
def _content() -> Tree:
    return disk.read(ROOT / "tests" / "sites" / "everything" / CONTENT, CONTENT)[0]


def _built(**own: str) -> Built:
    """The site with layouts of its own; `__` stands for a slash."""
    files = {f"layouts/{name.replace('__', '/')}.html": text.encode() for name, text in own.items()}
    return build(_content(), {**_theme(), **files})


def _errors(**own: str) -> list[tuple[str, str]]:
    """The place of each problem, and what it says."""
    built = _built(**own)
    assert (built.tree == {}) == bool(built.problems)
    assert {problem.code for problem in built.problems} <= {"LAYOUT-error"}
    return [(str(problem.place), problem.message) for problem in built.problems]


def test_a_layout_of_the_project_replaces_one_file_and_no_other() -> None:
    before, after = _built().tree, _built(parts__pages="<p>All pages: {{ pages|length }}</p>").tree
    assert "<p>All pages: 2</p>" in after["index.html"].decode()
    assert {file for file in before if file.endswith(".html") and before[file] != after[file]} == {
        "index.html",
        "404.html",
    }


def test_a_new_file_is_a_new_block() -> None:
    prose = b"---\ntitle: More\n---\n\n## More\n\n{{ hello }}\n"
    hello = b'<p id="block-hello">Hello from {{ site.name }}, at level {{ level }}.</p>'
    content = {**_content(), "content/pages/more.md": prose}
    built = build(content, {**_theme(), "layouts/blocks/hello.html": hello})
    assert "Hello from" in built.tree["more/index.html"].decode()
    assert "at level 3." in built.tree["more/index.html"].decode()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>\n{{ nonsense }}</p>", 2, "'nonsense' is undefined."),
        ("<p>\n{{ site.nonsense }}</p>", 2, "'policygen.model.site.Site object' has no attribute 'nonsense'."),
        ("<p>\n\n{% if site %}</p>", 3, "Unexpected end of template."),
        ("{{ site.name }\n", 1, "Unexpected '}'."),
        ("<p>{{ site.name|shouted }}</p>", 1, "No filter named 'shouted'."),
        ("{# #}\n{% include 'parts/nothing.html' %}", 2, "There is no layout `parts/nothing.html`."),
        (
            "<p>\n{{ find('data.categories', 'nobody') }}",
            2,
            "Value was undefined because a callable raised a StopIteration exception.",
        ),
        ("<p>\n{{ site.name|day }}", 2, "'str' object has no attribute 'day'."),
        ("{{ 1 // 0 }}", 1, "Integer division or modulo by zero."),
        ("\n{% include 'parts/pages.html' %}", 2, "The layouts draw one another without end."),
    ],
)
def test_a_mistake_in_a_layout_has_its_file_and_line(text: str, line: int, message: str) -> None:
    ((place, found),) = _errors(parts__pages=text)
    assert place == f"layouts/parts/pages.html:{line}:1"
    assert found.startswith(message.removesuffix(".")), found


def test_a_mistake_in_a_block_or_in_a_part_of_it_has_the_file_that_holds_it() -> None:
    assert _errors(blocks__data="\n{{ nonsense }}") == [("layouts/blocks/data.html:2:1", "'nonsense' is undefined.")]
    macros = "{% macro pairs(id=none) %}\n{{ nonsense }}\n{% endmacro %}"
    assert _errors(parts__table=macros)[0][0].startswith("layouts/")


def test_a_layout_that_is_not_utf_8_is_a_problem() -> None:
    built = build(_content(), {**_theme(), "layouts/parts/pages.html": b"<p>\ncaf\xe9</p>"})
    (problem,) = built.problems
    assert (problem.code, str(problem.place)) == ("LAYOUT-error", "layouts/parts/pages.html:2:1")
    assert problem.message == "This line is not UTF-8."


def test_the_command_shows_a_mistake_and_does_not_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, data in _content().items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    (tmp_path / "layouts" / "parts").mkdir(parents=True)
    (tmp_path / "layouts" / "parts" / "pages.html").write_text("{{ nonsense }}")
    assert main(["build", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "layouts/parts/pages.html:1:1: error LAYOUT-error 'nonsense' is undefined." in said
    assert "docs/layouts.md" in said
    assert not (tmp_path / "site").exists()


def test_the_example_brand_builds_and_is_proven(tmp_path: Path) -> None:
    """What docs/layouts.md tells a newcomer to do."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copytree(BRAND / "layouts", tmp_path / "layouts")
    found = project.read(tmp_path)
    own = {str(path.relative_to(BRAND)) for path in (BRAND / "layouts").rglob("*") if path.is_file()}
    assert own == {"layouts/assets/brand.css", "layouts/assets/icon.svg", "layouts/parts/header.html"}
    assert own <= _theme().keys()
    site = build(found.content, found.layouts).tree
    assert tuple(verify.site(site)) == ()
    assert site["assets/brand.css"] == (BRAND / "layouts" / "assets" / "brand.css").read_bytes()
    assert site["assets/style.css"] == _theme()["layouts/assets/style.css"]
    assert 'class="logo"' in site["privacy/index.html"].decode()


def _told(title: str) -> set[str]:
    """What stands in code marks in a section of the document."""
    section = re.search(rf"^## {title}$(.*?)(?=^## |\Z)", DOCUMENT, re.DOTALL | re.MULTILINE)
    assert section, title
    return set(re.findall(r"`([^`\n]+)`", section[1]))


def test_every_file_of_the_default_layouts_is_told() -> None:
    files = {file.removeprefix(layouts.FOLDER) for file in _theme()}
    assert files - _told("The files") == set()
    assert {name for name in _told("The files") if name.endswith(".html") and name not in files} == {
        "blocks/NAME.html",
        "parts/NAME.html",
    }


def test_every_name_that_a_layout_can_use_is_told() -> None:
    policy = load(_content()).policy
    assert policy
    names = {
        *view.facts(policy),
        *view.anchors(policy, placing.Placing({}, ()), ""),
        *(name for name, _ in view.FILTERS),
    }
    told = {name.partition("(")[0] for name in _told("What a layout can use")}
    assert names - told == set()


def test_every_token_and_class_is_told() -> None:
    style = _theme()["layouts/assets/style.css"].decode() + _theme()["layouts/assets/brand.css"].decode()
    tokens = set(re.findall(r"^\s*(--[a-z0-9-]+):", style, re.MULTILINE))
    assert tokens - _told("Tokens") == set()
    kept = re.search(r"for ever, since released articles keep them: (.*?)\. All", style, re.DOTALL)
    assert kept
    assert set(re.split(r"[,\s]+", kept[1].replace(" to ", ", "))) - _told("Classes") == set()
