"""How the notice is written: whole lists and sentences, plain words, names as they are today."""

import re
from collections.abc import Iterator

from policygen.model.policy import FILES, file_of
from policygen.problems import Place
from policygen.prose import Prose, readability, sentences, texts
from policygen.prose.sentences import Passage
from policygen.prose.visible import UNREAD
from policygen.rule import Case, Found, rule
from policygen.rules import names, passages, vocabulary

_DANGLING = re.compile(r"(?:[;,:]\s*)?\b(?:and|or)\s*\Z|[,:]\s*\Z", re.IGNORECASE)
_CUT = re.compile(r"(?:[;,]\s*)?\b(?:and|or)\s*\Z|,\s*\Z", re.IGNORECASE)
_AND = re.compile(r"[;,]\s*(?:and|or)\s*\Z", re.IGNORECASE)
"""The ends that show a loss: of a section, of a list with something below it, and of any other text."""
_ANNOUNCED = ("formerly", "previously", "once", "then")
_BLANK = re.compile(
    r"\[(?:…|\.{2,}|_+|x{1,4}|n|\s*|(?:insert|enter|add|fill in|to be|tbc|tbd)\b[^\]\n]{0,80})\]"
    r"|(?<!\w)_{3,}(?!\w)",
    re.IGNORECASE,
)
"""What somebody left to be filled in."""
_LONG = 40
_HEDGES_IN_A_HUNDRED = 1
_FEWEST_WORDS = 100
"""Below that, a rate or a grade depends on single words."""
_MAX_GRADE, _MAX_GRADE_FOR_CHILDREN = 10, 7
_SHOWN = 60


@rule("TEXT-dangling")
def dangling(case: Case) -> Iterator[Found]:
    """A list whose last item ends with “and” has lost the item after it, and a paragraph that ends with a colon has
    lost what it announces. In a notice the lost item may have been one that the law asks for.
    """
    for passage in passages.of(case):
        if passage.role == "heading" or (passage.role == "item" and not passage.last):
            continue
        if found := (_DANGLING if passage.closes else _CUT if passage.last else _AND).search(passage.words):
            what = "The list ends" if passage.role == "item" else "The text ends"
            yield _found(
                passage,
                found.start(),
                f"{what} with “{found[0].strip()}”, so something seems to be missing after it.",
                "Add what is missing, or end with a full stop.",
            )


@rule("TEXT-runon")
def run_on(case: Case) -> Iterator[Found]:
    """Where one sentence runs into the next without a space, something was cut out or pasted in, and mostly more than
    the space was lost.
    """
    for passage in passages.of(case):
        for at in sentences.run_ons(passage.words):
            yield _found(
                passage,
                at,
                f"Two sentences run together at “{_around(passage.words, at)}”.",
                "Put a space between them, and see whether words were lost.",
            )


@rule("TEXT-gap")
def gap(case: Case) -> Iterator[Found]:
    """Words such as “a little while” or “within days” stand where people need a number, and a mark such as “TBC” where
    somebody meant to write one.
    """
    for passage in passages.of(case):
        blanks = [*_BLANK.finditer(passage.words)]
        within = {at for blank in blanks for at in range(blank.start(), blank.end())}
        worded = (found for found in vocabulary.found(passage.words, "missing-word") if found.start() not in within)
        for found in (*blanks, *worded):
            yield _found(
                passage,
                found.start(),
                f"A number or a word seems to be missing at “{found[0]}”.",
                "Write the number or the word, such as “within two days”.",
            )


@rule("TEXT-hedge")
def hedge(case: Case) -> Iterator[Found]:
    """Words such as “may”, “might” and “often” leave people unsure whether something is done with their data (WP260,
    para 13). A heading must not have one; in the text one in a hundred words is the most that is let pass.
    """
    for passage in passages.of(case):
        if passage.role in {"heading", "name"}:
            for found in vocabulary.found(passage.words, "hedges"):
                message = f"“{found[0]}” in a heading or name leaves people unsure whether it happens."
                yield _found(passage, found.start(), message, "Say what you do, without the word.")
    for page in case.proses:
        read = [each for each in sentences.of_page(page) if each.role != "heading"]
        hedges = [(each, found) for each in read for found in vocabulary.found(each.words, "hedges")]
        number = sum(len(readability.words(each.words)) for each in read)
        if number >= _FEWEST_WORDS and len(hedges) * 100 > number * _HEDGES_IN_A_HUNDRED:
            passage, found = hedges[0]
            said = ", ".join(dict.fromkeys(f"“{each[0].lower()}”" for _, each in hedges))
            message = f"From here on {len(hedges)} of the {number} words of this page leave things open: {said}."
            yield _found(passage, found.start(), message, "Say what you do and when, without these words.")


@rule("TEXT-longsentence")
def long_sentence(case: Case) -> Iterator[Found]:
    """A sentence of more than forty words asks readers to keep its beginning in mind until they reach its end. Most
    give up before that.
    """
    for passage in passages.of(case):
        for sentence in passage.sentences():
            number = len(readability.words(sentence.words))
            if number > _LONG and passage.role != "name":
                message = f"This sentence has {number} words: “{_beginning(sentence.words)}”."
                yield _found(sentence, 0, message, "Make two or three sentences of it, or a list.")


@rule("TEXT-grade")
def grade(case: Case) -> Iterator[Found]:
    """A notice must be intelligible to those it is written for. The Flesch-Kincaid grade is the number of years at
    school that a text asks for, from the length of its words and sentences; ten is let pass, seven where children read.
    """
    site = case.policy.site
    young = site.audience is not None and site.audience.children
    most = site.readability.max_grade if site.readability else _MAX_GRADE_FOR_CHILDREN if young else _MAX_GRADE
    for place, name, told in _texts(case):
        years, number = readability.grade(each.words for passage in told for each in passage.sentences())
        if number >= _FEWEST_WORDS and years > most:
            yield Found(
                place,
                f"The text of this file reads at grade {years:.1f}, and {most} is the highest that is let pass.",
                "Write shorter sentences and shorter words; long sentences are reported one by one.",
                name,
            )


def _texts(case: Case) -> Iterator[tuple[Place, str, list[Passage]]]:
    for page in case.proses:
        yield Place(page.page.file), page.page.name, [p for p in sentences.of_page(page) if p.role != "heading"]
    for stem in FILES:
        yield Place(file_of(stem)), stem, [p for p in texts.of_file(case.policy, stem) if p.role == "words"]


@rule("TEXT-stalename")
def stale_name(case: Case) -> Iterator[Found]:
    """A firm that is named as it was called years ago shows readers that nobody has looked at the notice since, and
    they do not find it under that name.
    """
    here = case.policy.site.jurisdictions
    for passage in passages.of(case):
        for found in names.places(passage.words, names.renamed()):
            row = names.renamed()[found[0]]
            announced = passage.words[: found.start()].rstrip(" (").endswith(_ANNOUNCED)
            if row.since <= case.today and (row.law is None or row.law in here) and not announced:
                message = f"“{found[0]}” is now {row.now}."
                yield _found(passage, found.start(), message, "Write the name of today.")


@rule("TEXT-order")
def order(case: Case) -> Iterator[Found]:
    """People look for how to use their rights under their rights. Under retention or security they will not look, and
    the instructions are as good as missing.
    """
    homes = {"rights", "objection", "contact", "complaints", "glance"}
    for page in case.proses:
        drawn = _drawn(page)
        for passage in sentences.of_page(page):
            shown = drawn.get(passage.section, set())
            elsewhere = bool(shown) and not shown & homes
            for found in vocabulary.found(passage.words, "asking-rights") if elsewhere else ():
                message = f"How rights are used is told under “{passage.section}”, where nobody looks for it."
                yield _found(passage, found.start(), message, "Move the sentence to where the rights are listed.")


def _drawn(page: Prose) -> dict[str, set[str]]:
    """The blocks that stand under each heading."""
    section, drawn = "", dict[str, set[str]]()
    for token in page.tokens:
        if token.type == "heading_open":
            section = str(token.attrs["id"])
        elif token.type == "lone_fact":
            drawn.setdefault(section, set()).add(token.content.partition(".")[0])
    return drawn


def _found(passage: Passage, at: int, message: str, mend: str) -> Found:
    spot = passage.at(at)
    return Found(spot, message, mend, passages.page(spot))


def _beginning(words: str) -> str:
    shown = words.replace(UNREAD, "…")
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rpartition(' ')[0]} …"


def _around(words: str, at: int) -> str:
    before, after = words[:at].rpartition(" ")[2], words[at:].partition(" ")[0]
    return f"{before}{after}".replace(UNREAD, "…")


RULES = (dangling, run_on, gap, hedge, long_sentence, grade, stale_name, order)
"""What is lost, what is unsure, what is hard to read, what is out of date, what is in the wrong place."""
