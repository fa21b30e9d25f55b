"""The well-known file on Global Privacy Control: it is there when the policy in force says it, and says the same."""

import json
from collections.abc import Mapping

import pytest

from policygen import verify
from policygen.tree import Tree
from released_site import content, released

FILE, PAGE, INDEX = ".well-known/gpc.json", "cookies/index.html", "cookies/index.json"
MANIFEST = "cookies/manifest.json"
SITE = released("https://shop.example/")


def _said(tree: Tree) -> list[str]:
    return [each.message for each in verify.site(tree) if each.place.file == FILE and each.code == "VERIFY-consent"]


def _with(**said: object) -> Mapping[str, bytes]:
    return {FILE: json.dumps(said).encode()}


def test_it_says_what_the_version_in_force_says() -> None:
    (version,) = json.loads(SITE[INDEX])["versions"]
    assert json.loads(SITE[FILE]) == {"gpc": True, "lastUpdate": version["published"]}
    assert SITE[FILE] == b'{"gpc":true,"lastUpdate":"2026-01-02"}'
    assert verify.site(SITE) == ()


def test_it_is_not_there_where_nobody_would_look_or_nobody_has_said_it() -> None:
    below = released("https://shop.example/legal/")
    assert FILE not in below
    assert verify.site(below) == ()
    silent = released("https://shop.example/", gpc="")
    assert FILE not in silent
    assert _said(silent) == []
    assert json.loads(released("https://shop.example/", gpc="  gpc: false\n")[FILE])["gpc"] is False
    assert b"gpc: true" in content("https://shop.example/")["content/cookies.yaml"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (_with(gpc=False, lastUpdate="2026-01-02"), "says `no`, and the page says `yes` to “Global Privacy Control"),
        (_with(gpc=True, lastUpdate="2026-01-03"), "says `2026-01-03`, and no version in force was published on that"),
        (_with(gpc=True, lastUpdate="soon"), "says `soon`, and no version in force was published on that day"),
        (_with(gpc=True), "does not hold `gpc`, true or false, and `lastUpdate`, a day, and nothing else"),
        (_with(gpc="true", lastUpdate="2026-01-02"), "does not hold `gpc`, true or false, and"),
        (_with(gpc=True, lastUpdate="2026-01-02", more=1), "does not hold `gpc`, true or false, and"),
        ({FILE: b"{"}, "cannot be read: it is not JSON at line 1, column 2"),
        ({MANIFEST: SITE[MANIFEST].replace(b'"in-force"', b'"upcoming"')}, "speaks for a version that is not in force"),
        ({INDEX: b"["}, "says `2026-01-02`, and no version in force was published on that day"),
        ({INDEX: b"[]"}, "says `2026-01-02`, and no version in force was published on that day"),
        ({INDEX: SITE[INDEX].replace(b"2026-01-02", b"soon"), **_with(gpc=True, lastUpdate="soon")}, "says `soon`"),
    ],
)
def test_what_is_wrong_with_it(changed: Mapping[str, bytes], words: str) -> None:
    found = _said({**SITE, **changed})
    assert len(found) == 1, found
    assert found[0].startswith(f"{FILE} {words}")


def test_it_cannot_be_left_out() -> None:
    without = {file: data for file, data in SITE.items() if file != FILE}
    assert _said(without) == [f"{FILE} is missing, and the page says `yes` to “Global Privacy Control is honoured”."]
