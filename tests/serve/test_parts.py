"""The parts of the preview that are plain functions: what has changed, what a page may load, which line is quoted."""

import json
import tomllib

import pytest
from packaging.requirements import Requirement
from previewed import ROOT

from policygen.problems import Place, Problem, Related
from policygen.serve import panel, sections
from policygen.serve.addresses import Elsewhere, find
from policygen.serve.dressing import dressed
from policygen.serve.preview import NOTHING, Made, renewed
from policygen.tree import Tree

UNSAFE_TORNADO = "6.6.0"
"""The last version that must not come in: it takes very long over some addresses with many percent signs."""


def _page(article: str, lead: str = "Version 1", nav: str = "") -> bytes:
    return (
        f'<main id="top"><dl id="facts">{lead}</dl><nav id="nav">{nav}</nav><article>{article}</article></main>'
    ).encode()


TEXT = '<h2 id="one">One</h2><p>a</p><tr id="data-x">x</tr><tr id="data-y">y</tr><h2 id="two">Two</h2><p>b</p>'


@pytest.mark.parametrize(
    ("article", "records", "anchor"),
    [
        (TEXT.replace("<p>a", "<p>c"), "", "one"),
        (TEXT.replace("<p>b", "<p>c"), "", "two"),
        (TEXT.replace(">x<", ">z<").replace("<p>b", "<p>c"), "", "data-x"),
        (TEXT.replace(">x<", ">z<").replace(">y<", ">z<"), "y", "data-y"),
        (TEXT.replace(">x<", ">z<"), "y", "data-x"),
        (TEXT.replace('<tr id="data-y">y</tr>', ""), "y", "data-x"),
        (TEXT.replace('<h2 id="two">', '<h2 id="new">New</h2><h2 id="two">'), "", "new"),
        (TEXT.replace('id="two"', 'id="three"'), "", "three"),
    ],
)
def test_the_section_that_differs_is_found(article: str, records: str, anchor: str) -> None:
    old, new = {"privacy/index.html": _page(TEXT)}, {"privacy/index.html": _page(article, nav="other")}
    found = sections.changed(old, new, frozenset(records.split()))
    assert [(each.path, each.anchor) for each in found] == [("privacy/", anchor)]


@pytest.mark.parametrize(
    ("new", "anchor"),
    [(_page(TEXT, lead="Version 2"), "facts"), (_page(TEXT) + b"<footer>new</footer>", ""), (b"no main at all", "")],
)
def test_a_change_of_the_frame_is_no_section(new: bytes, anchor: str) -> None:
    (found,) = sections.changed({"a/index.html": _page(TEXT)}, {"a/index.html": new}, frozenset())
    assert found.anchor == anchor


def test_the_page_that_shows_the_record_comes_first() -> None:
    pages = {"index.html": _page(TEXT, lead="2"), "a/index.html": _page(f"{TEXT}c"), "404.html": b"new",
             "b/index.html": _page(TEXT.replace(">y<", ">z<")), "c/index.html": _page(TEXT)}  # fmt: skip
    found = sections.changed(dict.fromkeys(pages, _page(TEXT)), pages, frozenset({"y"}))
    assert [each.path for each in found] == ["b/", "a/", ""]


@pytest.mark.parametrize(
    ("old", "new", "record"),
    [
        ("- id: a\n  label: x\n- id: b\n  label: y\n", "- id: a\n  label: x\n- id: b\n  label: z\n", {"b"}),
        ("- id: a\n  label: x\n", "- id: a\n  label: x\n- id: b\n", {"b"}),
        ("- {id: a}\n- id: b\n", "- {id: a}\n- id: 'b'\n  x: y\n", {"b"}),
        ("- id: a\n  label: x\n", "- id: a\n", {"a"}),
        ("name: x\n", "name: y\n", set()),
        ("name: x\n", "", set()),
        ("- id: a\n", "- id: a\n", set()),
    ],
)
def test_the_record_around_an_edit_is_found(old: str, new: str, record: set[str]) -> None:
    assert sections.edited_records({"a.yaml": old.encode()}, {"a.yaml": new.encode()}) == record


@pytest.mark.parametrize(
    ("policy", "widened"),
    [
        (
            "default-src 'none'; style-src 'self'",
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self' ws://localhost:1",
        ),
        (
            "script-src 'none'; font-src https://fonts.example",
            "script-src 'self'; font-src https://fonts.example",
        ),
        (
            "default-src 'self'; connect-src 'none'",
            "default-src 'self'; connect-src 'self' ws://localhost:1; script-src 'self'; style-src 'self'",
        ),
        ("", ""),
    ],
)
@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Security-Policy" content="{}">',
        """<META content="{}"\nhttp-equiv='content-security-policy'/>""",
    ],
)
def test_a_page_lets_in_the_preview_and_nothing_else(meta: str, policy: str, widened: str) -> None:
    page = f"<head>{meta.format(policy)}</head><p>x".encode()
    found = dressed(page, "b", "localhost", 1).decode().replace("&#x27;", "'")
    assert found.startswith(
        f'<head><meta http-equiv="Content-Security-Policy" content="{widened}"><script defer src="/.'
    )
    assert found.endswith("</script>\n</head><p>x")


def test_a_page_without_a_head_gets_the_preview_too() -> None:
    assert dressed(b"<p>x", "b", "[::1]", 1).decode().startswith("<p>x<script defer")


def _panel(file: bytes, line: int, column: int) -> dict[str, str] | None:
    related = (Related(Place("content/a.yaml", 1, 1), "here"),)
    problems = (Problem(Place("content/a.yaml", line, column), "X", "Wrong.", "Mend it.", related=related),)
    body = json.loads(panel.data(renewed(NOTHING, Made({"content/a.yaml": file}, {}, problems))))
    assert body["problems"][0]["related"][0]["quote"] is not None
    quote: dict[str, str] | None = body["problems"][0]["quote"]
    return quote


@pytest.mark.parametrize(
    ("file", "line", "column", "quoted"),
    [
        (b"a: b\nc: d\n", 2, 4, ("c: ", "d", "")),
        (b"a: b\r\nc: d\r\n", 2, 1, ("", "c", ": d")),
        (b"\xef\xbb\xbfa: b\rc", 2, 1, ("", "c", "")),
        (b"a: b", 1, 9, ("a: b", "", "")),
        (b"e\xcc\x81: b", 1, 4, ("é: ", "b", "")),
        (b"\xff: b", 1, 4, ("\ufffd: ", "b", "")),
        ("a: \u202eb\x00\n".encode(), 1, 5, ("a: ⟨U+202E⟩", "b", "⟨U+0000⟩")),
        (b"x" * 500 + b"!" + b"y" * 500, 1, 501, ("…" + "x" * 120, "!", "y" * 120 + "…")),
    ],
)
def test_the_line_is_quoted_around_the_place(file: bytes, line: int, column: int, quoted: tuple[str, str, str]) -> None:
    found = _panel(file, line, column)
    assert found
    assert (found["before"], found["at"], found["after"]) == quoted


@pytest.mark.parametrize(("line", "column"), [(0, 0), (3, 1)])
def test_where_there_is_no_line_none_is_quoted(line: int, column: int) -> None:
    assert _panel(b"a\nb", line, column) is None


SITE: Tree = {"index.html": b"", "a/index.html": b"", "b c.txt": b""}


@pytest.mark.parametrize(
    ("base", "path", "found"),
    [
        ("/", "/", "index.html"),
        ("/", "/a/", "a/index.html"),
        ("/", "/a", Elsewhere("/a/")),
        ("/", "/b%20c.txt", "b c.txt"),
        ("/x/", "/", Elsewhere("/x/")),
        ("/x/", "/x", Elsewhere("/x/")),
        ("/x/", "/x/a", Elsewhere("/x/a/")),
        ("/x/", "/a/", None),
        ("/x/", "/y", None),
    ],
)
def test_a_path_stands_for_one_file(base: str, path: str, found: str | Elsewhere | None) -> None:
    assert find(SITE, base, path) == found


def test_the_extra_keeps_out_what_is_known_to_be_unsafe() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {each.name: each for each in map(Requirement, project["project"]["optional-dependencies"]["serve"])}
    assert wanted.keys() == {"livereload", "tornado"}
    assert UNSAFE_TORNADO not in wanted["tornado"].specifier
    assert set(map(str, wanted.values())) <= {str(Requirement(each)) for each in project["dependency-groups"]["dev"]}
