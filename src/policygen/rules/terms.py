"""Words that are used in one sense and one spelling: defined terms, and -ise or -ize."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policygen.prose.sentences import Passage
from policygen.rule import Case, Found, rule
from policygen.rules import passages, vocabulary

_QUOTED = re.compile(r"[“\"]([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4})[”\"]")
_DEFINING = re.compile(r"\b(?:call|calls|called|mean|means|meaning|refer|refers|referred)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*(?:the |our |each |a |an |we |us |together )?\s*\Z", re.IGNORECASE)
_IS = re.compile(r"\b([a-z]{3,}?(is|iz))(?:e|es|ed|ing|er|ers|able|ation|ations)\b", re.IGNORECASE)


_NEAR = 20


class Definition(NamedTuple):
    """A term in quotation marks, with a capital, that a sentence says the meaning of."""

    term: str
    passage: Passage
    at: int


@rule("TEXT-term")
def term(case: Case) -> Iterator[Found]:
    """A word that a notice defines has one sense from then on, and its capital reminds of it. If the word is defined
    twice, is used without its capital, or is never used, readers cannot tell whether that sense is meant.
    """
    read = case.pages
    everything = (*read, *case.records)
    first: dict[str, Definition] = {}
    for each in _definitions(read):
        if each.term in first:
            before = first[each.term]
            yield Found(
                each.passage.at(each.at),
                f"“{each.term}” is defined a second time.",
                "Define it once, where it is first used.",
                passages.page(each.passage.at()),
                against=before.passage.at(before.at),
                against_words="first defined here",
            )
        else:
            first[each.term] = each
    for each in first.values():
        yield from _misused(each, everything)


def _misused(defined: Definition, read: tuple[Passage, ...]) -> Iterator[Found]:
    small = next(((each, at) for each in read for at in _uses(each.words, defined.term.lower())), None)
    here = defined.passage.at(defined.at)
    if sum(1 for each in read for _ in _uses(each.words, defined.term)) == 1:
        yield Found(
            here, f"“{defined.term}” is defined and never used.", "Leave the definition out.", passages.page(here)
        )
    elif small:
        passage, at = small
        yield Found(
            passage.at(at),
            f"“{defined.term}” is a defined term, and “{defined.term.lower()}” stands here without its capital.",
            "Write the term with its capital where it is meant, and another word where it is not.",
            passages.page(passage.at()),
            against=here,
            against_words="defined here",
        )


def _uses(words: str, term: str) -> Iterator[int]:
    """Where the term stands as a whole; a search without a pattern, since it comes from the content."""
    at = words.find(term)
    while at >= 0:
        end = at + len(term)
        if not (words[at - 1 : at].isalnum() or words[end : end + 1].isalnum()):
            yield at
        at = words.find(term, end)


def _definitions(read: tuple[Passage, ...]) -> Iterator[Definition]:
    for passage in read:
        for sentence in passage.sentences():
            defining = bool(_DEFINING.search(sentence.words))
            for found in _QUOTED.finditer(sentence.words):
                if defining or _BRACKETED.search(sentence.words[max(found.start() - _NEAR, 0) : found.start()]):
                    yield Definition(found[1], sentence, found.start(1))


@rule("TEXT-spelling")
def spelling(case: Case) -> Iterator[Found]:
    """English knows “organise” and “organize”, and either is right; a notice that mixes the two looks as if it was put
    together from other people’s notices.
    """
    forms: dict[str, list[tuple[Passage, re.Match[str]]]] = {"is": [], "iz": []}
    for passage in passages.of(case):
        for found in _IS.finditer(passage.words):
            ending = found[2].lower()
            if found[1].lower() not in vocabulary.listed(f"always-{ending}e"):
                forms[ending].append((passage, found))
    if forms["is"] and forms["iz"]:
        rarer, commoner = sorted(forms.values(), key=len)
        (passage, found), (other, same) = rarer[0], commoner[0]
        yield Found(
            passage.at(found.start()),
            f"“{found[0]}” and “{same[0]}” are both used.",
            "Spell all such words with -ise, or all with -ize.",
            passages.page(passage.at()),
            against=other.at(same.start()),
            against_words="spelt the other way here",
        )


RULES = (term, spelling)
"""One sense, then one spelling."""
