"""What the page of a version's changes shows: fact by fact under its headings, who is asked again, and the redline."""

from policygen.changes import ORDER, Gravity
from policygen.outputs import articles, view
from policygen.outputs.version import Json, Version

_Alike = dict[tuple[Gravity, str], list[Json]]
"""Changes by how grave they are, and why."""


def facts(version: Version, page: str) -> view.Facts:
    """Plain data as changes.json of a release has it, whichever version of policygen has written that."""
    changes = version.changes or {}
    grouped: dict[str, _Alike] = {}
    for each in changes["changes"]:
        grouped.setdefault(each["subject"], {}).setdefault((each["gravity"], each["reason"]), []).append(each)
    return {
        "version": version,
        "before": changes["old"],
        "gravity": changes["gravity"],
        "grouped": {subject: _gravest_first(found) for subject, found in grouped.items()},
        "asked": tuple(changes["ask_again"]),
        "redline": articles.html(version.redlines[page]) if page in version.redlines else None,
    }


def _gravest_first(found: _Alike) -> tuple[tuple[tuple[Gravity, str], list[Json]], ...]:
    """The changes below how grave they are, and why, which is told once."""
    return tuple(sorted(found.items(), key=lambda group: -ORDER.index(group[0][0])))
