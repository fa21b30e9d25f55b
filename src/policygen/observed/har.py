"""HAR 1.2, which browsers export: every request with the cookies that were sent and set."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from policygen.observed.observation import Raw, Seen, entries, text


def is_one(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("log"), dict) and "entries" in value["log"]


def read(value: Any) -> Seen:
    found = tuple(raw for entry in entries(value["log"]["entries"], "log.entries") for raw in _of_entry(entry))
    return Seen("har", found, frozenset({"cookie"}))


def _of_entry(entry: dict[str, Any]) -> Iterator[Raw]:
    request, response = _group(entry, "request"), _group(entry, "response")
    host = _host(text(request, "url"))
    started = _day(text(entry, "startedDateTime"))
    for cookie in entries(request.get("cookies", []), "request.cookies"):
        if name := text(cookie, "name"):
            yield Raw(name, domain=host)
    headers = entries(response.get("headers", []), "response.headers")
    lines = [line for each in headers if text(each, "name").lower() == "set-cookie" for line in _lines(each)]
    if lines:  # They say more than the list of cookies, which some browsers leave empty.
        yield from (raw for line in lines if (raw := _of_header(line, host, started)))
        return
    for cookie in entries(response.get("cookies", []), "response.cookies"):
        if (name := text(cookie, "name")) and not _is_over(_day(text(cookie, "expires")), started):
            yield Raw(name, domain=text(cookie, "domain").lower().lstrip(".") or host)


def _group(entry: dict[str, Any], key: str) -> dict[str, Any]:
    found = entry.get(key)
    return found if isinstance(found, dict) else {}


def _lines(header: dict[str, Any]) -> list[str]:
    """Several of one answer stand in one header, one a line."""
    return text(header, "value").splitlines()


def _of_header(line: str, host: str, started: datetime | None) -> Raw | None:
    """None where the header takes a cookie away."""
    pair, *rest = line.split(";")
    name, value = pair.partition("=")[0].strip(), {}
    for part in rest:
        key, _, said = part.partition("=")
        value[key.strip().lower()] = said.strip()
    age = value.get("max-age", "")
    if age.removeprefix("-").isdecimal():
        over = int(age) <= 0
    else:
        over = _is_over(_header_day(value.get("expires", "")), started)
    return None if over or not name else Raw(name, domain=value.get("domain", "").lower().lstrip(".") or host)


def _is_over(expires: datetime | None, started: datetime | None) -> bool:
    return expires is not None and expires <= (started or datetime.fromtimestamp(0, UTC))


def _day(said: str) -> datetime | None:
    try:
        return _in_utc(datetime.fromisoformat(said))
    except ValueError:
        return None


def _header_day(said: str) -> datetime | None:
    try:
        return _in_utc(parsedate_to_datetime(said))
    except ValueError:
        return None


def _in_utc(day: datetime) -> datetime:
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
