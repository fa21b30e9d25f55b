"""The readings of the pages as Markdown, text and PDF, and the list of them, held against the pages both ways."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile, zip_longest

from policygen.problems import Level, Place, Problem
from policygen.verify import links, markdown_words, paper, telling
from policygen.verify.difference import between, quoted
from policygen.verify.reading import Page, collapse, text
from policygen.verify.telling import Said
from policygen.verify.website import Website, as_text

_CODE = "VERIFY-reading"
_MEND = "Build the site again from its content, and publish all readings of a page together."
_INDEX, _LIST = "index.html", "llms.txt"
_ALL = ("index.md", "index.txt")
_FEW = 12
"""How many words or letters of a difference are shown."""
_PROGRAMS = (
    ("cookies/manifest.json", "Cookie manifest: the facts about cookies, with the same content as the pages"),
    ("cookies/manifest.schema.json", "Schema of the cookie manifest: JSON Schema"),
    ("cookies/manifest.d.ts", "Types of the cookie manifest: TypeScript"),
    ("cookies/index.json", "Versions of the cookie manifest: with their digests"),
)


def check(site: Website) -> Iterator[Problem]:
    pages = {page.path.removesuffix(_INDEX): page for page in site.pages if page.path.rpartition("/")[2] == _INDEX}
    for folder, page in pages.items():
        said = None
        for file in (*(folder + name for name in _ALL), f"{folder}{folder.rstrip('/').rpartition('/')[2]}.pdf"):
            if file in site.tree:
                said = said or telling.of(site, page)
                yield from _reading(site, page, file, said)
    yield from _left_over(site, pages)
    if _LIST in site.tree and "" in pages:
        yield from _list(site, pages)


def _problem(file: str, message: str, mend: str = _MEND, level: Level = Level.ERROR) -> Problem:
    return Problem(Place(file), _CODE, f"{message}.", mend, level)


def _left_over(site: Website, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """A reading without its page, and a page without a reading that others have."""
    for name in _ALL:
        having = {file.removesuffix(name) for file in site.tree if file.rpartition("/")[2] == name}
        for folder in sorted(having.difference(pages)):
            yield _problem(folder + name, f"{folder}{name} is a reading of a page that is not there")
        for folder in sorted(_readable(site, pages) - having) if having else ():
            yield _problem(folder + _INDEX, f"{folder}{_INDEX} has no reading {name}, and other pages have one")


def _readable(site: Website, pages: Mapping[str, Page]) -> set[str]:
    """The pages of the version at the root: its home page, and those to which the home page's navigation leads."""
    home = pages.get("")
    ways = (tag for tag in home.tags if tag.name == "a" and tag.find_parent("nav")) if home else ()
    found = (links.target(site, _INDEX, str(tag.get("href", ""))) for tag in ways)
    return {"", *(to.path.removesuffix(_INDEX) for to in found if to and to.path)} & set(pages)


def _reading(site: Website, page: Page, file: str, said: Sequence[Said]) -> Iterator[Problem]:
    match file.rpartition(".")[2]:
        case "pdf":
            yield from _paper(site, page, file, said)
        case "md":
            written = as_text(site.tree[file])
            yield from _unlike(page, file, markdown_words.read(written, site.address), telling.aloud(said))
            yield from _astray(site, page, file, written, said)
        case _:
            yield from _unlike(page, file, collapse(as_text(site.tree[file])), telling.aloud(said))


def _unlike(page: Page, file: str, found: str, told: str) -> Iterator[Problem]:
    """The first and the last word that differ, and what stands between."""
    ours, theirs = found.split(" "), told.split(" ")
    if ours == theirs:
        return
    start = _alike(ours, theirs)
    end = min(_alike(ours[::-1], theirs[::-1]), len(ours) - start, len(theirs) - start)
    here, there = (words[start : len(words) - end] for words in (ours, theirs))
    where = between(" ".join(here), " ".join(there)) if here and there else ""
    after = f" after `{' '.join(ours[max(0, start - 3) : start])}`" if start else ""
    yield _problem(
        file, f"{file}, word {start + 1}{after}: it says {_some(here)}, and {page.path} says {_some(there)}{where}"
    )


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))


def _some(words: Sequence[str]) -> str:
    return quoted(" ".join(words[:_FEW]) + (" …" if len(words) > _FEW else ""))


def _astray(site: Website, page: Page, file: str, written: str, said: Sequence[Said]) -> Iterator[Problem]:
    """The ways through the site lead where those of the page lead, but to places on the page itself."""
    here = site.address + page.path.removesuffix(_INDEX)
    told = [each.words[2:-1] for each in said if each.kind == "way"]
    told = [to for to in told if to.startswith(site.address) and to.partition("#")[0] not in (here, here + _INDEX)]
    leading = markdown_words.ways(written, site.address)
    for ours, theirs in zip_longest(leading, told):
        if ours != theirs:
            yield _problem(file, f"{file}: a link leads to {quoted(ours)}, and on {page.path} to {quoted(theirs)}")
            return


def _paper(site: Website, page: Page, file: str, said: Sequence[Said]) -> Iterator[Problem]:
    if not paper.can_be_read():
        mend = "Run `pip install 'policygen[pdf]'`, and verify again."
        yield _problem(file, f"{file} was not read, since an extra is not installed", mend, Level.WARNING)
        return
    found = paper.read(site.tree[file], site.address + page.path.removesuffix(_INDEX))
    if found is None:
        yield _problem(file, f"{file} cannot be read as a PDF")
    elif found.has_boxes:
        mend = "Install a typeface with these letters where the site is built, such as the Noto fonts; build it again."
        yield _problem(file, f"{file} shows empty boxes for letters that no typeface had when it was made", mend)
    elif paper.runs_both_ways(said):
        words = "has words that are written from right to left, so that the order of its words was not read"
        yield _problem(file, f"{file} {words}", "Read it yourself beside the page.", Level.WARNING)
    elif found.letters != (told := paper.told(said, found.letters)):
        yield _problem(file, _first_difference(file, page, found.letters, told))


def _first_difference(file: str, page: Page, letters: str, told: str) -> str:
    start = _alike(letters, told)
    here, there = letters[start:][: 2 * _FEW], told[start:][: 2 * _FEW]
    after = f" after `{letters[max(0, start - 2 * _FEW) : start]}`" if start else ""
    return f"{file}{after}: it says {quoted(here)}, and {page.path} says {quoted(there)}{between(here, there)}"


def _list(site: Website, pages: Mapping[str, Page]) -> Iterator[Problem]:
    """It names the site, says what the home page says on top, and leads to every page and to what programs read."""
    written = as_text(site.tree[_LIST])
    leading = [to.removeprefix(site.address) for to in markdown_words.ways(written, site.address)]
    wanted = [folder + _ALL[0] for folder in pages if folder + _ALL[0] in site.tree] + [path for path, _ in _PROGRAMS]
    if sorted(leading) != sorted(wanted):
        yield _problem(_LIST, f"{_LIST} leads to {', '.join(leading)}, and the site has {', '.join(wanted)}")
    folders = [path.removesuffix(_ALL[0]) for path in leading if path.rpartition("/")[2] == _ALL[0]]
    told = _listed(site, [(folder, pages[folder]) for folder in folders if folder in pages], pages[""])
    yield from _unlike(pages[""], _LIST, markdown_words.read(written, site.address), told)


def _listed(site: Website, pages: Sequence[tuple[str, Page]], home: Page) -> str:
    title, summary = _top(home)
    version = next((telling.part(site, home, tag) for tag in home.tags if tag.get("id") == "version-facts"), "")
    name = site.facts["site"]["name"] if site.facts else ""
    said = [_entry(*_top(page)) if folder else _top(page)[0] for folder, page in pages]
    told = (f"{name}:", title, summary, version, "Pages", *said, "For programs", *(words for _, words in _PROGRAMS))
    return collapse(" ".join(told))


def _entry(title: str, summary: str) -> str:
    return f"{title}: {summary}" if summary else title


def _top(page: Page) -> tuple[str, str]:
    """The title of a page, and the summary that stands right below it."""
    title = next((tag for tag in page.tags if tag.name == "h1"), None)
    below = title.find_next_sibling() if title else None
    summary = below if below and "summary" in (below.get("class") or ()) else None
    return text(page, title) if title else "", text(page, summary) if summary else ""
