"""Why a problem is one: the sections of codes.md, and the reasons of the legal rules, as a terminal shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import fill, indent

from policygen.rule import Rule
from policygen.spelling import nearest

_SECTION = re.compile(
    r"^## (?P<code>[A-Z]+-[a-z]+): (?P<title>.+)\n\n(?P<body>(?:(?!## [A-Z]+-[a-z]+: ).*\n)*)", re.MULTILINE
)
_EXAMPLE = re.compile(r"^(`{3,}|~{3,})\w+ (?P<file>\S+).*\n(?P<text>(?:.*\n)*?)\1$", re.MULTILINE)
_WIDEST = 80
_FAILS, _PASSES = "\nFails:\n", "\nPasses:\n"


class UnknownCodeError(LookupError):
    """There is no such code; the error's words are whole sentences."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: what it stands for, in a few words; why; and two examples, each as it stands in codes.md."""

    code: str
    title: str
    reason: str
    fails: str
    passes: str


@cache
def sections() -> dict[str, Explanation]:
    """The explanations of all codes that are not legal rules."""
    text = (files("policygen") / "codes.md").read_text("utf-8")
    return {found["code"]: _section(found) for found in _SECTION.finditer(text)}


def _section(found: re.Match[str]) -> Explanation:
    reason, _, examples = found["body"].partition(_FAILS)
    fails, _, passes = examples.partition(_PASSES)
    return Explanation(found["code"], found["title"], reason.strip(), fails, passes)


@cache
def _rules() -> dict[str, Rule]:
    from policygen.rules import RULES

    return {rule.code: rule for rule in RULES}


def explain(code: str) -> str:
    """All there is to know about a code.

    Raises:
        UnknownCodeError: when there is none of that name.

    """
    known = {each.lower(): each for each in (*sections(), *_rules())}
    wanted = known.get(code.lower())
    if wanted is None:
        close = nearest(code, known.values())
        hint = f"Did you mean `{close}`?" if close else "`policygen explain` lists all there are."
        raise UnknownCodeError(f"There is no code `{code}`. {hint}")
    return _of_section(sections()[wanted]) if wanted in sections() else _of_rule(_rules()[wanted])


def _of_section(found: Explanation) -> str:
    parts = (
        f"{found.code}: {found.title}",
        _paragraph(found.reason),
        "This fails:",
        *_examples(found.fails),
        "This passes:",
        *_examples(found.passes),
    )
    return "\n\n".join(parts) + "\n"


def _paragraph(text: str) -> str:
    return fill(text, _WIDEST, fix_sentence_endings=False, break_long_words=False, break_on_hyphens=False)


def _examples(text: str) -> Iterator[str]:
    for found in _EXAMPLE.finditer(text):
        yield f"  {found['file']}\n{indent(found['text'], '      ')}".rstrip()


def _of_rule(found: Rule) -> str:
    law = found.law
    since = f", since {law.since.isoformat()}" if law.since else ""
    where = "everywhere" if law.laws == ("all",) else ", ".join(law.laws)
    source = f"Law:      {law.citation}\n          {law.url}\nHolds in: {where}{since}\nLevel:    {law.level}"
    return f"{found.code}\n\n{_paragraph(found.reason)}\n\n{source}\n"


def overview() -> str:
    """Every code with what it stands for, one a line."""
    lines = [f"{each.code:<{_WIDTH}}  {each.title}" for each in sections().values()]
    lines += [f"{code:<{_WIDTH}}  {rule.law.citation}" for code, rule in sorted(_rules().items())]
    return "\n".join((*lines, "", "`policygen explain CODE` says why, with examples.")) + "\n"


_WIDTH = 32
"""What most codes fit into."""
