"""Which parts of a script no page has run: V8's own count of every branch, over as many pages as wanted."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import CDPSession, Page


def watch(page: Page) -> CDPSession:
    """To be called before the page is opened; what it gives is what `taken` reads."""
    session = page.context.new_cdp_session(page)
    session.send("Profiler.enable")
    session.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
    return session


def taken(session: CDPSession, file: str, length: int) -> set[int]:
    """The characters of the script that this page has run."""
    found: set[int] = set()
    for script in session.send("Profiler.takePreciseCoverage")["result"]:
        if script["url"].endswith(file):
            found |= _run(script, length)
    return found


def _run(script: Mapping[str, Any], length: int) -> set[int]:
    """Functions stand in their order, and inside each a range before those that lie in it."""
    counts = [0] * length
    for function in script["functions"]:
        for each in function["ranges"]:
            counts[each["startOffset"] : each["endOffset"]] = [each["count"]] * (
                each["endOffset"] - each["startOffset"]
            )
    return {at for at, count in enumerate(counts) if count}


def never(source: str, run: set[int]) -> list[str]:
    """The pieces of the source that nobody has run; what only closes a block runs nothing."""
    marked = "".join(sign if at not in run else "\0" for at, sign in enumerate(source))
    return [piece.strip() for piece in marked.split("\0") if piece.strip(" \n;})")]
