"""All that readers see, in the order of the files: the records' texts and the pages' prose."""

from collections.abc import Iterator

from policygen.model.policy import FILES
from policygen.problems import Place
from policygen.prose import sentences, texts
from policygen.prose.sentences import Passage
from policygen.rule import Case, Spot


def of(case: Case) -> Iterator[Passage]:
    yield from of_records(case)
    yield from of_pages(case)


def of_records(case: Case) -> Iterator[Passage]:
    for stem in FILES:
        yield from texts.of_file(case.policy, stem)


def of_pages(case: Case) -> Iterator[Passage]:
    for page in case.proses:
        yield from sentences.of_page(page)


def page(spot: Spot) -> str:
    """What a waiver names for a place in a page: the page; a record tells its own name."""
    return spot.file.rpartition("/")[2].removesuffix(".md") if isinstance(spot, Place) else ""
