"""What the page of a version's changes shows: fact by fact under its headings, who is asked again, and the redline."""

from policygen.outputs import articles, view
from policygen.outputs.version import Json, Version


def facts(version: Version, page: str) -> view.Facts:
    """Plain data as changes.json of a release has it, whichever version of policygen has written that."""
    changes = version.changes or {}
    grouped: dict[str, list[Json]] = {}
    for each in changes["changes"]:
        grouped.setdefault(each["subject"], []).append(each)
    return {
        "version": version,
        "before": changes["old"],
        "gravity": changes["gravity"],
        "grouped": tuple(grouped.items()),
        "asked": tuple(changes["ask_again"]),
        "redline": articles.html(version.redlines[page]) if page in version.redlines else None,
    }
