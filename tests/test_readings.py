"""Every page can be read as Markdown, as plain text and as a PDF, and all of them say what the page says."""

# ruff: noqa: E501, ISC004 -- pieces of pages are written as they are drawn

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policygen import disk, layouts, readings
from policygen.build import build
from policygen.cli import main
from policygen.model.policy import CONTENT
from policygen.readings import blocks, extra, html, markdown, text
from policygen.readings.blocks import Links, Reading
from policygen.tree import Tree
from policygen.verify import markdown_words, telling, website

ROOT = Path(__file__).parents[1]
ADDRESS = "https://shop.example/legal/"
LINKS = Links(f"{ADDRESS}privacy/", ADDRESS)


def _read(article: str) -> Reading:
    return blocks.read(html.parse(f"<body><main>{article}</main></body>"), LINKS)


def _told(article: str) -> str:
    """What `verify` hears in the same HTML, which shares nothing with what writes the readings."""
    path = "privacy/index.html"
    manifest = f'{{"site": {{"url": "{ADDRESS}"}}}}'.encode()
    site = website.read({path: f"<body><main>{article}</main></body>".encode(), website.MANIFEST: manifest})
    return telling.aloud(telling.of(site, site.pages[0]))


def _as_text(article: str) -> str:
    return text.write(_read(article))


def _as_markdown(article: str) -> str:
    return markdown.write(_read(article))


def _rendered(written: str) -> str:
    """The words of the Markdown, rendered by a library with HTML switched off; labels of tables as `verify` tells them."""
    renderer = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return str(renderer.render(written))


PROSE = """
# Title

Words with **strong**, *emphasis*, `code | with a stroke`, a [link](https://a.example/x_(y)?a=1&copy=2), <https://b.example/>,
a [place](#here), and 2 \\* 3 \\_ 4.

1. one
2. two
   - inside

     more
   - `` ` ``

7) seven

- a

* b

> A quotation
> - with a list
>
> and more

```
code   as it is

  | # -
```

| A? | B | |
|----|---|---|
| a | b **c** | d |
| `e` | | f |

![A picture](/images/x.png) and a break\\
here
"""
PIECES = (
    "<p>plain</p>", "<p>a<br>- b<br>1. c<br># d<br>=== <br>| e | f<br>:-: </p>", "<h2>A # heading #</h2>", "<p>ends with \\</p>",
    "<dl class='facts'><div><dt>Label</dt><dd>value</dd></div><div><dt>Why?</dt><dd><p>one</p><p>two</p></dd></div></dl>",
    "<ul><li>one<ul><li>inside</li></ul></li><li><p>two</p><p>more</p></li><li></li></ul>", "<ol start='3'><li>c</li><li>d</li></ol>",
    "<table><caption>All</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>x|y</th><td>z</td></tr></tbody></table>",
    "<table><thead><tr><th>Name</th><th>Details</th></tr></thead><tr><th><code>_a|`b</code></th><td><dl><dt>K</dt><dd>v</dd></dl></td>"
    "</tr></table>",
    "<blockquote><p>said</p></blockquote>", "<pre><code>``` \n# x</code></pre>", "<hr>", "<svg><text>drawn</text></svg>",
    "<p><a href='https://a.example/?a=1&amp;copy=2'>words</a> <a href='/legal/cookies/#x'>inside</a> <a href='#y'>here</a></p>",
    "<p><a href='mailto:a@b.example'>a@b.example</a> <a href='tel:+441'>+44 1</a></p>", "<p><strong>.a</strong>b<em>c</em>*</p>",
)  # fmt: skip
HOSTILE = (
    "<b>bold</b>", "<!-- hidden -->", "&amp; &lt; &copy;", "</td></tr></table>", "# no heading", "- no item", "1. no number", "1) no",
    "+ no", "> no quotation", "| a | b |", "|---|---|", "---", "===", "```", "~~~", "~~struck~~", "**no**", "__no__", "*a*b_c_d_",
    "`code` ``two``", "[x](javascript:x)", "[x]: y", "![i](j)", "<https://x.example/>", "https://x.example/_a_", "\\", "\\\\*", "a\\",
    ":-:", ":--", "    four", "_ga_*", "__Host-x", "שלום עולם", "日本語", "a|b\\|c", "!", "*", "_", "{{ x }}", "]", "$1 ^2",
)  # fmt: skip
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(r"ab1 .-_*#|<>&[]()`~\!:+=éß", min_size=1, max_size=12))


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Pieces of pages, whose words are hostile here and there."""

    def harmed(piece: str) -> str:
        words = draw(TEXT).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return re.sub(r"(?<=>)(plain|value|one|x\|y|z|K|words|A|said|c|drawn)(?=<)", lambda _: words, piece)

    chosen = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
    return "".join(harmed(piece) for piece in chosen)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(articles())
def test_markdown_and_text_say_what_the_page_says_whatever_its_words(article: str) -> None:
    """Rendered by a library, the Markdown is HTML with the same words in the same order."""
    told, written = _told(article), _as_markdown(article)
    assert " ".join(_as_text(article).split()) == " ".join(told.split())
    assert markdown_words.read(written, ADDRESS) == told
    assert _told(_rendered(written)) == told


def test_every_mark_of_prose_is_read() -> None:
    article = MarkdownIt("commonmark", {"html": False}).enable("table").render(PROSE)
    told = _told(article)
    assert "A? a B: b c d" in told
    assert "link (https://a.example/x_(y)?a=1&copy=2)" in told
    assert "A picture" in told
    test_markdown_and_text_say_what_the_page_says_whatever_its_words.hypothesis.inner_test(article)  # type: ignore[attr-defined]


def test_a_short_table_is_a_table_and_a_long_one_a_list() -> None:
    head = "<table><caption>All</caption><thead><tr><th>A</th><th>Why?</th></tr></thead><tbody>"
    assert _as_markdown(f"{head}<tr><th>x</th><td>y</td></tr></tbody></table>") == (
        "**All**\n\n| A | Why? |\n| --- | --- |\n| x | y |\n"
    )
    assert _as_markdown(f"{head}<tr><th>x</th><td><p>y</p><p>z</p></td></tr></tbody></table>") == (
        "**All**\n\n- **A**: x\n  - **Why?** y\n\n    z\n"
    )


def test_plain_text_can_be_read_aloud() -> None:
    long = "word " * 30
    lines = _as_text(
        f"<h1>T</h1><p>{long}</p><dl><dt>L</dt><dd>{long}</dd></dl><h2>U</h2><ol><li>a</li></ol>"
    ).splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert [line[:8].rstrip() for line in lines] == [
        "T", "", "  word w", "  word w", "", "  L: wor", "    word", "", "", "U", "", "  1. a",
    ]  # fmt: skip


def test_columns_are_those_of_a_terminal() -> None:
    wide, thin = "日本" * 10, "e\N{COMBINING ACUTE ACCENT}" * 20
    assert _as_text(f"<p>{wide} {wide}</p>") == f"  {wide}\n  {wide}\n"
    assert _as_text(f"<p>{thin} {thin} {thin}</p>") == f"  {thin} {thin} {thin}\n"


def test_a_long_address_is_not_broken() -> None:
    address = "https://a.example/" + "x" * 90
    assert address in _as_text(f'<p>see <a href="{address}">there</a></p>').split("(")[1]


def _theme() -> Tree:
    return disk.read(layouts.default_folder(), layouts.FOLDER)[0]


def _site(root: Path, *, pdf: bool = False) -> Tree:
    site = build(disk.read(root / CONTENT, CONTENT)[0], _theme(), pdf=pdf)
    assert site.problems == ()
    return site.tree


@pytest.fixture(scope="module")
def reference() -> Tree:
    return _site(ROOT)


def test_each_page_names_its_other_readings(reference: Tree) -> None:
    for page in ("index.html", "privacy/index.html", "cookies/index.html"):
        soup = BeautifulSoup(reference[page], "html.parser")
        named = {str(each["type"]): str(each["href"]) for each in soup.select("head link[rel=alternate]")}
        assert (named["text/markdown"], named["text/plain"]) == ("index.md", "index.txt")
        shown = next(each for each in soup.select("footer p") if each.get_text().startswith("Other formats: "))
        assert shown.get_text() == "Other formats: Markdown, Plain text"
        assert all(page.replace("index.html", str(each["href"])) in reference for each in shown.select("a"))
    assert b"Other formats" not in reference["404.html"]
    assert "404.md" not in reference
    assert b".md" not in reference["sitemap.xml"]
    assert b"text/markdown" in reference["_headers"]


def test_the_list_for_language_models_leads_to_every_page(reference: Tree) -> None:
    lines = reference["llms.txt"].decode().splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    links = [found[1] for line in lines if (found := re.match(r"- \[[^]]+\]\(([^)]+)\)", line))]
    base = links[0].removesuffix("privacy/index.md")
    paths = [link.removeprefix(base) for link in links]
    assert {path for path in paths if path.endswith(".md")} == {path for path in reference if path.endswith(".md")}
    assert "cookies/manifest.json" in paths
    assert "cookies/manifest.schema.json" in paths
    assert [path for path in paths if path not in reference] == []


def test_without_a_pdf_nothing_of_it_is_there(reference: Tree) -> None:
    assert [file for file in reference if file.endswith(".pdf")] == []
    assert b"pdf" not in reference["privacy/index.html"]


def test_an_alternate_is_named_by_what_it_is() -> None:
    assert [each.href for each in readings.alternates("privacy", pdf=True)] == ["index.md", "index.txt", "privacy.pdf"]
    assert [each.href for each in readings.alternates("", pdf=True)] == ["index.md", "index.txt"]


@pytest.fixture(scope="module")
def printed() -> Tree:
    if missing := extra.missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return _site(ROOT / "tests" / "sites" / "everything", pdf=True)


def test_two_processes_print_the_same_bytes(printed: Tree, tmp_path: Path) -> None:
    root = ROOT / "tests" / "sites" / "everything"
    code = "import sys; from policygen.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "build", str(root), "--out", str(tmp_path / "site"), "--pdf", "--quiet"]
    path = {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    subprocess.run(command, check=True, env={**os.environ, **path})
    for name in ("privacy", "cookies"):
        assert (tmp_path / "site" / name / f"{name}.pdf").read_bytes() == printed[f"{name}/{name}.pdf"]


def test_the_pdf_is_tagged_and_says_its_title_and_language(printed: Tree) -> None:
    from io import BytesIO

    from pypdf import PdfReader

    paper = PdfReader(BytesIO(printed["privacy/privacy.pdf"]))
    root: Any = paper.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert paper.metadata
    assert paper.metadata.title == "Privacy – Everything Shop"
    assert "/CreationDate" not in paper.metadata


def test_the_page_leads_to_its_pdf(printed: Tree) -> None:
    assert (
        b'<link rel="alternate" type="application/pdf" href="privacy.pdf" title="PDF">' in printed["privacy/index.html"]
    )
    assert b"application/pdf" not in printed["index.html"]


def test_a_missing_extra_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert main(["build", "--pdf"]) == 2
    words = "policygen: A PDF needs an extra that is not installed: run `pip install 'policygen[pdf]'`.\n"
    assert capsys.readouterr() == ("", words)
