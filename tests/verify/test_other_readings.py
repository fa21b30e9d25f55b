"""Whatever is changed in one reading of a page alone is found, when all digests were made anew."""

import os
import re
from collections.abc import Callable
from functools import cache

import pytest
from built_site import ROOT, folder, judged, layouts, reference, sealed

from policygen import verify
from policygen.build import build
from policygen.problems import Level, Problem
from policygen.readings import extra
from policygen.tree import Tree
from policygen.verify import paper, readings, website

PAGES = ("", "privacy/", "cookies/")
FILES = tuple(f"{page}index.{kind}" for page in PAGES for kind in ("md", "txt"))


def _found(changed: Tree) -> list[Problem]:
    """What this check finds; digests are no matter of it."""
    known = reference()
    return list(readings.check(website.read({**known.tree, **changed}, known.read)))


def _text(file: str) -> str:
    return reference().tree[file].decode()


def _lines(file: str) -> list[str]:
    return _text(file).split("\n")


def _planted(file: str, lines: list[str]) -> str:
    """What is said of a reading with these lines, which is the only thing that is found."""
    found = _found({file: "\n".join(lines).encode()})
    assert {each.place.file for each in found} == {file}
    return found[0].message


def test_what_was_built_is_sound() -> None:
    assert _found({}) == []
    assert judged({}) == ()


def test_all_of_it_is_part_of_verifying() -> None:
    assert [each.code for each in judged({"index.md": b"# Other\n"})] == ["VERIFY-reading"] * 2


def _spread(count: int, tries: int = 12) -> range:
    return range(0, count, max(1, count // tries))


@pytest.mark.parametrize("file", FILES)
def test_another_letter(file: str) -> None:
    """One letter of a word anywhere in the file, be it a label, a value, a heading or an address."""
    words = list(re.finditer(r"[a-zA-Z]{3,}", _text(file)))
    for at in _spread(len(words)):
        start, old = words[at].start(), words[at][0][0]
        new = "x" if old != "x" else "y"
        changed = _text(file)[:start] + new + _text(file)[start + 1 :]
        assert _planted(file, changed.split("\n"))


@pytest.mark.parametrize("file", FILES)
def test_a_line_less(file: str) -> None:
    lines = _lines(file)
    said = [at for at, line in enumerate(lines) if re.search(r"\w", line)]
    for at in _spread(len(said)):
        assert _planted(file, lines[: said[at]] + lines[said[at] + 1 :])


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "more", ["We may sell your data.", "- no", "<!-- hidden -->", "[x]: /y 'z'", "\\", "| a |", "&nbsp;", "**"]
)
def test_a_line_more(file: str, more: str) -> None:
    if file.endswith(".md") and more in ("\\", "**"):
        more += " or so"
    lines = _lines(file)
    for at in (0, len(lines) // 2, len(lines)):
        assert _planted(file, [*lines[:at], "", more, "", *lines[at:]])


def _swapped(file: str, before: str, after: str) -> list[str]:
    text = _text(file)
    assert text.count(before) >= 1
    return text.replace(before, after, 1).split("\n")


def test_two_cells_swapped() -> None:
    row = next(line for line in _lines("cookies/index.md") if line.startswith("| Penstock"))
    cells = row.strip("| ").split(" | ")
    turned = f"| {' | '.join([cells[1], cells[0], *cells[2:]])} |"
    message = _planted("cookies/index.md", _swapped("cookies/index.md", row, turned))
    assert cells[0] in message
    assert cells[1] in message


def test_two_headers_swapped() -> None:
    head = "| Service | Provider | Category |"
    assert _planted("cookies/index.md", _swapped("cookies/index.md", head, "| Provider | Service | Category |"))


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_two_values_swapped(kind: str) -> None:
    """Of two facts that stand below one another."""
    lines = _lines(f"cookies/index.{kind}")
    at = next(at for at, line in enumerate(lines) if "Read by others" in line)
    (first, no), (second, yes) = (line.rsplit(" ", 1) for line in lines[at : at + 2])
    assert no != yes
    lines[at : at + 2] = [f"{first} {yes}", f"{second} {no}"]
    assert _planted(f"cookies/index.{kind}", lines)


@pytest.mark.parametrize("kind", ["md", "txt"])
def test_two_rows_swapped(kind: str) -> None:
    lines = _lines(f"cookies/index.{kind}")
    first, second = (at for at, line in enumerate(lines) if re.search(r"Name(\*\*)?: `?(__Host-session|basket)", line))
    lines[first], lines[second] = lines[second], lines[first]
    assert _planted(f"cookies/index.{kind}", lines)


def test_a_message_names_the_page_and_both_words() -> None:
    (found,) = _found({"privacy/index.txt": _text("privacy/index.txt").replace("7 years", "9 years", 1).encode()})
    assert re.fullmatch(
        r"privacy/index\.txt, word \d+ after `[^`]+`: it says `9`, and privacy/index\.html says `7`\.", found.message
    )
    assert found.mend == "Build the site again from its content, and publish all readings of a page together."


def test_a_page_changed_alone() -> None:
    html = _text("privacy/index.html").replace("</article>", "<p>And more.</p></article>", 1)
    assert {each.place.file for each in _found({"privacy/index.html": html.encode()})} == {
        "privacy/index.md",
        "privacy/index.txt",
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\]\((https://ico\.org\.uk)", r"](https://ico.example"),
        (r"\]\((https://[^)]+/cookies/#)[^)]+\)", r"](\1elsewhere)"),
        (r"(\[[^]]+\])\((https://[^)]+)\)", r"\1"),
        (r"(\[[^]]+\]\(https://[^)]+)\)", r"\1 'said to some')"),
    ],
)
def test_a_link_that_leads_elsewhere(before: str, after: str) -> None:
    changed, count = re.subn(before, after, _text("privacy/index.md"), count=1)
    assert count == 1
    assert _found({"privacy/index.md": changed.encode()})


def test_a_reading_that_is_gone_or_left_over() -> None:
    tree = sealed({path: data for path, data in reference().tree.items() if path != "privacy/index.txt"})
    found = [each.message for each in verify.site(tree) if each.code == "VERIFY-reading"]
    assert found == ["privacy/index.html has no reading index.txt, and other pages have one."]
    found = [each.message for each in _found({"old/index.md": b"# Old\n"})]
    assert found == ["old/index.md is a reading of a page that is not there."]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Privacy notice", "Privacy note", 1),
        lambda text: text.replace("privacy/index.md", "cookies/index.md", 1),
        lambda text: text.replace("manifest.json", "index.json", 1),
        lambda text: text.replace("> What", "> Why", 1),
        lambda text: text.replace("**Version**: ", "**Version**: 9", 1),
        lambda text: text + "\nSell everything.\n",
        lambda text: re.sub(r"- \[Cookies\].*\n", "", text),
        lambda text: re.sub(r"(- \[Cookie manifest\].*)\n(.*)\n", r"\2\n\1\n", text),
    ],
)
def test_a_list_that_says_otherwise(change: Callable[[str], str]) -> None:
    changed = change(_text("llms.txt"))
    assert changed != _text("llms.txt")
    assert {each.place.file for each in _found({"llms.txt": changed.encode()})} == {"llms.txt"}


SMALL = ROOT / "tests" / "sites" / "everything"


@cache
def _printed() -> Tree:
    return build(folder(SMALL, "content"), layouts(), pdf=True).tree


@pytest.fixture
def printed() -> Tree:
    if missing := extra.missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return _printed()


def _of_paper(tree: Tree) -> list[Problem]:
    return [each for each in verify.site(sealed(tree)) if each.code == "VERIFY-reading"]


def _reprinted(tree: Tree, name: str, change: Callable[[str], str]) -> Tree:
    """The site with the PDF of a page that says something else."""
    from policygen.readings import pdf

    html = tree[f"{name}/index.html"].decode()
    changed = change(html)
    assert changed != html
    forged = {**tree, f"{name}/index.html": changed.encode()}
    address = re.search(r'rel="canonical" href="([^"]+)"', tree["index.html"].decode())
    assert address
    return {**tree, **pdf.write(forged, [name], address[1])}


def _row(html: str, number: int) -> str:
    return str(re.findall(r'<tr id="cookie-.*?</tr>', html, re.DOTALL)[number])


def _two_cells(html: str) -> str:
    row = _row(html, 0)
    cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
    return html.replace(row, row.replace(cells[0], "@", 1).replace(cells[1], cells[0], 1).replace("@", cells[1], 1), 1)


@pytest.mark.parametrize(
    "change",
    [
        lambda html: html.replace("Off until you agree", "Off until you agreed", 1),
        lambda html: re.sub(r"(<th scope=\"row\"><code>)(.)", r"\1X\2", html, count=1),
        lambda html: html.replace(_row(html, 0), "", 1),
        lambda html: html.replace(_row(html, 0), _row(html, 1) + _row(html, 0), 1),
        lambda html: html.replace("</h1>", "</h1><p>We sell it.</p>", 1),
        lambda html: html.replace("</article>", "<p>And more.</p></article>", 1),
        lambda html: html.replace('<aside class="notices"', "<aside hidden", 1),
        _two_cells,
    ],
)
def test_a_pdf_that_says_otherwise(printed: Tree, change: Callable[[str], str]) -> None:
    found = _of_paper(_reprinted(printed, "cookies", change))
    assert [each.place.file for each in found] == ["cookies/cookies.pdf"]
    assert found[0].level is Level.ERROR


def test_a_sound_pdf_and_one_that_is_none(printed: Tree) -> None:
    assert _of_paper(printed) == []
    (found,) = _of_paper({**printed, "privacy/privacy.pdf": b"no PDF"})
    assert found.message == "privacy/privacy.pdf cannot be read as a PDF."


@pytest.mark.parametrize(
    ("words", "said", "level"),
    [
        ("\U0001f9ff", "shows empty boxes for letters that no typeface had when it was made", Level.ERROR),
        ("שלום", "has words that are written from right to left, so that the order of its words was not read", Level.WARNING),  # noqa: E501
    ],
)  # fmt: skip
def test_a_pdf_whose_words_cannot_be_told(printed: Tree, words: str, said: str, level: Level) -> None:
    page = printed["privacy/index.html"].decode().replace("</article>", f"<p>{words}</p></article>")
    tree = _reprinted({**printed, "privacy/index.html": page.encode()}, "privacy", lambda html: html + "\n")
    found = [each for each in _of_paper(tree) if each.place.file.endswith(".pdf")]
    assert [(each.message, each.level) for each in found] == [(f"privacy/privacy.pdf {said}.", level)]


def test_without_the_extra_it_is_said_that_nobody_read_the_pdf(monkeypatch: pytest.MonkeyPatch, printed: Tree) -> None:
    monkeypatch.setattr(paper, "can_be_read", lambda: False)
    found = _of_paper(printed)
    assert [(each.message, each.level) for each in found] == [
        (f"{name}/{name}.pdf was not read, since an extra is not installed.", Level.WARNING)
        for name in ("cookies", "privacy")
    ]
