"""The module for front ends in a real browser: what is refused goes, nothing else does, and no branch is untried."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from shutil import which
from typing import Any

import branches
import jar
import pytest
import seeds
from https_site import ARGUMENTS, Site, serve
from jar import Thing
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright
from seeds import BELOW, HOST, REFUSED

FOLDER = Path(__file__).parents[2] / "src" / "policygen" / "front_end"
SOURCE, PUBLISHED = FOLDER / "policygen.mjs", FOLDER / "policygen.min.mjs"
MODULE = "cookies/policygen.mjs"
POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types"
SCROLLED = Thing("scrolled:home", kind="session-storage")
"""Session storage is that of one tab."""

pytestmark = pytest.mark.needs("chromium", "openssl")


@dataclass(frozen=True)
class Visit:
    """Somebody's browser, and the pages open in it."""

    context: BrowserContext
    site: Site
    plain: Site
    sessions: list[CDPSession] = field(default_factory=list)
    noises: list[str] = field(default_factory=list)

    def open(self, path: str = "/", *, secure: bool = True) -> Page:
        page = self.context.new_page()
        page.on("console", lambda said: self.noises.append(said.text))
        page.on("pageerror", lambda error: self.noises.append(str(error)))
        self.sessions.append(branches.watch(page))
        page.goto((self.site if secure else self.plain).url(HOST, path))
        return page

    def seeded(self) -> Page:
        """A page at the root, after everything has been stored."""
        page = self.open("/seed/")
        page.evaluate(seeds.SCRIPT)
        page.goto(self.site.url(HOST))
        return page


def call(page: Page, function: str, *given: object) -> Any:
    """What a function of the module says to the manifest of the site, and whatever else it is given."""
    script = "([name, manifest, given]) => policygen[name](manifest, ...given)"
    return page.evaluate(script, [function, json.loads(seeds.manifest()), list(given)])


def _tree(module: Path) -> dict[str, bytes]:
    page = b"<!doctype html><title>Page</title><script type=module src=/page.mjs></script>"
    pages = dict.fromkeys(("index.html", "app/index.html", "app/deep", "seed/index.html", "bare/index.html"), page)
    return {
        **pages,
        "favicon.ico": b"",
        "page.mjs": b"import * as policygen from '/cookies/policygen.mjs'; globalThis.policygen = policygen;",
        MODULE: module.read_bytes(),
        "cookies/manifest.json": seeds.manifest(),
        "cookies/next.json": b'{"schema_version": 2}',
        "cookies/nothing.json": b"null",
        "cookies/page.json": page,
    }


def _headers(_: str, path: str) -> Iterator[tuple[str, str]]:
    if path == "/seed/":
        yield from (("Set-Cookie", each) for each in seeds.HEADERS)
    if path == "/bare/":
        yield "Content-Security-Policy", "sandbox allow-scripts"
    elif path.endswith(".mjs"):
        yield from {"Content-Type": "text/javascript", "Access-Control-Allow-Origin": "*"}.items()
    elif not path.endswith(".json"):
        yield from {"Content-Type": "text/html", "Content-Security-Policy": POLICY}.items()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=which("chromium"), args=[*ARGUMENTS])
        yield started
        started.close()


@contextmanager
def visiting(browser: Browser, module: Path) -> Iterator[Visit]:
    tree = _tree(module)
    with ExitStack() as stack:
        site = stack.enter_context(serve(tree, _headers))
        plain = stack.enter_context(serve(tree, _headers, secure=False))
        context = browser.new_context(ignore_https_errors=True)
        yield Visit(context, site, plain)
        context.close()


def refuses_one_category(visit: Visit) -> None:
    page = visit.seeded()
    before = jar.held(page)
    report = call(page, "clean", {"audience": False, "adverts": True})
    assert before - jar.held(page) == REFUSED
    assert jar.held(page) <= before
    unseen = [{"id": each, "name": each, "seen": False} for each in ("deep", "deepest")]
    assert [each for each in report["deleted"] if not each["seen"]] == unseen
    assert {(each["id"], each["name"]) for each in report["deleted"] if each["seen"]} == {
        *((name, name) for name in ("alone", "parent", "own", "guarded", "apart", "unsaid", "opened", "tallies")),
        ("heir-here", "heir"), ("guest-here", "guest"),
        ("prefixed", "__Host-visit"), ("secured", "__Secure-visit"), ("counted", "_ga_ABC"), ("star", "a*"),
        ("twin-above", "twin"), ("hidden-key", "length"), ("scrolled", "scrolled:home"), ("drawn", "drawn-ads-v2"),
        ("mixed", "mix_1"),
    }  # fmt: skip
    assert {(each["id"], each["name"], each["why"]) for each in report["left"]} == {
        ("deeper", "_deep_*", "path"), ("locked", "locked", "server"), ("elsewhere", "elsewhere", "host"),
        ("sibling", "sibling", "host"), ("vague-here", "vague", "shared"), ("split-here", "split", "shared"),
        ("mixed", "mix_mix", "shared"), ("both-too", "both", "shared"),
    }  # fmt: skip
    assert call(page, "clean", {"audience": False, "adverts": True})["deleted"] == unseen


def sees_more_below_the_path(visit: Visit) -> None:
    visit.seeded()
    page = visit.open("/app/deep")
    before = jar.held(page)
    report = call(page, "clean", {"adverts": True})
    assert before - jar.held(page) == (REFUSED | BELOW) - {SCROLLED}
    assert [each["id"] for each in report["deleted"] if not each["seen"]] == ["deepest"]
    assert {each["id"]: each["why"] for each in report["left"]} == {
        "locked": "server", "elsewhere": "host", "sibling": "host", "vague-here": "shared",
        "mixed": "shared",
    }  # fmt: skip


def touches_nothing_allowed(visit: Visit) -> None:
    page = visit.seeded()
    before = jar.held(page)
    assert call(page, "clean", {"audience": True, "adverts": True, "unsaid": True}) == {"deleted": [], "left": []}
    assert jar.held(page) == before


def takes_silence_for_the_default(visit: Visit) -> None:
    page = visit.seeded()
    before = jar.held(page)
    call(page, "clean", None)
    assert before - jar.held(page) == {*REFUSED, Thing("offers", HOST), Thing("offered", kind="local-storage")}
    call(page, "clean", {"comfort": False})
    assert Thing("sized", kind="local-storage") not in jar.held(page)


def tells_what_is_in_use(visit: Visit) -> None:
    page = visit.seeded()
    other = visit.open()
    other.evaluate("new Promise((done) => indexedDB.open('tallies').onsuccess = (event) => done(keep = event.target))")
    report = call(page, "clean", {"adverts": True})
    assert {"id": "tallies", "name": "tallies", "why": "stays"} in report["left"]


def cleans_without_https(visit: Visit) -> None:
    page = visit.open(secure=False)
    page.evaluate(
        "document.cookie = 'alone=1'; document.cookie = 'parent=1; Domain=example.test'; localStorage.opened = 1"
    )
    report = call(page, "clean", {})
    assert jar.cookies(page) == []
    assert {each["id"] for each in report["deleted"] if each["seen"]} == {"alone", "parent", "opened"}
    assert [each["id"] for each in report["left"] if each["why"] == "hidden"] == ["drawn"]


def tells_what_is_hidden(visit: Visit) -> None:
    """A page in a sandbox has no storage at all."""
    page = visit.open("/bare/")
    report = call(page, "clean", {})
    assert report["deleted"] == []
    assert {each["why"] for each in report["left"]} == {"hidden", "host"}
    kinds = ["cookie", "local-storage", "session-storage", "indexed-db", "cache-storage"]
    assert call(page, "observe") == [{"kind": kind, "name": ""} for kind in kinds]
    # Chromium tells the refusal of IndexedDB twice: to whoever asked, and as an error of nobody and nothing.
    assert {*visit.noises} == {"undefined"}
    visit.noises.clear()


def removes_what_it_is_not_shown(visit: Visit) -> None:
    """A browser that does not list databases deletes one by its name."""
    page = visit.seeded()
    page.evaluate("delete IDBFactory.prototype.databases")
    before = call(page, "clean", {})
    assert [each["id"] for each in before["left"] if each["why"] == "hidden"] == ["tallies"]
    assert {each.name for each in jar.held(visit.open()) if each.kind == "indexed-db"} == {"drafts", "loose"}


def finds_what_nobody_declared(visit: Visit) -> None:
    page = visit.seeded()
    assert {(each["kind"], each["name"]) for each in call(page, "observe")} == {
        ("cookie", "ab"), ("cookie", "_ga"), ("cookie", "nameless"), ("local-storage", "loose"),
        ("session-storage", "loose"), ("indexed-db", "loose"), ("cache-storage", "loose"),
    }  # fmt: skip


def says_what_may_be_used(visit: Visit) -> None:
    page = visit.open()
    for choices, expected in (
        (None, ["needed", "comfort"]),
        ({}, ["needed", "comfort"]),
        ({"needed": False, "comfort": False, "audience": True, "unknown": True}, ["needed", "audience"]),
        ({"audience": "yes", "unsaid": True}, ["needed", "comfort", "unsaid"]),
    ):
        assert call(page, "allowed", choices)["categories"] == expected
    items = call(page, "allowed", {"comfort": False, "adverts": True})["items"]
    assert [each["id"] for each in items if each["category"] != "needed"] == ["offers", "offered"]


def asks_when_it_must(visit: Visit) -> None:
    page = visit.open()
    manifest = json.loads(seeds.manifest())
    both = ["audience", "adverts"]
    wider = "what went further, and so covers this"
    stored = call(page, "remember", {"audience": True, "adverts": False}, 0)
    assert (stored["consent_version"], stored["at"]) == (1, 0)
    assert stored["hashes"]["adverts"] == next(
        each["consent_hash"] for each in manifest["categories"] if each["id"] == "adverts"
    )
    assert abs(call(page, "remember", {})["at"] - page.evaluate("Date.now()")) < 10_000

    def asked(
        stored: object, now: int = 0, version: int = 1, hashed: str = "", lifetime: int | None = 15_768_000
    ) -> Any:
        """With a manifest whose `audience` people would agree to anew."""
        changed = {**manifest, "consent_version": version, "consent": {"lifetime_seconds": lifetime}}
        changed["categories"] = [
            {**each, "consent_hash": hashed, "still_valid": [wider]} if hashed and each["id"] == "audience" else each
            for each in manifest["categories"]
        ]
        found = page.evaluate("(given) => policygen.needsConsent(...given)", [changed, stored, now])
        return {each["category"]: each["why"] for each in found}

    everything_new = dict.fromkeys(both, "new")
    assert asked(None) == asked({}) == asked(call(page, "remember", {}, 0)) == everything_new
    assert asked(stored) == asked(stored, hashed="other") == asked(stored, version=2) == {}
    assert asked(stored, version=2, hashed="other") == {"audience": "changed"}
    agreed_to_more = {**stored, "hashes": {**stored["hashes"], "audience": wider}}
    assert asked(agreed_to_more, version=2, hashed="other") == {}
    assert asked({**stored, "consent_version": None}, hashed="other") == {"audience": "changed"}
    assert asked({**stored, "consent_version": 2}, hashed="other") == {}
    assert asked(call(page, "remember", {"adverts": True}, 0)) == {"audience": "new"}
    lifetime = 15_768_000 * 1000
    assert asked(stored, lifetime) == asked({**stored, "at": "1970-01-01T00:00:00Z"}, lifetime) == {}
    assert asked(stored, lifetime + 1) == asked({**stored, "at": "soon"}) == dict.fromkeys(both, "expired")
    assert asked(stored, 99 * lifetime, lifetime=None) == asked(stored, 99 * lifetime, lifetime=0) == {}
    assert [each["why"] for each in call(page, "needsConsent", stored)] == ["expired", "expired"]
    assert jar.held(page) == frozenset()


def finds_the_closest_item(visit: Visit) -> None:
    page = visit.open()

    def closest(name: str, *rest: str) -> list[str]:
        return [each["id"] for each in call(page, "match", name, *rest)]

    assert closest("_ga_session") == ["session"]
    assert closest("_ga_sessions") == ["counted"]
    assert closest("drawn-shell-v1", "cache-storage") == ["shell"]
    assert closest("drawn-shell-v1") == closest("_ga") == closest("ab") == []
    assert closest("twin") == ["twin-here", "twin-above"]
    assert closest("twin", "cookie", "shop.example.test") == ["twin-above"]
    assert closest("own", "cookie", "example.test") == ["own"]
    assert closest("own", "cookie", "badexample.test") == []
    globs = ["*", "a*", "*b", "ab*", "a*b", "a*bc", "**", "x*"]
    items = [{"id": each, "kind": "cookie", "domains": [], "match": {"type": "glob", "value": each}} for each in globs]
    found = page.evaluate("(items) => policygen.match({items}, 'ab').map(({id}) => id)", items)
    assert found == ["ab*", "a*b"]


def matches_as_the_plain_way_does(visit: Visit) -> None:
    page = visit.open()
    words = ["".join(letters) for length in range(5) for letters in product("ab*", repeat=length)]
    values = [each for each in words if each.strip("*")]
    script = """([values, names]) => values.flatMap((value) => names.filter((name) =>
        policygen.match({items: [{kind: "cookie", domains: [], match: {type: "glob", value}}]}, name).length
    ).map((name) => `${value} ${name}`))"""
    names = [each for each in words if "*" not in each]
    assert page.evaluate(script, [values, names]) == [
        f"{value} {name}" for value in values for name in names if _matches(value, name)
    ]
    hostile = "const items = [{kind: 'cookie', domains: [], match: {type: 'glob', value: '*a'.repeat(5e3) + 'b'}}];"
    assert page.evaluate(f"() => {{ {hostile} return policygen.match({{items}}, 'a'.repeat(5e4)).length }}") == 0


def _matches(glob: str, name: str) -> bool:
    if not glob:
        return not name
    if glob[0] == "*":
        return any(_matches(glob[1:], name[at:]) for at in range(len(name) + 1))
    return name[:1] == glob[0] and _matches(glob[1:], name[1:])


def loads_only_what_it_can_read(visit: Visit) -> None:
    page = visit.open()
    script = "([url, options]) => policygen.load(url, options).then(JSON.stringify, (error) => error.message)"
    digest = base64.b64encode(hashlib.sha384(seeds.manifest()).digest()).decode()

    def loaded(file: str, options: object = None) -> str:
        said: str = page.evaluate(script, [f"/cookies/{file}", options or {}])
        return said

    assert json.loads(loaded("manifest.json")) == json.loads(seeds.manifest())
    assert json.loads(loaded("manifest.json", {"integrity": f"sha384-{digest}"})) == json.loads(seeds.manifest())
    wrong = base64.b64encode(bytes(48)).decode()
    refused = loaded("manifest.json", {"integrity": f"sha384-{wrong}"})
    assert refused == "/cookies/manifest.json: TypeError: Failed to fetch"
    assert loaded("none.json") == "/cookies/none.json: Error: 404"
    for file in ("next.json", "nothing.json"):
        assert loaded(file) == f"/cookies/{file}: Error: not schema 1"
    assert loaded("page.json").startswith("/cookies/page.json: SyntaxError: Unexpected token '<'")
    assert [each for each in visit.noises if "integrity" not in each and "404" not in each] == []
    visit.noises.clear()


SCENARIOS: tuple[Callable[[Visit], None], ...] = (
    refuses_one_category,
    sees_more_below_the_path,
    touches_nothing_allowed,
    takes_silence_for_the_default,
    tells_what_is_in_use,
    cleans_without_https,
    tells_what_is_hidden,
    removes_what_it_is_not_shown,
    finds_what_nobody_declared,
    says_what_may_be_used,
    asks_when_it_must,
    finds_the_closest_item,
    matches_as_the_plain_way_does,
    loads_only_what_it_can_read,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
def test_what_is_published(scenario: Callable[[Visit], None], browser: Browser) -> None:
    with visiting(browser, PUBLISHED) as visit:
        scenario(visit)
        assert visit.noises == []


def test_its_source_and_every_branch_of_it(browser: Browser) -> None:
    source = SOURCE.read_text()
    run = set[int]()
    for scenario in SCENARIOS:
        with visiting(browser, SOURCE) as visit:
            scenario(visit)
            assert visit.noises == []
            run |= set[int]().union(*(branches.taken(each, MODULE, len(source)) for each in visit.sessions))
        if scenario is SCENARIOS[0]:
            assert '"expired"' in "".join(branches.never(source, run)), "what is not run is seen"
    assert branches.never(source, run) == []
