"""The content, read: a tree of files becomes a policy, or the problems that prevent one."""

from collections.abc import Mapping
from dataclasses import dataclass

from policygen import text_source, yaml_source
from policygen.load import files, item_categories, pages, references, shape
from policygen.model.page import Page
from policygen.model.policy import FILES, Policy, file_of
from policygen.problems import Problem, in_source_order
from policygen.tree import Tree
from policygen.yaml_source import Places, Source


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the content: a policy unless a problem prevents it, the pages read, the place of every value."""

    policy: Policy | None
    pages: tuple[Page, ...]
    places: Mapping[str, Places]
    problems: tuple[Problem, ...]


def load(content: Tree) -> Loaded:
    """Read the content tree; its paths begin with `content/`, as do those in problems."""
    sources = {stem: _source(file_of(stem), content[file_of(stem)]) for stem in FILES if file_of(stem) in content}
    fitted = {stem: shape.fit(FILES[stem], it.data, it.places) for stem, it in sources.items() if it.data is not None}
    records = {stem: record for stem, (record, _) in fitted.items() if record is not None}
    written = pages.read(content)
    problems = (
        *files.check(content),
        *(found for source in sources.values() for found in source.problems),
        *(found for _, misfits in fitted.values() for found in misfits),
        *references.check(sources, records),
        *item_categories.check(sources, records),
        *written.problems,
    )
    places = {stem: source.places for stem, source in sources.items()}
    policy = None if problems else Policy.model_validate({**records, "pages": written.pages})
    return Loaded(policy, written.pages, places, in_source_order(problems))


def _source(file: str, data: bytes) -> Source:
    text, problems = text_source.read(data, file, text_source.YAML_LIMIT)
    if text is None:
        return Source(None, Places(yaml_source.Page("", file), {}, {}), problems)
    source = yaml_source.read(text, file)
    return Source(source.data, source.places, (*problems, *source.problems))
