"""Why a problem is one: the sections of codes.md, and the reasons of the legal rules, as a terminal shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from textwrap import fill, indent

from policygen import packaged
from policygen.problems import Level
from policygen.report import Known
from policygen.rule import Law, Rule
from policygen.spelling import nearest

_SECTION = re.compile(
    r"^## (?P<code>[A-Z]+-[a-z]+): (?P<title>.+)\n\n(?P<body>(?:(?!## [A-Z]+-[a-z]+: ).*\n)*)", re.MULTILINE
)
_EXAMPLE = re.compile(r"^(`{3,}|~{3,})\w+ (?P<file>\S+) ?(?P<how>.*)\n(?P<text>(?:.*\n)*?)\1$", re.MULTILINE)
_LEGAL = re.compile(
    r"^## (?P<passes>passes )?(?P<code>[A-Z]+-\S+): (?P<title>.+)\n(?P<body>(?:(?!## (?:passes )?[A-Z-]{3}).*\n?)*)",
    re.MULTILINE,
)
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
    text = packaged.read("codes.md").decode()
    return {found["code"]: _section(found) for found in _SECTION.finditer(text)}


def _section(found: re.Match[str]) -> Explanation:
    reason, _, examples = found["body"].partition(_FAILS)
    fails, _, passes = examples.partition(_PASSES)
    return Explanation(found["code"], found["title"], reason.strip(), fails, passes)


@cache
def _rules() -> dict[str, Rule]:
    from policygen.rules import RULES

    return {rule.code: rule for rule in RULES}


def codes() -> tuple[str, ...]:
    """Every code there is: of structure first, then of law."""
    return (*sections(), *sorted(_rules()))


def is_legal(code: str) -> bool:
    """Whether it stands for a rule of law, and not for a fault of structure."""
    return code in _rules()


def known(wanted: set[str]) -> dict[str, Known]:
    """What a report for programs says of these codes."""
    return {code: _known(code) for code in wanted}


def _known(code: str) -> Known:
    if found := _rules().get(code):
        law = found.law
        return Known(law.citation or code, " ".join(found.reason.split()), law.level, law.url)
    section = sections()[code]
    return Known(section.title, " ".join(section.reason.split()), Level.ERROR)


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
    return fill(
        " ".join(text.split()), _WIDEST, fix_sentence_endings=False, break_long_words=False, break_on_hyphens=False
    )


def _examples(text: str) -> Iterator[str]:
    for found in _EXAMPLE.finditer(text):
        yield f"  {found['file']}{_besides(found['how'])}\n{indent(found['text'], '      ')}".rstrip()


def _besides(how: str) -> str:
    """What is done with the rest of the file, where that matters."""
    if how == "gone":
        return " (there is no such file)"
    return f" ({how})" if how.startswith("without ") else ""


def _of_rule(found: Rule) -> str:
    parts = [found.code, _paragraph(found.reason), _law(found.law)]
    for lead, example in zip(("This fails", "This passes"), _of_law()[found.code], strict=True):
        parts += [f"{lead}: {example.title}", *_examples(example.body)]
    return "\n\n".join(parts) + "\n"


def _law(law: Law) -> str:
    since = f", since {law.since.isoformat()}" if law.since else ""
    where = "everywhere" if law.laws == ("all",) else ", ".join(law.laws)
    asked = ", and a person must vouch for it" if law.decided_by == "person" else ""
    source = f"Law:      {law.citation}\n          {law.url}\nHolds in: {where}{since}\nLevel:    {law.level}{asked}"
    read = [_EVIDENCE[each] for each in law.evidence.split("/") if each]
    parts = read if len(read) == 1 else [f"in part {each}" for each in read]
    return f"{source}\nSource:   {'; '.join(parts)}" if read else source


_EVIDENCE = {
    "S": "the text itself was read",
    "S2": "second-hand",
    "K": "general knowledge, not checked",
}
"""How sure we are of what the law says."""


@dataclass(frozen=True, slots=True)
class Example:
    """What is broken, or why it passes, in a few words; and the files, as they stand in rules/examples."""

    title: str
    body: str


@cache
def _of_law() -> dict[str, tuple[Example, Example]]:
    """The first example of each rule that fails, and the first that passes."""
    found: dict[tuple[str, bool], Example] = {}
    for file in sorted((packaged.FOLDER / "rules" / "examples").glob("*.md")):
        for each in _LEGAL.finditer(file.read_text("utf-8")):
            found.setdefault((each["code"], bool(each["passes"])), Example(each["title"], each["body"]))
    return {code: (found[code, False], found[code, True]) for code in _rules()}


def overview() -> str:
    """Every code with what it stands for, one a line."""
    lines = [f"{each.code:<{_WIDTH}}  {each.title}" for each in sections().values()]
    lines += [f"{code:<{_WIDTH}}  {rule.law.citation}" for code, rule in sorted(_rules().items())]
    return "\n".join((*lines, "", "`policygen explain CODE` says why, with examples.")) + "\n"


_WIDTH = 32
"""What most codes fit into."""
