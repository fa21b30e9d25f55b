"""`/.well-known/gpc.json`: it is of the shape that browsers read, and says what the page in force says."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from policygen.problems import Place, Problem
from policygen.verify import strict_json
from policygen.verify.difference import quoted
from policygen.verify.records import Record
from policygen.verify.versions import INDEX
from policygen.verify.website import Website

FILE = ".well-known/gpc.json"
_LABEL = "Global Privacy Control is honoured"
_WORDS = {True: "yes", False: "no"}
_MEND = "Build the site again from its content, and publish all of its files."


def check(site: Website) -> Iterator[Problem]:
    """`site` is the version that stands at the root."""
    for fault in _faults(site):
        yield Problem(Place(FILE), "VERIFY-consent", f"{FILE} {fault}.", _MEND)


def _faults(site: Website) -> Iterator[str]:
    told = _told(site)
    if FILE not in site.tree:
        is_due = site.facts is not None and site.facts["status"] == "in-force" and urlsplit(site.address).path == "/"
        if is_due and told is not None:
            yield f"is missing, and the page says {quoted(told)} to “{_LABEL}”"
        return
    try:
        said = strict_json.parse(site.tree[FILE])
    except strict_json.JsonError as error:
        yield f"cannot be read: {error}"
        return
    match said:
        case {"gpc": bool(honoured), "lastUpdate": str(day)} if len(said) == len(("gpc", "lastUpdate")):
            yield from _unlike(site, told, _WORDS[honoured], day)
        case _:
            yield "does not hold `gpc`, true or false, and `lastUpdate`, a day, and nothing else"


def _unlike(site: Website, told: str | None, said: str, day: str) -> Iterator[str]:
    if site.facts is not None and site.facts["status"] != "in-force":
        yield "speaks for a version that is not in force"
    if told != said:
        yield f"says {quoted(said)}, and the page says {quoted(told)} to “{_LABEL}”"
    if day not in _published(site) or not _is_day(day):
        yield f"says {quoted(day)}, and no version in force was published on that day"


def _told(site: Website) -> str | None:
    """What people read of it."""
    facts = (
        fact for each in site.records if isinstance(each, Record) and each.id == "consent-facts" for fact in each.facts
    )
    return next((fact.text for fact in facts if fact.label == _LABEL), None)


def _published(site: Website) -> tuple[Any, ...]:
    try:
        index = strict_json.parse(site.tree.get(INDEX, b""))
    except strict_json.JsonError:
        return ()
    match index:
        case {"versions": [*entries]}:
            return tuple(
                each.get("published") for each in entries if isinstance(each, dict) and each.get("status") == "in-force"
            )
        case _:
            return ()


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
