"""Whether a time that somebody states keeps to a limit of the law."""

from policygen import durations


def kept(stated: durations.Duration | None, limit: durations.Span) -> bool:
    """Whether it lasts that long at most; what is not stated, or has no defined length, does not tell."""
    seconds, most = durations.seconds(stated) if stated else None, durations.seconds(limit)
    return seconds is not None and most is not None and seconds <= most
