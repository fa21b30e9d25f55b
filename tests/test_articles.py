"""Articles: what people get wrong stands in `slips/articles.md`; whatever content says is shown as text."""

import json
import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

import every_field
from every_field import Path
from policygen import layouts
from policygen.build import build
from policygen.tree import Tree
from sound_site import HERE, THEME, Example, examples, reported

EXAMPLES = tuple(examples(HERE / "slips" / "articles.md"))

HOSTILE = (
    '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</script><script>alert(1)</script>", "<!--", "]]>",
    "javascript:alert(1)", "{{ 7*7 }}", "{% raw %}", "{# a", "${7*7}", "[a](javascript:alert(1))", "\\",
    "<b>*a*</b> &lt; &amp; `b`", "=HYPERLINK(0)",
)  # fmt: skip
UNPUBLISHED = {"note", "waivers", "attestations"}
"""Keys under which nothing is for readers."""

FOREIGN = {"base", "embed", "form", "iframe", "img", "math", "object", "script", "style"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
def test_a_slip_is_reported(example: Example) -> None:
    assert reported(example.files) == example.words


def site(words: str) -> tuple[Tree, dict[Path, str]]:
    """The site of content in which each text is these words and its own path; and the texts."""
    texts = dict[Path, str]()

    def wording(path: Path) -> str:
        return texts.setdefault(path, f"{words} {'.'.join(map(str, path))}")

    blocks = sorted(layouts.blocks(THEME) - {"cookie-providers"})
    prose = "\n\n".join(f"{{{{ {block} }}}}" for block in blocks)
    about = "## {{ site.name }}\n\n{{ site.name }}\n\n[{{ site.name }}](/) {{ cookies.items.item.name }}"
    pages = {"privacy": prose, "about": about}
    content = every_field.content(wording)
    for name, text in pages.items():
        content[f"content/pages/{name}.md"] = (every_field.front_matter((name,), wording) + text).encode()
    found = build(content, THEME)
    assert found.problems == ()
    return found.tree, texts


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_is_written_is_shown_as_text(words: str) -> None:
    tree, texts = site(words)
    pages = [BeautifulSoup(data, "html.parser") for file, data in tree.items() if file.endswith(".html")]
    shown = " ".join(_shown(page) for page in pages)
    lost = {path: text for path, text in texts.items() if _flat(text) not in shown}
    assert {path for path in lost if not UNPUBLISHED & set(path)} == set()
    assert {path for path in lost if UNPUBLISHED & set(path)} == {path for path in texts if UNPUBLISHED & set(path)}
    assert [each for page in pages for each in _dangers(page)] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_programs_read_what_is_written(words: str) -> None:
    tree, texts = site(words)
    manifest = json.loads(tree["cookies/manifest.json"])
    assert manifest["items"][0]["name"] == texts["cookies", "items", 0, "name"]
    assert manifest["site"]["name"] == texts["site", "name"]


def test_a_danger_is_found() -> None:
    page = BeautifulSoup('<p onclick="a()"><a href="JavaScript:b">c</a><img src="d"><i style="e">', "html.parser")
    assert [name for _, name in _dangers(page)] == ["onclick", "href", "img", "style"]


def _shown(page: BeautifulSoup) -> str:
    return _flat(page.get_text())


def _flat(text: str) -> str:
    return " ".join(text.split())


def _dangers(page: BeautifulSoup) -> Iterator[tuple[Tag, str]]:
    for tag in page.find_all():
        if tag.name in FOREIGN:
            yield tag, tag.name
        for name, value in tag.attrs.items():
            led_astray = name in {"href", "src"} and re.match(r"\s*(?!https:|mailto:|tel:)(?:[^/?#]*:|//)", str(value))
            if name.startswith("on") or name in {"style", "srcdoc"} or (led_astray and tag.name not in FOREIGN):
                yield tag, name
