"""What a browser or a scanner saw stored on a device, read from the file in which it wrote that down."""

import json

from policygen.observed import har, listing, state, tables
from policygen.observed.observation import NOTHING, LayoutError, Observation, Observed, Seen, placed
from policygen.problems import Place, Problem

__all__ = ["NOTHING", "Observation", "Observed", "read", "together"]

CODE = "FILE-observed"
_LARGEST = 64 * 2**20
_LAYOUTS = "It can be a HAR, the storage state of Playwright, or a list of names and domains as JSON or CSV."


def read(data: bytes, name: str) -> Observation:
    """What is written in the file; what cannot be read of it is among the problems, at its place in `name`."""
    try:
        text = _text(data)
        seen = tables.read(text) if text.lstrip()[:1] not in {"{", "["} else _json(text)
    except json.JSONDecodeError as error:
        wrong = Problem(Place(name, error.lineno, error.colno), CODE, "Here the JSON breaks off.", "Export it anew.")
        return Observation((), frozenset(), (wrong,))
    except LayoutError as error:
        place = Place(name, error.line, 1) if error.line else Place(name)
        return Observation((), frozenset(), (Problem(place, CODE, error.message, error.mend),))
    if not seen.found:
        return Observation((), frozenset(), (Problem(Place(name), CODE, *_empty(seen)),))
    return Observation(placed(seen.found, text, name), seen.kinds)


def together(observations: tuple[Observation, ...]) -> Observation:
    """Several files as one, since what is stored may be seen in any of them."""
    return Observation(
        tuple(item for each in observations for item in each.items),
        frozenset(kind for each in observations for kind in each.kinds),
        tuple(problem for each in observations for problem in each.problems),
    )


def _text(data: bytes) -> str:
    if len(data) > _LARGEST:
        raise LayoutError(
            "The file is larger than 64 MiB.", "Record fewer pages, or export a list of the cookies alone."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LayoutError("The file is not in UTF-8.", "Export it anew, and choose UTF-8 as its encoding.") from None


def _json(text: str) -> Seen:
    try:
        value = json.loads(text)
    except RecursionError:
        raise LayoutError("The file is nested deeper than any export.", _LAYOUTS) from None
    if isinstance(value, list):
        return listing.read(value)
    if har.is_one(value):
        return har.read(value)
    if state.is_one(value):
        return state.read(value)
    raise LayoutError("The layout of the file is not known.", _LAYOUTS)


def _empty(seen: Seen) -> tuple[str, str]:
    if seen.layout == "har":
        return (
            "The HAR has no cookies, so it proves nothing.",
            "Export it with sensitive data: without that, Chrome leaves all cookies out.",
        )
    return "Nothing is listed in the file, so it proves nothing.", "Observe again, after accepting everything."
