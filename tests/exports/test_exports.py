"""Each export says what its client can understand, and tells what that client loses."""
# ruff: noqa: E501 -- a case stays on its line

import csv
import io
import json
import subprocess
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty_manifest import (
    DELETES,
    HOSTILE,
    NASTY,
    category,
    item,
    losses,
    manifest,
    needed,
    read,
    read_module,
)

from policygen import globs
from policygen.globs import Glob
from policygen.model.cookies import ConsentClient
from policygen.outputs import exports
from policygen.outputs.exports import patterns, texts

TREE, CLIENTS = exports.write(NASTY)
COOKIES = [each for each in NASTY["items"] if each["kind"] == "cookie"]


def test_every_client_can_be_named_in_the_content() -> None:
    assert [each.id for each in CLIENTS] == list(get_args(ConsentClient))
    assert [file for each in CLIENTS for file in each.files] == list(TREE)
    assert all(loss.client == each.id for each in CLIENTS for loss in each.losses)


@pytest.mark.parametrize("client", CLIENTS, ids=lambda each: each.id)
def test_what_is_lost_is_told_in_whole_sentences(client: exports.Client) -> None:
    told = [words for loss in client.losses for words in (loss.words, loss.mend)]
    assert all(words.endswith(".") and "\n" not in words for words in (*told, *client.carries))
    assert len(set(client.losses)) == len(client.losses)


@pytest.mark.parametrize("client", DELETES)
@pytest.mark.parametrize(
    ("name", "deleted"),
    [
        ("choice-3", False), ("_gat_keep", False), ("shop_cart", False), ("twice", False), ("_ga", True),
        ("other", None), ("nowhere", False),
    ],
)  # fmt: skip
def test_when_all_is_refused_what_is_needed_stays(client: str, name: str, deleted: bool | None) -> None:
    # Only Helsinki deletes what nobody has declared, and cannot be told otherwise.
    wanted = client == "hds" if deleted is None else deleted
    assert DELETES[client](TREE, name, frozenset()) is wanted


@pytest.mark.parametrize(
    ("client", "key", "words"),
    [
        ("klaro", "server", "Klaro cannot delete `server`, which no script can see (HttpOnly)."),
        ("klaro", "host", "Klaro cannot delete `__Host-id`, since the browser wants `Secure` said for such a name."),
        ("klaro", "deep", "Klaro deletes `deep` on pages below `/app` only."),
        ("klaro", "away", "Klaro cannot delete `away`, which belongs to another site."),
        ("klaro", "same-ads", "Klaro does not delete `twice` with its category, since `twice` of another one fits it too."),
        ("klaro", "local", "Klaro cannot delete `local`, which is kept in the local storage."),
        ("klaro", "dot", "Klaro knows nothing of `dot.gif`, which is a pixel."),
        ("klaro", "nowhere", "Klaro is not told of `nowhere`, which belongs to no category."),
        ("klaro", "empty", "Klaro does not show the category `empty`, since it has neither items nor services."),
        ("hmcts-cookie-manager", "alone", "@hmcts/cookie-manager cannot delete `alone`, which is set without a domain (host-only)."),
        ("hmcts-cookie-manager", "inner", "@hmcts/cookie-manager cannot recognise names such as `a*z`, and so deletes none of them."),
        ("hmcts-cookie-manager", "stats", "@hmcts/cookie-manager leaves the category `stats` off until people agree, since it knows one default for all."),
        ("orejime", "signs", "Orejime cannot write the name `^q.u(e)$` as it is, and so cannot delete it."),
        ("tarteaucitron", "gat", "tarteaucitron cannot recognise names such as `_gat_*`, and so deletes none of them."),
        ("hds", "markup", "Helsinki Design System cannot show the name `<b>`, and deletes it whatever people choose."),
        ("hds", "shop-ads", "Helsinki Design System keeps `shop_ads` for as long as `shop_*` may stay, since that name fits it too."),
        ("hds", "", "Helsinki Design System remembers the choice for 100 days, and cannot be told another time."),
        ("iab-tcf", "star", "The IAB TCF disclosure leaves out `x*y`, since a star always stands for any characters there."),
        ("orejime", "deep", "Orejime cannot delete `deep` where it is set without a domain (host-only), and nobody has said whether it is."),
        ("iab-tcf", "ga", "The IAB TCF disclosure leaves out `_ga`, of which no fixed duration is declared."),
        ("google-consent-mode", "stats", "Google Consent Mode knows one switch a type, so `analytics_storage` is granted by `ads` and not by `stats`."),
        ("open-cookie-database", "inner", "Open Cookie Database knows exact names and beginnings of names only, and so leaves out `a*z`."),
    ],
)  # fmt: skip
def test_what_a_client_cannot_do_is_told(client: str, key: str, words: str) -> None:
    assert losses(NASTY, client)[key] == words


def test_the_choice_is_remembered_as_the_content_says() -> None:
    """A glob that the version fits into loses nothing, nor does one without it; six months are 182 whole days."""
    module = read_module(TREE)
    assert module["cookie"] == {"name": "choice-", "expiresAfterDays": 182}
    assert module["revision"] == 3
    assert read(TREE, "klaro.json")["storageName"] == "choice-3"
    assert read(TREE, "klaro.json")["cookieExpiresAfterDays"] == 182
    assert read(TREE, "hmcts-cookie-manager.json")["userPreferences"]["cookieExpiry"] == 182
    assert read(TREE, "orejime.json")["cookie"] == {"name": "choice-3", "duration": 182}
    assert read(TREE, "tarteaucitron.json")["forceExpire"] == 182


@pytest.mark.parametrize(
    ("facts", "name", "days", "words"),
    [
        ({}, "klaro-3", None, "Klaro remembers the choice as `klaro-3`, which the content does not declare."),
        ({"record": "exact"}, "consent-3", None,
         "Klaro asks again only under a new name, and so remembers the choice as `consent-3`."),
        ({"record": "odd"}, "klaro-3", None,
         "Klaro cannot remember the choice as `a.b`, and does so as the cookie `klaro-3`."),
        ({"record": "fits", "lifetime_seconds": 86400}, "k_3", 1, None),
        ({"record": "fits", "lifetime_seconds": 0}, "k_3", None,
         "Klaro cannot remember the choice only until the browser is closed, and does so for as long as is usual for it."),
    ],
)  # fmt: skip
def test_where_the_choice_is_remembered(facts: dict[str, Any], name: str, days: int | None, words: str | None) -> None:
    items = [item("exact", "consent", "needed"), item("odd", "a.b", "needed"), item("fits", "k_*", "needed")]
    found = manifest([needed()], items, consent=facts)
    config = read(exports.write(found)[0], "klaro.json")
    assert (config["storageName"], config.get("cookieExpiresAfterDays")) == (name, days)
    assert losses(found, "klaro").get("") == words


@pytest.mark.parametrize(
    ("client", "told"), [("hmcts-cookie-manager", "shop.example"), ("tarteaucitron", "b.shop.example"), ("klaro", "")]
)
def test_a_domain_where_a_client_never_looks_is_told(client: str, told: str) -> None:
    domains = ["shop.example", "b.shop.example", "a.b.shop.example", "other.example"]
    site = {"name": "Shop", "url": "https://a.b.shop.example/", "languages": ["en"], "default_language": "en"}
    items = [item(each, "n" + str(at), "ads", domains=[each], host_only=False) for at, each in enumerate(domains)]
    found = losses(manifest([category("ads")], items, site=site), client)
    assert {key for key in found if key} == {told} - {""}
    assert not told or found[told].endswith(f"which is a cookie of `{told}`, where it never looks.")


def test_helsinki_is_told_what_it_finds_twice() -> None:
    twins = [item(each, "twin", "ads", domains=[each]) for each in ("www.shop.example", "shop.example")]
    found = losses(manifest([needed(), category("ads")], [*twins, item("c", "one", "ads")]), "hds")
    words = "Helsinki Design System cannot delete `twin` where two cookies of that name are seen."
    assert {key: each for key, each in found.items() if key} == dict.fromkeys(
        ("www.shop.example", "shop.example"), words
    )


def test_a_choice_that_lasts_too_long_for_a_client_is_told() -> None:
    found = manifest([needed()], [item("a", "a-*", "needed")], consent={"record": "a", "lifetime_seconds": 400 * 86400})
    words = "tarteaucitron remembers the choice for 364 days at most, and so asks sooner than is declared."
    assert losses(found, "tarteaucitron")[""] == words
    assert read(exports.write(found)[0], "tarteaucitron.json")["forceExpire"] == 364


def test_vanilla_names_each_cookie_without_and_with_its_domain() -> None:
    cookies = read_module(TREE)["categories"]["ads"]["autoClear"]["cookies"]
    regex = {"regex": "^(?!_gat_keep$)_gat_.*$"}
    assert cookies[:2] == [{"name": regex}, {"name": regex, "domain": "shop.example"}]
    assert {"name": "deep", "path": "/app"} in cookies


def test_vanilla_shows_every_item_with_every_column() -> None:
    words = read(TREE, "vanilla-cookieconsent.en-GB.json")
    sections = words["preferencesModal"]["sections"]
    assert [each["linkedCategory"] for each in sections] == ["needed", "stats", "ads", "empty", "unsaid"]
    tables = [each["cookieTable"] for each in sections if "cookieTable" in each]
    assert sum(len(each["body"]) for each in tables) == len(NASTY["items"]) - 1
    for each in tables:
        assert not any(" " in header for header in each["headers"].values())
        assert all(row.keys() == each["headers"].keys() for row in each["body"])
    assert not any("<" in cell for each in tables for row in each["body"] for cell in row.values())


@pytest.mark.needs("node")
def test_node_reads_what_vanilla_is_given(tmp_path: Path) -> None:
    for file, data in TREE.items():
        (tmp_path / file).write_bytes(data)
    program = """
        import config from "./vanilla-cookieconsent.mjs";
        const told = config.categories.ads.autoClear.cookies.map(({name}) => name);
        const regex = told.filter((name) => name instanceof RegExp);
        console.log(JSON.stringify([regex.map((each) => each.flags).join(""), ["_gat_1", "_gat_keep", "x_gat_1", "abz"]
            .map((name) => regex.some((each) => each.test(name))), told.includes("x*y"), told.includes("<b>")]));
    """
    (tmp_path / "look.mjs").write_text(program)
    found = subprocess.run(["node", "look.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == ["", [True, False, False, True], True, True]


@pytest.mark.needs("node")
def test_node_reads_hostile_texts_as_they_are(tmp_path: Path) -> None:
    data = {"a": HOSTILE, "b": [texts.Regex("^<\u2028/$")], "c": {}}
    (tmp_path / "look.mjs").write_text(
        f"const found = {texts.as_script(data)};\nconsole.log(JSON.stringify([found.a, found.b[0].test('<\\u2028/')]));"
    )
    found = subprocess.run(["node", "look.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == [HOSTILE, True]


def test_klaro_has_a_switch_for_each_service() -> None:
    config = read(TREE, "klaro.json")
    switches = {each["name"]: (each["required"], each["optOut"], each["default"]) for each in config["services"]}
    assert switches == {
        "needed__other": (True, False, True), "stats_counter": (False, True, True), "ads__other": (False, False, False),
        "unsaid__other": (False, False, False),
    }  # fmt: skip
    assert {each["purposes"][0] for each in config["services"]} <= config["translations"]["en"]["purposes"].keys()
    assert not {"onAccept", "onDecline", "onInit"} & {key for each in config["services"] for key in each}


def test_hmcts_decides_by_the_nearest_name() -> None:
    config = read(TREE, "hmcts-cookie-manager.json")
    order = [(each["matchBy"], each["optional"]) for each in config["cookieManifest"]]
    assert order == sorted(
        order, key=[("exact", False), ("exact", True), ("startsWith", False), ("startsWith", True)].index
    )
    assert all(each["cookies"] for each in config["cookieManifest"])
    assert config["additionalOptions"] == {"deleteUndefinedCookies": False, "defaultConsent": False}


def test_helsinki_has_a_required_group_that_holds_its_own_cookie() -> None:
    config = read(TREE, "hds-site-settings.json")
    groups = [*config["requiredGroups"], *config["optionalGroups"]]
    own = {"name": config["cookieName"], "storageType": 1}.items()
    assert any(own <= cookie.items() for each in config["requiredGroups"] for cookie in each["cookies"])
    assert len({each["groupId"] for each in groups}) == len(groups)
    assert all(each["cookies"] and each["description"] for each in groups)
    shown = [each[key] for each in groups for key in ("title", "description")]
    shown += [cookie[key] for each in groups for cookie in each["cookies"] for key in ("description", "expiration")]
    assert not any(sign in text for each in shown for text in _strings(each) for sign in ("<", "{{"))
    assert config["robotCookies"] == [{"name": "nowhere", "storageType": 1}]


def _strings(found: str | dict[str, str]) -> list[str]:
    return [found] if isinstance(found, str) else list(found.values())


def test_tarteaucitron_has_no_key_that_ends_another() -> None:
    services = read(TREE, "tarteaucitron.json")["services"]
    assert all(key == each["key"] for key, each in services.items())
    assert not any(one != two and one.endswith(two) for one in services for two in services)
    assert not any('"' in each[key] or "<" in each[key] for each in services.values() for key in ("name", "uri"))


def test_the_framework_has_what_its_rules_want() -> None:
    data = read(TREE, "iab-tcf-device-storage.json")
    assert [each["identifier"] for each in data["disclosures"]] == ["_gat_keep", "_gat_*", "local"]
    for each in data["disclosures"]:
        cookie = each["type"] == "cookie"
        assert isinstance(each["maxAgeSeconds"], int) if cookie else each["maxAgeSeconds"] is None
        assert isinstance(each.get("cookieRefresh"), bool) is cookie
        assert ("domains" in each) is not ("domain" in each)
        assert all(isinstance(purpose, int) and 1 <= purpose <= 11 for purpose in each["purposes"])
        assert each["identifier"].strip("*")
    assert [each["purposes"] for each in data["disclosures"]] == [[], [1, 7], [1]]
    assert data["domains"] == [
        {"domain": "shop.example", "use": f"Needed, {HOSTILE}, Unsaid"}, {"domain": "count.example", "use": "Stats"},
    ]  # fmt: skip


def test_a_domain_with_a_dot_is_a_host_and_those_below_it() -> None:
    facts = {"domains": [".shop.example"], "max_age_seconds": 5, "refreshes": True}
    found = exports.write(manifest([category("ads")], [item("a", "a", "ads", **facts)]))[0]
    data = read(found, "iab-tcf-device-storage.json")
    assert data["disclosures"][0]["domains"] == ["shop.example", "*.shop.example"]


def test_consent_mode_gives_each_type_to_one_category() -> None:
    data = read(TREE, "google-consent-mode.json")
    granted = [each for types in data["grants"].values() for each in types]
    assert len(set(granted)) == len(granted)
    assert data["default"]["security_storage"] == "granted"
    assert data["default"]["analytics_storage"] == "denied", "the stricter of the two categories decides"
    assert data["default"]["wait_for_update"] == 500


def test_no_cell_of_the_table_is_a_formula() -> None:
    text = TREE["open-cookie-database.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(NASTY["items"]) - 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    formula = next(row for row in rows if "1+1" in row["Cookie / Data Key name"])
    assert (formula["Cookie / Data Key name"], formula["Category"]) == ("'=1+1", "Marketing")
    wild = {row["Cookie / Data Key name"]: row["Wildcard match"] for row in rows}
    assert (wild["_gat_"], wild["_ga"], wild["x*y"]) == ("1", "0", "0")
    assert text.endswith("\r\n")


def test_two_languages_are_two_files() -> None:
    site = {"name": "Shop", "url": "https://shop.example/", "languages": ["fr", "ar-EG"], "default_language": "fr"}
    labels = {"fr": "Publicité", "ar-EG": "إعلانات"}
    tree, clients = exports.write(manifest([category("ads", label=labels)], [item("a", "a", "ads")], site=site))
    assert read_module(tree)["language"] == {
        "default": "fr", "autoDetect": "document", "rtl": ["ar-EG"],
        "translations": {each: f"vanilla-cookieconsent.{each}.json" for each in ("fr", "ar-EG")},
    }  # fmt: skip
    assert read(tree, "orejime.ar-EG.json")["purposes"][0]["title"] == "إعلانات"
    assert list(read(tree, "klaro.json")["translations"]) == ["zz", "ar", "fr"]
    words = [loss.words for loss in clients[0].losses if not loss.item]
    assert "The buttons and headings of vanilla-cookieconsent are written in English, not in `fr`." in words
    alone = {loss.client for each in clients for loss in each.losses if "and nothing in `ar-EG`" in loss.words}
    assert alone == {"tarteaucitron", "iab-tcf", "open-cookie-database"}


def test_beginnings_that_nest_are_decided_by_the_longer() -> None:
    found = manifest([category("one"), category("two")], [item("a", "_a*", "one"), item("b", "_ab*", "two")])
    tree, _ = exports.write(found)
    for client in ("hmcts-cookie-manager", "klaro", "orejime", "vanilla-cookieconsent"):
        assert not DELETES[client](tree, "_abc", frozenset({"two"})), client
        assert DELETES[client](tree, "_ac", frozenset({"two"})), client


NAMES = st.text("ab*", min_size=1, max_size=5).filter(lambda name: "**" not in name)


@given(NAMES, NAMES, st.text("ab", max_size=5))
def test_patterns_mean_what_their_regular_expressions_do(one: str, two: str, name: str) -> None:
    first, second = Glob(one), Glob(two)
    import re

    assert globs.matches(first, name) is bool(re.search(patterns.regex(first), name))
    both = globs.matches(first, name) and globs.matches(second, name)
    assert globs.overlap(first, second) or not both
    assert not globs.covers(first, second) or not globs.matches(second, name) or globs.matches(first, name)
    spared = bool(re.search(patterns.regex(first, (second,)), name))
    assert spared is (globs.matches(first, name) and not globs.matches(second, name))
