"""What people agreed to when they accepted an item, and in which ways another item goes beyond that."""

from collections.abc import Iterator, Mapping
from typing import Any

from policygen import globs
from policygen.globs import Glob

Json = Mapping[str, Any]
"""An item of a manifest."""

_STATED = ("provider", "party", "third_party_access", "purpose_type", "refreshes", "domains")
"""What an item can leave unsaid."""


def widened(old: Json, new: Json) -> tuple[str, ...]:
    """Every way in which the new item goes beyond the old one, in words; none when people agreed to all of it.

    What is no longer said does not go beyond, save that an item without an end outlasts any that has one.
    """
    return tuple(_ways(old, new))


def _ways(old: Json, new: Json) -> Iterator[str]:
    if not _names_within(new["match"], old["match"]):
        yield f"its name is `{new['name']}` instead of `{old['name']}`"
    if new["kind"] != old["kind"]:
        yield f"it is stored as {_word(new['kind'])} instead of {_word(old['kind'])}"
    if _is_longer(old["max_age_seconds"], new["max_age_seconds"]):
        yield f"it lasts longer: {_time(new)} instead of {_time(old)}"
    if new["refreshes"] is True and old["refreshes"] is not True:
        yield "its time now begins again at each visit"
    if new["third_party_access"] is True and old["third_party_access"] is not True:
        yield "others can now read it"
    if new["party"] == "third" and old["party"] != "third":
        yield "it now belongs to another site"
    if new["provider"] not in (None, old["provider"]):
        yield f"`{new['provider']}` now stores it" + (f" instead of `{old['provider']}`" if old["provider"] else "")
    if new["purpose_type"] not in (None, old["purpose_type"]):
        yield f"it is now used for {_word(new['purpose_type'])}"
    hosts = [host for host in new["domains"] if not any(_host_within(host, known) for known in old["domains"])]
    if hosts:
        yield f"it is now also stored for {', '.join(f'`{host}`' for host in hosts)}"


def covers(old: Json, new: Json) -> bool:
    """Whether people who agreed to the old item agreed to this one, whatever its id: it says as much, and no more."""
    silent = any(new[key] in (None, []) and old[key] not in (None, []) for key in _STATED)
    return not silent and not widened(old, new)


def _names_within(new: Json, old: Json) -> bool:
    """Whether every name that the new match stands for is one that the old match stands for."""
    return globs.covers(*(Glob(each["value"], each["type"] == "exact") for each in (old, new)))


def _host_within(host: str, known: str) -> bool:
    """A leading dot or `*.` covers the hosts below; a leading dot the host itself, too."""
    if host == known:
        return True
    below = known.removeprefix("*")
    return below.startswith(".") and (host.endswith(below) or f".{host}" == known)


def _is_longer(old: int | None, new: int | None) -> bool:
    """None is a time without an end, or one that nobody has said."""
    return old is not None and (new is None or new > old)


def _time(item: Json) -> str:
    said = item["duration_text"]
    return next(iter(said.values())) if said else "a time that nobody says"


def _word(word: str) -> str:
    return word.replace("-", " ")
