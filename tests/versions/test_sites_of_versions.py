"""A site of several versions: each at its own address for ever, and the one that is in force on the day at the root."""

import json
from collections.abc import Iterator, Mapping
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from histories import SITES, STEPS, THEME, Project, Step, content_of, drafted, three
from jinja2 import Environment
from markupsafe import Markup

from policygen import layouts, verify
from policygen.disk.inventory import with_inventory
from policygen.load import load
from policygen.releases import ledger
from policygen.tree import Tree

DAYS = {"2026-01-09": None, "2026-01-10": "1.0.0", "2026-03-09": "1.0.0", "2026-04-01": "2.0.0", "2027-01-01": "2.0.1"}
TYPO = Step(
    "2.0.2", "2026-06-01", "2026-06-10", {"content/pages/privacy.md": ("## Your data {", "## The data {")}, "editorial"
)


def site(day: str = "2026-06-01", project: Project | None = None) -> Tree:
    made = (project or three()).built(day)
    assert made.tree, made.problems
    return made.tree


def judged(tree: Tree, project: Project | None = None) -> list[str]:
    project = project or three()
    found = verify.site(tree, load(project.content).policy, ledger.read(project.releases).releases)
    return [f"{each.place.file}: {each.message}" for each in found]


def article(page: bytes) -> str:
    return str(BeautifulSoup(page, "html.parser").article)


@pytest.mark.parametrize(("day", "number"), DAYS.items())
def test_the_root_is_what_the_calendar_says(day: str, number: str | None) -> None:
    tree = site(day)
    manifest = json.loads(tree["cookies/manifest.json"])
    assert (manifest["status"], manifest["policy_version"]) == (
        ("in-force", number) if number else ("upcoming", "1.0.0")
    )
    shown = number or "1.0.0"
    assert article(tree["privacy/index.html"]) == article(tree[f"privacy/{shown}/index.html"])
    assert judged(tree) == []


def test_what_is_sealed_stands_on_the_site_byte_for_byte_on_every_day() -> None:
    kept = {day: site(day) for day in DAYS}
    for path, data in three().releases.items():
        _, number, *rest = path.split("/")
        name = rest[-1]
        for tree in kept.values():
            if name == "manifest.json":
                assert tree[f"cookies/{number}/manifest.json"] == data
            elif name.endswith(".changes.html"):
                assert data in tree[f"{name.partition('.')[0]}/{number}/changes/index.html"]
            elif name.endswith(".html"):
                assert data in tree[f"{name.partition('.')[0]}/{number}/index.html"]


def test_another_look_and_another_tool_alter_nothing_that_was_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = site()
    dressed = {file: _redressed(file, data) for file, data in THEME.items()}
    for room in ("manifest", "programs"):
        monkeypatch.setattr(import_module(f"policygen.outputs.{room}"), "SCHEMA_VERSION", 2)
    made = three().built("2026-06-01", dressed)
    assert made.draft is None
    changed = [file for file in before if file.endswith("index.html") and made.tree[file] == before[file]]
    assert changed == [], "every page has another frame"
    for number in ("1.0.0", "2.0.0", "2.0.1"):
        assert made.tree[f"cookies/{number}/manifest.json"] == before[f"cookies/{number}/manifest.json"]
        for name in ("privacy", "cookies"):
            path = f"{name}/{number}/index.html"
            assert article(made.tree[path]) == article(before[path])


def _redressed(file: str, data: bytes) -> bytes:
    if file.startswith(("layouts/blocks/", "layouts/parts/cookie", "layouts/parts/purpose")):
        return b"{# new #}<p>Drawn anew.</p>" if file.startswith("layouts/blocks/") else data
    return data.replace(b"</body>", b"<!-- another look --></body>")


def test_old_versions_are_never_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    real = layouts.draw

    def counted(templates: Environment, name: str, facts: Mapping[str, object]) -> Markup:
        drawn.append(name)
        return real(templates, name, facts)

    monkeypatch.setattr(layouts, "draw", counted)

    def blocks(project: Project) -> int:
        drawn.clear()
        project.built("2026-06-01")
        return sum(name.startswith(("blocks/", "parts/glossary")) for name in drawn)

    one = Project(content_of("everything"), {}).released(STEPS[0])
    assert blocks(one) == blocks(three()) > 10


def test_a_draft_stands_apart_and_is_what_would_be_sealed() -> None:
    project = drafted(three(), TYPO)
    tree = site(project=project)
    assert judged(tree, project) == []
    names = [file.stem for file in sorted((SITES / "everything" / "content" / "pages").glob("*.md"))]
    pages = {f"draft/{name}/{more}index.html" for name in names for more in ("", "changes/")}
    drafts = {file for file in tree if file.startswith("draft/")}
    assert drafts == {"draft/index.html", "draft/cookies/manifest.json", *pages}
    page = BeautifulSoup(tree["draft/privacy/index.html"], "html.parser")
    assert page.find("meta", attrs={"name": "robots", "content": "noindex"})
    assert page.select_one("h2#data a").text == "The data"  # type: ignore[union-attr]
    assert not BeautifulSoup(tree["privacy/index.html"], "html.parser").find("meta", attrs={"name": "robots"})
    assert json.loads(tree["draft/cookies/manifest.json"])["status"] == "draft"
    released = three().released(TYPO)
    sealed = json.loads(released.releases["releases/2.0.2/manifest.json"])
    assert {**sealed, "status": "draft"} == json.loads(tree["draft/cookies/manifest.json"])
    assert b"/draft/" not in b"".join(data for path, data in released.releases.items() if "2.0.2/en" in path)
    redline = BeautifulSoup(tree["draft/privacy/changes/index.html"], "html.parser").select_one("article.redline")
    assert redline
    assert ("Your", "The") in set(zip(_words(redline, "del"), _words(redline, "ins"), strict=True))


def _words(tag: object, name: str) -> Iterator[str]:
    return (each.get_text() for each in tag.find_all(name))  # type: ignore[attr-defined]


@pytest.mark.parametrize("what", ["note", "waivers", "attestations", "review"])
def test_what_only_the_firm_reads_makes_no_draft(what: str) -> None:
    text = three().content["content/policy.yaml"].decode()
    more = {
        "note": "note: Ask Ann.\n",
        "waivers": "waivers: [{rule: TEXT-hedge, reason: Quoted., by: Ann, expires: 2027-01-01}]\n",
        "attestations": "attestations: [{rule: GDPR-6-1-f-lia, statement: Done., by: Ann, on: 2026-01-06}]\n",
        "review": "review: {last: 2026-01-05, every: 18 months}\n",
    }
    content = {**three().content, "content/policy.yaml": (text + more[what]).encode()}
    assert Project(content, three().releases).built("2026-06-01").draft is None


def test_every_change_of_a_published_version_is_found() -> None:
    """Planted: each sealed file as the site shows it, one letter otherwise, with all digests of the site made anew."""
    tree = site()
    for path in tree:
        name = path.split("/")
        if len(name) > 2 and name[1] in DAYS.values() and path.endswith((".html", "manifest.json")):
            spoilt = _spoilt(path, tree[path])
            assert any("as it was sealed" in each for each in judged(with_inventory({**tree, path: spoilt}))), path


def _spoilt(path: str, data: bytes) -> bytes:
    if path.endswith(".json"):
        return data.replace(b'"items":[{', b'"items":[{"x":1,', 1)
    start = data.index(b"<article")
    at = data.index(b">", data.index(b"<p", start)) + 1
    return data[:at] + b"x" + data[at:]


def test_a_version_that_was_never_released_or_is_missing() -> None:
    tree = site()
    more = {**tree, "cookies/9.0.0/manifest.json": tree["cookies/2.0.0/manifest.json"]}
    assert any("never released" in each for each in judged(more))
    fewer = {path: data for path, data in tree.items() if "2.0.0" not in path}
    assert any("release 2.0.0" in each for each in judged(fewer))


def test_the_remembered_digest_of_a_release() -> None:
    tree, head = site(), ledger.read(three().releases).releases[-1].digest
    assert verify.site(tree, head=head) == ()
    (found,) = verify.site(tree, head="0" * 64)
    assert (found.code, str(found.place)) == ("SEAL-broken", "cookies/index.json")


def test_a_wording_moves_no_hash_and_one_new_cookie_exactly_one() -> None:
    hashes = [_hashes(three(), number) for number in ("1.0.0", "2.0.0", "2.0.1")]
    assert hashes[1] == hashes[2]
    moved = [key for key in hashes[0] if hashes[0][key] != hashes[1][key]]
    assert len(moved) == 1
    consent = [
        json.loads(three().releases[f"releases/{each}/manifest.json"])["consent_version"]
        for each in ("1.0.0", "2.0.0", "2.0.1")
    ]
    assert consent == [1, 2, 2]


def _hashes(project: Project, number: str) -> dict[str, str]:
    manifest = json.loads(project.releases[f"releases/{number}/manifest.json"])
    return {each["id"]: each["consent_hash"] for each in manifest["categories"]}


def test_the_address_of_a_page_leads_on_before_and_after_the_versions_that_have_it() -> None:
    first = Project(content_of("everything"), {}).released(STEPS[0])
    words = b"\n## More about it {#more}\n\nSee [more](/extra/#there) and [all](/extra/).\n"
    privacy = first.content["content/pages/privacy.md"]
    extra = b"---\ntitle: Extra\n---\n\n## There\n\nSee [what we do](/privacy/#more).\n"
    having = {**first.content, "content/pages/privacy.md": privacy + words, "content/pages/extra.md": extra}
    second = Project(having, first.releases).released(Step("2.0.0", "2026-03-01", "2026-03-10"))
    third = Project(first.content, second.releases).released(Step("3.0.0", "2026-05-01", "2026-05-10"))
    told = {
        "2026-03-05": "This page is not part of our policy yet. Version 2.0.0 has it, from 10 March 2026.",
        "2026-06-01": "This page is no longer part of our policy. Version 2.0.0 was the last one that had it.",
    }
    for day, summary in told.items():
        tree = site(day, third)
        page = BeautifulSoup(tree["extra/index.html"], "html.parser")
        assert page.select(".summary")[0].get_text() == summary
        assert [each["href"] for each in page.select(".ways a")] == ["../extra/2.0.0/", "../history/"]
        assert judged(tree, third) == []
    tree = site("2026-04-01", third)
    assert "This page is no longer part of it." in tree["extra/index.html"].decode()
    assert article(tree["extra/index.html"]) == article(tree["extra/2.0.0/index.html"])
    assert judged({**tree, "extra/2.0.0/index.html": tree["extra/2.0.0/index.html"].replace(b'id="there"', b"")}, third)
