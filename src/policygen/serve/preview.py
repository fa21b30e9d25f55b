"""The preview as a value: the last good site, what has gone wrong since, and where the last good edit shows."""

import hashlib
import json
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from policygen.outputs.manifest import PATH
from policygen.problems import Place, Problem
from policygen.serve import sections
from policygen.serve.sections import Change
from policygen.tree import Tree


@dataclass(frozen=True, slots=True)
class Made:
    """One run of the pipe: what was read, the site, which is empty where an error prevents it, and every problem."""

    sources: Tree
    site: Tree
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What browsers get, until the next run of the pipe.

    Attributes:
        base: the path of the site on its host, as a browser writes it.
        build: a digest of the site; empty until there is one.
        last: the last run, good or not.
        made_of: the sources of the site, which is older than the last run where that was not good.

    """

    site: Tree
    base: str
    build: str
    last: Made
    made_of: Tree
    changes: tuple[Change, ...]

    @property
    def is_stale(self) -> bool:
        return not self.last.site


NOTHING = Preview({}, "/", "", Made({}, {}, ()), {}, ())


def unreadable(error: Exception) -> Made:
    """What is made of a project that cannot be read at the moment, such as one that is being moved."""
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    message = f"The folder `content` is not there or cannot be read{reason}."
    mend = "Put it back, or give yourself the right to read it; the preview then goes on by itself."
    return Made({}, {}, (Problem(Place("content"), "FILE-place", message, mend),))


def renewed(before: Preview, made: Made) -> Preview:
    """The preview after a run of the pipe; a site that cannot be made leaves the one that is there."""
    build = _digest(made.site)
    if not made.site or build == before.build:
        return replace(before, last=made, made_of=made.sources if made.site else before.made_of)
    records = sections.edited_records(before.made_of, made.sources)
    changes = sections.changed(before.site, made.site, records) if before.site else ()
    return Preview(made.site, _base(made.site), build, made, made.sources, changes)


def _digest(site: Tree) -> str:
    digest = hashlib.sha256()
    for file, data in sorted(site.items()):
        digest.update(f"{file} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]


def _base(site: Tree) -> str:
    path = urlsplit(json.loads(site[PATH])["site"]["url"]).path
    return quote(path, safe="/%:@!$&'()*+,;=~")
