"""JSON in its one canonical spelling (RFC 8785), so that equal values have equal bytes and equal digests."""

import json
from collections.abc import Mapping

_LARGEST = 2**53 - 1


def canonical(value: object) -> bytes:
    """The bytes of RFC 8785 for text, whole numbers, true, false, null, lists and mappings; ValueError for all else.

    Fractions are refused, since nothing that we publish needs one, and so are whole numbers beyond 2^53 - 1 and halves
    of characters, which RFC 8785 cannot write either.
    """
    return json.dumps(_in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def _in_order(value: object) -> object:
    match value:
        case None | bool() | str():
            return value
        case int() if abs(value) <= _LARGEST:
            return value
        case list() | tuple():
            return [_in_order(each) for each in value]
        case Mapping() if all(isinstance(key, str) for key in value):
            # RFC 8785 sorts by UTF-16 code units, which differs from Python's order beyond the basic plane.
            return {key: _in_order(value[key]) for key in sorted(value, key=lambda key: key.encode("utf-16-be"))}
    raise ValueError(f"Canonical JSON cannot hold {value!r}.")
