"""Host names: which of them belong together."""

from collections.abc import Iterable


def bare(domain: str) -> str:
    """Without the dot or star that covers the hosts below it."""
    return domain.removeprefix("*").removeprefix(".")


def covered(domain: str, by: Iterable[str]) -> bool:
    """Whether one of these is the host, or covers the hosts below itself and this is one."""
    return any(
        bare(domain) == bare(each) or (each != bare(each) and bare(domain).endswith(f".{bare(each)}")) for each in by
    )


def below(host: str, of: str) -> bool:
    """Whether it is that host or one below it."""
    return host == of or host.endswith(f".{of}")
