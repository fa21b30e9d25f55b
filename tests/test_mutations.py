"""One thing changed in the reference content is found by its own rule and by no other; tests/rules/mutations.md."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from policygen import disk
from policygen.model.policy import CONTENT
from test_rules import HERE, checked

TEXT = (HERE / "mutations.md").read_text("utf-8")
_SECTION = re.compile(r"^## (.+?): (.+)\n((?:(?!## ).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```diff (\S+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_EDITION = re.compile(r"^```yaml (\S+)\n((?:(?!```).*\n)*)```$", re.MULTILINE)

REFERENCE = {
    **disk.read(Path(__file__).parents[1] / CONTENT, CONTENT)[0],
    **{file: text.encode() for file, text in _EDITION.findall(TEXT)},
}


class Mutation(NamedTuple):
    title: str
    expected: set[str]
    blocks: list[tuple[str, str]]


def mutations() -> list[Mutation]:
    found = _SECTION.findall(TEXT)
    return [
        Mutation(f"{codes}: {title}", {*codes.split(", ")} - {"nothing"}, _BLOCK.findall(body))
        for codes, title, body in found
    ]


def applied(text: str, block: str) -> str:
    """The text with the lines that begin with a plus in the place of those that begin with a minus."""
    before, after = (re.sub(rf"^(?:[{sign}].*\n|.)", "", block, flags=re.MULTILINE) for sign in ("+", "-"))
    assert text.count(before) == 1, f"{text.count(before)} times in the content:\n{before}"
    return text.replace(before, after)


@pytest.mark.parametrize("mutation", mutations(), ids=lambda each: each.title)
def test_a_mutation_is_found_by_its_rule_alone(mutation: Mutation) -> None:
    content = dict(REFERENCE)
    assert mutation.blocks
    for file, block in mutation.blocks:
        content[file] = applied(content[file].decode(), block).encode()
    found = checked(content)
    assert {problem.code for problem in found} == mutation.expected
    assert not [each for each in found if "\n" in each.message + each.mend]


def test_the_reference_content_itself_gives_nothing_to_find() -> None:
    assert checked(REFERENCE) == ()
