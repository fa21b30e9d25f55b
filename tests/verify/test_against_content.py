"""The built site held against the content that it was built from, and against content that says otherwise."""

import re
from pathlib import Path
from typing import Any

import pytest
from built_site import ROOT, built, folder, judged, reference

from policygen import verify
from policygen.load import load
from policygen.model.policy import Policy
from policygen.tree import Tree

GOLDEN = sorted(path.parent for path in (ROOT / "tests" / "sites").glob("*/content"))


@pytest.mark.parametrize("root", GOLDEN, ids=lambda root: root.name)
def test_every_golden_site_is_sound(root: Path) -> None:
    tree, policy = built(folder(root, "content"))
    assert verify.site(tree, policy) == ()


def content(file: str, before: str, after: str) -> Policy:
    """The policy of the reference content, in which one text is otherwise."""
    files = folder(ROOT, "content")
    text = files[f"content/{file}"].decode()
    assert before in text, before
    changed: Tree = {**files, f"content/{file}": text.replace(before, after, 1).encode()}
    policy = load(changed).policy
    assert policy, load(changed).problems
    return policy


def messages(policy: Policy) -> list[str]:
    return [each.message for each in verify.judged(reference().read, policy) if each.code == "VERIFY-content"]
