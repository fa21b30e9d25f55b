"""All that readers see, in the order of the files: the records' texts and the pages' prose."""

from collections.abc import Iterator

from policygen.model.policy import FILES, Policy
from policygen.problems import Place
from policygen.prose import Prose, sentences, texts
from policygen.prose.sentences import Passage
from policygen.rule import Case, Spot


def of(case: Case) -> tuple[Passage, ...]:
    return (*case.records, *case.pages)


def of_records(policy: Policy) -> Iterator[Passage]:
    for stem in FILES:
        yield from texts.of_file(policy, stem)


def of_pages(proses: tuple[Prose, ...]) -> Iterator[Passage]:
    for each in proses:
        yield from sentences.of_page(each)


def page(spot: Spot) -> str:
    """What a waiver names for a place in a page: the page; a record tells its own name."""
    return spot.file.rpartition("/")[2].removesuffix(".md") if isinstance(spot, Place) else ""
