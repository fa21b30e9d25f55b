"""The facts of a policy as plain data and back, by way of the bytes that a release keeps."""

import json

import pytest
from hypothesis import given

import every_field
from policygen import disk
from policygen.canonical import canonical
from policygen.durations import Duration
from policygen.load import load
from policygen.model.edition import Edition
from policygen.model.policy import CONTENT, Policy
from policygen.policy_json import PolicyJsonError, from_plain, to_plain
from test_durations_properties import all_durations
from test_golden import NAMES, SITES


def _dotted(path: every_field.Path) -> str:
    return ".".join(map(str, path))


def _policy(content: dict[str, bytes]) -> Policy:
    policy = load(content).policy
    assert policy
    return policy


def _and_back(policy: Policy) -> Policy:
    return from_plain(json.loads(canonical(to_plain(policy))))


@pytest.mark.parametrize("name", NAMES)
def test_what_was_said_is_read_back(name: str) -> None:
    content, _ = disk.read(SITES / name / CONTENT, CONTENT)
    policy = _policy(dict(content))
    assert _and_back(policy) == policy


def test_every_field_is_read_back() -> None:
    page = every_field.front_matter(("page",), _dotted).encode()
    policy = _policy({**every_field.content(_dotted), "content/pages/privacy.md": page})
    assert _and_back(policy) == policy


@given(all_durations)
def test_every_duration_is_read_back(duration: Duration) -> None:
    site, edition = _SMALL.site, Edition(version="1.0.0").model_copy(update={"notice_period": duration})
    policy = Policy(site=site, policy=edition)
    assert _and_back(policy) == policy


_SMALL = _policy(dict(disk.read(SITES / "minimal" / CONTENT, CONTENT)[0]))


def test_an_older_file_says_less() -> None:
    assert from_plain({"site": to_plain(_SMALL)["site"], "policy": {"version": "1"}}).pages == ()


def test_a_newer_file_is_refused() -> None:
    data = to_plain(_SMALL)
    data["site"]["colour"] = "green"
    message = (
        "`site.colour` is not known to this version of policygen: read it with the version that wrote it, or newer."
    )
    with pytest.raises(PolicyJsonError) as raised:
        from_plain(data)
    assert str(raised.value) == message
    with pytest.raises(PolicyJsonError, match=r"`site\.base_url`: Field required"):
        from_plain({**to_plain(_SMALL), "site": {}})
