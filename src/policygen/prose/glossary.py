"""Legal terms: the first use of each in the paragraphs of a page is tied to its definition, and no word is changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from markdown_it.token import Token

from policygen import packaged
from policygen.prose import Prose

_LANGUAGE = "en"
_PLAIN = frozenset({"text", "softbreak"})


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the law: `forms` are its spellings, and `laws` the jurisdictions in which it means this."""

    id: str
    term: str
    forms: tuple[str, ...]
    laws: frozenset[str]
    definition: str
    source: str

    @property
    def anchor(self) -> str:
        """The underscore keeps it apart from all ids of the content."""
        return f"term_{self.id}"


def mark(prose: Prose, language: str, laws: tuple[str, ...]) -> tuple[Prose, tuple[Term, ...]]:
    """The page with a link at the first use of each term, and these terms by their names.

    Headings, tables, links, code and facts are left as they are. Where no law is named, the terms of all are meant.
    """
    if language.partition("-")[0] != _LANGUAGE:
        return prose, ()
    meant = {form: term for form, term in _by_form().items() if not laws or term.laws & set(laws)}
    used: dict[str, Term] = {}
    tokens = tuple(_marked(prose.tokens, meant, used))
    return replace(prose, tokens=tokens), tuple(sorted(used.values(), key=lambda term: term.term.casefold()))


@cache
def _by_form() -> dict[str, Term]:
    table = packaged.table("law/glossary.json")
    terms = [
        Term(row["id"], row["term"], tuple(row["forms"]), frozenset(row["laws"]), row["definition"], row["source"])
        for row in table["terms"]
    ]
    return {form.casefold(): term for term in terms for form in term.forms}


@cache
def _pattern() -> re.Pattern[str]:
    """All spellings, of which the longest one counts; a line may end within one."""
    forms = sorted(_by_form(), key=lambda form: (-len(form), form))
    either = "|".join(r"\s".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def _marked(tokens: tuple[Token, ...], meant: dict[str, Term], used: dict[str, Term]) -> Iterator[Token]:
    before = ""
    for token in tokens:
        if token.type == "inline" and before == "paragraph_open":
            yield token.copy(children=list(_with_terms(token.children or [], meant, used)))
        else:
            yield token
        before = token.type


def _with_terms(children: list[Token], meant: dict[str, Term], used: dict[str, Term]) -> Iterator[Token]:
    """The text between two line breaks is taken together, since the break of a line says nothing."""
    depth = 0
    for plain, run in groupby(children, key=lambda child: child.type in _PLAIN):
        if plain and not depth:
            words = "".join(child.content if child.type == "text" else "\n" for child in run)
            yield from _parts(words, meant, used)
            continue
        for child in run:
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            yield child


def _parts(words: str, meant: dict[str, Term], used: dict[str, Term]) -> Iterator[Token]:
    end = 0
    for found in _pattern().finditer(words):
        term = meant.get(" ".join(found[0].split()).casefold())
        if term is None or term.id in used:
            continue
        used[term.id] = term
        yield _text(words[end : found.start()])
        yield Token("term_open", "a", 1, attrs={"class": "term", "href": f"#{term.anchor}"})
        yield _text(found[0])
        yield Token("term_close", "a", -1)
        end = found.end()
    yield _text(words[end:])


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
