"""What may stand after "until"."""

import re
from typing import Final

from policygen.durations import spans
from policygen.durations.forms import Session, Until

BROWSER_CLOSES: Final = "you close your browser"
"""The words of a session after "until"; no event has them."""
_UNTIL = re.compile("(?:until )+", re.IGNORECASE)


def nearest(text: str) -> Until | Session:
    """The event that the text says, without what would keep its words from being read back: a semicolon or an until."""
    event = spans.tidy(text).replace(";", ",")
    if opening := _UNTIL.match(event):
        event = event[opening.end() :]
    return Session() if event.lower() == BROWSER_CLOSES else Until(event)
