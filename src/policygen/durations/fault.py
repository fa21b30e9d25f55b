"""What is wrong with a duration, and how to mend it."""

SHOWN = 60
"""As many characters of a faulty text as a message repeats."""


class DurationError(ValueError):
    """Whatever stands in backticks in `mend` is a duration that can be written as it stands."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message, mend)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message} {self.mend}"


def shown(text: str) -> str:
    """The text as a message quotes it."""
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN].rstrip()}…”"
