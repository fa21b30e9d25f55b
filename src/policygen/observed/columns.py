"""What the columns of a list are called by those who export one, and what stands in them."""

import re

from policygen.observed.observation import Raw

NAMES = ("name", "cookie", "cookie name", "cookie / data key name", "cookie key", "key")
DOMAINS = ("domain", "host", "hostname", "host name", "cookie domain", "host_key")
KINDS = ("type", "kind", "storage", "storage type")
PATTERNS = ("wildcard match", "wildcardmatch", "wildcard")

_HOST = re.compile(r"\.?((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\Z")
_WORDS = {
    "local": "local-storage",
    "session storage": "session-storage",
    "sessionstorage": "session-storage",
    "indexed": "indexed-db",
    "pixel": "pixel",
}


def raw(name: str, domain: str, kind: str, pattern: str, line: int = 0) -> Raw:
    """A row: a name with a star, or one that is marked so, stands for all that begin or go on like it."""
    marked = pattern.strip().lower() in {"1", "true", "yes"} and "*" not in name
    found = next((each for word, each in _WORDS.items() if word in kind.lower()), "cookie")
    host = _HOST.match(domain.strip().lower())
    return Raw(f"{name}*" if marked else name, found, host[1] if host else "", marked or "*" in name, line)
