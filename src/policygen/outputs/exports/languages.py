"""The languages of a site: which way they run, and what of a client's words is not written in them."""

from collections.abc import Iterator

from policygen.outputs.exports.client import Loss
from policygen.outputs.exports.stock import Stock

_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "dv", "ug"})


def primary(language: str) -> str:
    """`en` of `en-GB`."""
    return language.partition("-")[0]


def direction(language: str) -> str:
    return "rtl" if primary(language) in _RIGHT_TO_LEFT else "ltr"


def english(stock: Stock, client: str, name: str) -> Iterator[Loss]:
    """The words that we write around the facts are English, whatever the language of the site is."""
    for each in stock.languages:
        if primary(each) != "en":
            words = f"The buttons and headings of {name} are written in English, not in `{each}`."
            yield Loss(client, None, None, words, "Translate them in your copy of the file.")


def alone(stock: Stock, client: str, name: str) -> Iterator[Loss]:
    """For what has room for the words of one language."""
    for each in stock.languages[1:]:
        words = f"{name} is told everything in `{stock.language}`, and nothing in `{each}`."
        yield Loss(client, None, None, words, "Translate it in your copy of the file.")
