"""Answers that still hold are answers to earlier versions: a digest from elsewhere is found."""

import json
from typing import Any

import pytest
from histories import STEPS, Project, Step, content_of

from policygen import verify
from policygen.canonical import canonical
from policygen.tree import Tree

NARROWED = Step(
    "1.1.0",
    "2026-03-01",
    "2026-03-10",
    {"content/cookies.yaml": ("rolling: 30 minutes", "rolling: 20 minutes")},
    "minor",
)


def _site() -> Tree:
    return Project(content_of("everything"), {}).released(STEPS[0]).released(NARROWED).built("2026-06-01").tree


SITE = _site()


def _category(file: str) -> dict[str, Any]:
    """The first category about which people are asked."""
    found: list[dict[str, Any]] = json.loads(SITE[file])["categories"]
    return next(each for each in found if each["consent_hash"])


def test_a_narrowed_category_keeps_the_answers_to_the_wider_one() -> None:
    old, new = (_category(f"cookies/{number}/manifest.json") for number in ("1.0.0", "1.1.0"))
    assert old["consent_hash"] != new["consent_hash"]
    assert (old["still_valid"], new["still_valid"]) == ([], [old["consent_hash"]])
    assert verify.site(SITE) == ()


@pytest.mark.parametrize(
    "file", ["cookies/1.0.0/manifest.json", "cookies/1.1.0/manifest.json", "cookies/manifest.json"]
)
@pytest.mark.parametrize("digest", ["0" * 64, "its own"])
def test_a_digest_that_no_earlier_version_has(file: str, digest: str) -> None:
    own = _category(file)["consent_hash"]
    forged = json.loads(SITE[file])
    next(each for each in forged["categories"] if each["consent_hash"])["still_valid"] = [
        digest.replace("its own", own)
    ]
    found = [each.message for each in verify.site({**SITE, file: canonical(forged)})]
    assert any(each.startswith(f"{file}: answers under ") and "no earlier version of it has" in each for each in found)
