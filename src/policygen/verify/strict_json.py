"""JSON read strictly: UTF-8, and no key twice in one object."""

import json
from typing import Any


class JsonError(ValueError):
    """Why the bytes are no JSON that everybody reads alike; a sentence without its full stop."""


def parse(data: bytes) -> Any:
    try:
        return json.loads(data.decode(), object_pairs_hook=_each_key_once, parse_constant=_refused)
    except JsonError:
        raise
    except UnicodeDecodeError:
        raise JsonError("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise JsonError(f"it is not JSON at line {error.lineno}, column {error.colno}") from None
    except (ValueError, RecursionError):
        raise JsonError("a number in it is too long, or it is nested too deeply") from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise JsonError(f"the key `{key}` is there twice")
        found[key] = value
    return found


def _refused(word: str) -> Any:
    raise JsonError(f"`{word}` is no number")
