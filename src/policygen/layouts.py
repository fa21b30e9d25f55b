"""The layouts: Jinja2 templates that draw facts; a project's own replace the default ones file by file."""

import os
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from policygen import __version__, packaged
from policygen.problems import Place, Problem
from policygen.tree import Tree

FOLDER = "layouts/"
ASSETS = "layouts/assets/"
_BLOCKS = "layouts/blocks/"
_TEMPLATE = ".html"
_MISTAKES = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What a template can make Python raise."""


class LayoutError(Exception):
    """A mistake in a layout; `problem` has its file and line."""

    def __init__(self, file: str, line: int, words: str) -> None:
        super().__init__(words)
        mend = "Correct the layout; docs/layouts.md lists what it can use."
        self.problem = Problem(Place(file, line, 1 if line else 0), "LAYOUT-error", words, mend)


def default_folder() -> Path:
    """Where the default layouts lie: inside an installed package, or beside the source."""
    shipped = packaged.FOLDER / "_layouts"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "layouts"


def blocks(layouts: Tree) -> frozenset[str]:
    """The blocks that prose can name: one a template in `blocks/`."""
    return frozenset(
        file.removeprefix(_BLOCKS).removesuffix(_TEMPLATE)
        for file in layouts
        if file.startswith(_BLOCKS) and file.endswith(_TEMPLATE)
    )


Filter = Callable[..., str]
Filters = tuple[tuple[str, Filter], ...]


def environment(layouts: Tree, filters: Filters) -> Environment:
    """Templates from files below `layouts/`; the same files are compiled once, however many sites they draw."""
    return _compiled(tuple(sorted((file, data) for file, data in layouts.items() if file.endswith(_TEMPLATE))), filters)


@lru_cache(maxsize=8)
def _compiled(files: tuple[tuple[str, bytes], ...], filters: Filters) -> Environment:
    """Every value is escaped and none may be undefined; a template is compiled when it is first drawn."""
    templates = Environment(
        loader=FunctionLoader(partial(_source, dict(files))),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_kept(),
        optimized=False,  # A template is drawn once or twice a run: folding its constants costs more than it saves.
    )
    templates.filters |= dict(filters)
    return templates


def _kept() -> FileSystemBytecodeCache | None:
    """Compiled templates are kept between runs, as Python keeps its own modules; where that cannot be, they are not."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))  # noqa: PTH111 -- never raises
    folder = home / f"policygen-{__version__}"
    try:
        if home.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


def _source(layouts: Tree, name: str) -> tuple[str, str, None] | None:
    file = FOLDER + name
    try:
        return (layouts[file].decode("utf-8"), file, None) if file in layouts else None
    except UnicodeDecodeError as error:
        line = layouts[file].count(b"\n", 0, error.start) + 1
        raise LayoutError(file, line, "This line is not UTF-8.") from error


def draw(templates: Environment, name: str, facts: Mapping[str, object]) -> Markup:
    """The template, filled in.

    Raises:
        LayoutError: when the template has a mistake, be it in its writing or in a name that it uses.

    """
    try:
        return Markup(templates.get_template(name).render(facts))  # noqa: S704 -- autoescape has escaped every value
    except TemplateSyntaxError as error:
        raise LayoutError(FOLDER + (error.name or name), error.lineno, _sentence(str(error.message))) from error
    except (TemplateError, *_MISTAKES) as error:
        spot = next((frame for frame in reversed(traceback.extract_tb(error.__traceback__)) if _is_ours(frame)), None)
        if spot is None:
            raise
        raise LayoutError(spot.filename, spot.lineno or 0, _words(error)) from error


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return frame.filename.startswith(FOLDER)


def _words(error: Exception) -> str:
    match error:
        case TemplateNotFound():
            return f"There is no layout `{error.name}`."
        case RecursionError():
            return "The layouts draw one another without end."
        case _:
            return _sentence(str(error))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].rstrip(".") + "."
