"""What a site's own clients cannot do is a warning at its place; what others could not do is one note."""
# ruff: noqa: E501 -- a case stays on its line

import pytest

from policygen.load import load
from policygen.outputs import exports
from policygen.outputs.manifest import manifest
from policygen.problems import Problem
from sound_site import SOUND

ITEMS = """\
categories:
  - {id: needed, label: Needed, consent: exempt}
  - {id: ads, label: Adverts, consent: required}
items:
  - {id: choice, name: choice-*, category: needed, provider: shop}
  - {id: track, name: _t_*, category: ads, provider: shop, http_only: true}
"""


def _found(consent: str) -> tuple[Problem, ...]:
    files = {**SOUND, "content/cookies.yaml": f"{ITEMS}consent:\n{consent}"}
    loaded = load({file: text.encode() for file, text in files.items()})
    assert loaded.policy, loaded.problems
    _, clients = exports.write(dict(manifest(loaded.policy, 1)))
    return exports.problems(loaded.policy, loaded.places, clients)


def _told(consent: str) -> list[str]:
    return [f"{each.place}: {each.level} {each.message} {each.mend}" for each in _found(consent)]


def test_the_clients_of_the_site_are_judged_item_by_item() -> None:
    assert _told("  record: choice\n  clients: [klaro, orejime]\n") == [
        (
            "content/cookies.yaml:6:5: warning Klaro cannot delete `_t_*`, which no script can see (HttpOnly)."
            " Let the server delete it when people refuse."
        ),
        (
            "content/cookies.yaml:6:5: warning Orejime cannot delete `_t_*`, which no script can see (HttpOnly)."
            " Let the server delete it when people refuse."
        ),
        (
            "content/cookies.yaml:6:5: warning Orejime cannot delete `_t_*` where it is set without a domain (host-only),"
            " and nobody has said whether it is. Declare `host_only` as `true` or `false`."
        ),
    ]


def test_a_loss_of_the_whole_stands_where_the_clients_are_named() -> None:
    assert _told("  clients: [google-consent-mode, hmcts-cookie-manager]\n")[-1] == (
        "content/cookies.yaml:3:5: warning Google Consent Mode is told nothing of the category `ads`,"
        " which grants no consent type."
        " Name them as `google_consent`, where tags of Google depend on it."
    )


def test_clients_that_nobody_named_are_one_note() -> None:
    assert _told("  record: choice\n  mechanism: banner\n") == [
        (
            "content/cookies.yaml:8:3: info 6 of 6 consent clients cannot handle one item of this file as it is declared."
            " Name the client that the site uses, such as `clients: [vanilla-cookieconsent]`, to be told what it cannot do."
        )
    ]


@pytest.mark.parametrize("consent", ["  record: choice\n", "  record: choice\n  mechanism: browser-settings\n"])
def test_a_site_without_a_banner_is_told_nothing(consent: str) -> None:
    assert _found(consent) == ()
