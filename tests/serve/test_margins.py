"""What the law finds stands beside the section it is about and covers nothing; a click leads to file and line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from edited import BROKEN, Tab, panel_of, project, tabs
from playwright.sync_api import Browser, Page, expect
from previewed import ROOT, Served, eventually, serving

from policygen import disk, layouts
from policygen.build import build
from policygen.cli import main
from policygen.model.policy import CONTENT
from policygen.problems import Place, Problem
from policygen.serve import editor, margins, panel, sections
from policygen.serve.preview import NOTHING, Made, renewed
from policygen.serve.sections import Change

RECORDS = """\
# data
categories:
  - id: contact
    label: Contact
    # a remark
    source:
      - kind: person
        names:
          - you
  - label: Orders
    id: orders
  - {id: bills, label: Bills}
events:
  - definition: nothing
note: the end
"""


@pytest.mark.parametrize(
    ("line", "column", "record"),
    [
        (2, 1, None), (3, 5, "contact"), (4, 12, "contact"), (5, 1, "contact"), (7, 9, "contact"), (9, 13, "contact"),
        (10, 5, None), (11, 5, "orders"), (12, 5, "bills"), (12, 23, "bills"), (13, 1, None), (14, 5, None),
        (15, 7, None), (0, 0, None), (99, 1, None),
    ],
)  # fmt: skip
def test_the_record_at_a_place_is_found(line: int, column: int, record: str | None) -> None:
    assert sections.record_at(RECORDS.splitlines(), Place("content/data.yaml", line, column)) == record


def test_a_problem_knows_its_page_and_section() -> None:
    folder = ROOT / "tests" / "rules" / "base"
    content, _ = disk.read(folder / CONTENT, CONTENT)
    theme, _ = disk.read(layouts.default_folder(), layouts.FOLDER)
    site = build(content, theme).tree
    wanted = {
        Place("content/data.yaml", 2, 5): Change("privacy/", "data-contact"),
        Place("content/purposes.yaml", 6, 5): Change("privacy/", "purpose-orders"),
        Place("content/purposes.yaml", 14, 9): Change("privacy/", "purpose-questions"),
        Place("content/third_parties.yaml", 1, 1): Change("privacy/", "block-third-parties"),
        Place("content/site.yaml", 7, 5): Change("privacy/", "controller-harbour"),
        Place("content/site.yaml"): Change("privacy/", "block-contact"),
        Place("content/policy.yaml", 1, 1): Change("", "version-facts"),
        Place("content/pages/privacy.md", 2, 1): Change("privacy/", ""),
        Place("content/pages/privacy.md", 9, 3): Change("privacy/", "data"),
        Place("content/nothing.yaml", 1, 1): None,
        Place("layouts/base.html", 1, 1): None,
    }
    problems = tuple(Problem(place, "X-y", "Wrong.", "Mend it.") for place in wanted)
    assert dict(zip(wanted, margins.of(site, content, problems), strict=True)) == wanted


@pytest.mark.parametrize(
    ("template", "address"),
    [
        (editor.DEFAULT, "vscode://file/a%20b/content/d.yaml:3:7"),
        ("idea://open?file={file}&line={line}", "idea://open?file=/a%20b/content/d.yaml&line=3"),
    ],
)
def test_an_editor_opens_the_line(template: str, address: str) -> None:
    assert editor.fault(template) is None
    assert editor.link(template, Path("/a b"), Place("content/d.yaml", 3, 7)) == address
    assert editor.link("x:{file}:{line}:{column}", Path("/"), Place("d.yaml")) == "x:/d.yaml:1:1"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("code {file}", "`code {file}` is no address of an editor"),
        ("javascript:alert('{file}')", "is no address of an editor"),
        ("vscode://file", "does not say where the `{file}` goes"),
    ],
)
def test_what_is_no_editor_is_refused(
    template: str, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["serve", "--editor", template]) == 2
    assert words in capsys.readouterr().err
    monkeypatch.setenv(editor.VARIABLE, template)
    assert main(["serve"]) == 2


def test_only_what_was_read_can_be_opened() -> None:
    problems = tuple(Problem(Place(file, 1, 1), "X-y", "Wrong.", "Mend it.") for file in ("content/a.yaml", "content"))
    made = Made({"content/a.yaml": b"a: b"}, {}, problems)
    told = json.loads(panel.data(renewed(NOTHING, made), lambda place: f"x:{place}"))
    assert [each["edit"] for each in told["problems"]] == ["x:content/a.yaml:1:1", None]
    assert told["said"] == "2 errors"


SITE = "jurisdictions: [uk]\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    root = project(tmp_path)
    site = root / "content" / "site.yaml"
    site.write_text(SITE + site.read_text())
    with serving(root, tmp_path) as running:
        yield running


@pytest.fixture
def tab(browser: Browser, served: Served) -> Iterator[Tab]:
    with tabs(browser, served) as opened:
        yield opened


def _notes(page: Page) -> dict[str, float]:
    """The anchor of each note, and how far below it the note stands."""
    found: dict[str, float] = page.evaluate("""() => Object.fromEntries(
        [...document.querySelector("policygen-notes").shadowRoot.querySelectorAll("details")].map((each) =>
            [each.dataset.anchor, each.getBoundingClientRect().top
                - document.getElementById(each.dataset.anchor).getBoundingClientRect().top]))""")
    return found


@pytest.mark.needs("chromium")
def test_findings_of_the_law_stand_beside_their_section_and_cover_nothing(tab: Tab) -> None:
    page = tab("/data/")
    expect(panel_of(page).get_by_role("alert")).to_contain_text("errors")
    expect(panel_of(page).get_by_role("list")).to_be_hidden()
    eventually(lambda: max(map(abs, _notes(page).values())) < 1)
    assert "data-kind-44" in _notes(page)
    expect(page.locator("policygen-notes details[open]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.set_viewport_size({"width": 320, "height": 700})
    eventually(lambda: max(map(abs, _notes(page).values())) < 1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.needs("chromium")
def test_a_note_is_worked_by_keyboard_and_leads_to_file_and_line(served: Served, tab: Tab) -> None:
    page = tab("/data/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    note = page.locator("policygen-notes details[data-anchor=data-kind-44]")
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    item = note.get_by_role("listitem").first
    expect(item).to_contain_text("“Kind 44”")
    place = item.locator(".where > code").text_content()
    assert place
    assert place.startswith("content/data.yaml:")
    expect(item.get_by_role("link", name=f"Open {place} in the editor")).to_have_attribute(
        "href", f"vscode://file{served.root.resolve().as_posix()}/{place}"
    )
    item.get_by_role("button", name=f"Copy {place}").click()
    expect(item.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == place
    page.keyboard.press("Escape")
    expect(item).to_be_hidden()
    expect(note.locator("summary")).to_be_focused()


@pytest.mark.needs("chromium")
def test_the_list_of_findings_stays_as_it_was_left_and_errors_of_structure_open_it(served: Served, tab: Tab) -> None:
    page = tab("/data/")
    items, bar = panel_of(page).get_by_role("list"), panel_of(page).locator(".bar button")
    expect(items).to_be_hidden()
    bar.click()
    expect(items).to_be_visible()
    page.reload()
    expect(items).to_be_visible()
    bar.click()
    expect(items).to_be_hidden()
    served.write("data.yaml", BROKEN)
    expect(items).to_be_visible()
    expect(panel_of(page).get_by_role("alert")).to_have_text("1 error: this page is the last good version")


@pytest.mark.needs("chromium")
def test_the_list_leads_to_the_section_on_another_page(served: Served, tab: Tab) -> None:
    page = tab("/privacy/")
    assert page.locator("policygen-notes details[data-anchor=data-kind-44]").count() == 0
    panel_of(page).locator(".bar button").click()
    item = panel_of(page).get_by_role("listitem").filter(has_text="“Kind 4”").first
    item.get_by_role("link", name="See the section").click()
    page.wait_for_url(f"http://{served.host}/data/#data-kind-4")
