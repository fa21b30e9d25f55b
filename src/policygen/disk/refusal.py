"""Why nothing is written: in plain words, and with what to do instead."""


class OutputRefused(Exception):  # noqa: N818 -- it says what happened to the output
    """The site cannot safely be written there (exit code 73)."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message} {mend}")
        self.message = message
        self.mend = mend


class OutputLocked(Exception):  # noqa: N818 -- it says what happened to the output
    """Another build is writing there (exit code 75)."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(f"{message} {mend}")
        self.message = message
        self.mend = mend
