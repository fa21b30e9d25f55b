"""Sentences that are a claim beyond doubt, although nobody has marked them as one."""

from collections.abc import Iterator

from policygen.problems import Place
from policygen.prose.sentences import Passage
from policygen.rule import Case
from policygen.rules import vocabulary

_ABOUT: dict[str, tuple[str, ...]] = {"no_sale": (), "no_marketing_sharing": ("about-marketing",)}
"""The claims that are known without a mark, and the further lists of words that their sentences use."""


def sentences(case: Case, name: str) -> Iterator[Passage]:
    """The sentences that say so in so many words, without a condition, on lines where no claim is marked."""
    marked = {(each.place.file, each.place.line) for prose in case.proses for each in prose.claims}
    for passage in case.pages:
        for sentence in passage.sentences() if any(vocabulary.found(passage.words, f"claim-{name}")) else ():
            at = sentence.at()
            free = isinstance(at, Place) and (at.file, at.line) not in marked
            about = all(any(vocabulary.found(sentence.words, each)) for each in (f"claim-{name}", *_ABOUT[name]))
            if free and about and not any(vocabulary.found(sentence.words, "conditions")):
                yield sentence
