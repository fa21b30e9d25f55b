"""Asks web addresses whether anybody answers: over HTTPS, within a time, and never inside a private network."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote, urljoin, urlsplit

from policygen import __version__

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

_HTTPS = 443
_MOST_HOPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=~?-._"


def is_public(ip: Ip) -> bool:
    """Whether anybody can reach it; an address that hides another one in itself is none of these."""
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in _NAT64):
        return False
    return ip.is_global and not ip.is_multicast


@dataclass(frozen=True, slots=True)
class Manner:
    """How it is asked: which computers may be, whose certificates hold, for how long, and how many at once."""

    may_ask: Callable[[Ip], bool] = is_public
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = 10
    at_once: int = 8


class _DeadError(Exception):
    """Why nobody answers; `for_good` when asking in another way would not help."""

    def __init__(self, words: str, *, for_good: bool = False) -> None:
        super().__init__(words)
        self.words, self.for_good = words, for_good


def dead(addresses: Iterable[str], manner: Manner | None = None) -> dict[str, str]:
    """The addresses where nobody answers, each with the rest of a sentence that says so."""
    return asyncio.run(_dead(tuple(dict.fromkeys(addresses)), manner or Manner()))


async def _dead(addresses: tuple[str, ...], manner: Manner) -> dict[str, str]:
    free = asyncio.Semaphore(manner.at_once)

    async def ask(address: str) -> str | None:
        async with free:
            return await _fault(address, manner)

    faults = await asyncio.gather(*map(ask, addresses))
    return {address: fault for address, fault in zip(addresses, faults, strict=True) if fault}


async def _fault(address: str, manner: Manner) -> str | None:
    """HEAD is polite, and some servers know only GET."""
    words = ""
    for method in ("HEAD", "GET"):
        try:
            async with asyncio.timeout(manner.seconds):
                await _follow(method, address, manner)
        except TimeoutError:
            words = f"gives no answer within {manner.seconds:g} seconds"
        except _DeadError as error:
            words = error.words
            if error.for_good:
                return words
        else:
            return None
    return words


async def _follow(method: str, address: str, manner: Manner) -> None:
    for _ in range(_MOST_HOPS + 1):
        status, location = await _status(method, address, manner)
        if status in _REDIRECTS and location:
            address = _joined(address, location)
        elif status >= HTTPStatus.BAD_REQUEST:
            raise _DeadError(f"answers with the error {status}")
        else:
            return
    raise _DeadError(f"leads on more than {_MOST_HOPS} times")


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        raise _DeadError("leads on to something that is no address") from None


async def _status(method: str, address: str, manner: Manner) -> tuple[int, str]:
    """What one server answers, and where it leads on."""
    host, port, path = _parts(address)
    reader, writer = await _connected(host, port, manner)
    try:
        at = f"[{host}]" if ":" in host else host
        where = at if port == _HTTPS else f"{at}:{port}"
        words = (f"{method} {path} HTTP/1.1", f"Host: {where}", f"User-Agent: policygen/{__version__}", "Accept: */*")
        writer.write("\r\n".join((*words, "Connection: close", "", "")).encode("ascii"))
        return await _answer(reader)
    except (OSError, ValueError, EOFError):
        raise _DeadError("breaks off its answer, or gives none that a browser understands") from None
    finally:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()


def _parts(address: str) -> tuple[str, int, str]:
    """Host, port and path with query, in ASCII."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port or _HTTPS
    except ValueError:
        host, port, parts = "", 0, urlsplit("https:")
    if parts.scheme != "https":
        raise _DeadError("leads on to a place without https", for_good=True)
    if not host:
        raise _DeadError("is no address that can be asked", for_good=True)
    query = f"?{parts.query}" if parts.query else ""
    return host, port, quote((parts.path or "/") + query, safe=_SAFE)


async def _connected(host: str, port: int, manner: Manner) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """To the very computer that was judged, so that its name cannot lead elsewhere a moment later."""
    try:
        known = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _DeadError("names a host that nobody knows", for_good=True) from None
    open_ones = [ip for *_, at in known if manner.may_ask(ipaddress.ip_address(ip := str(at[0]).partition("%")[0]))]
    if not open_ones:
        raise _DeadError("leads into a private network, which is not asked", for_good=True)
    for ip in dict.fromkeys(open_ones):
        try:
            return await asyncio.open_connection(ip, port, ssl=manner.trusted, server_hostname=host)
        except ssl.SSLCertVerificationError:
            raise _DeadError("has a certificate that does not hold", for_good=True) from None
        except OSError:
            continue
    raise _DeadError("cannot be reached")


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """The status, once it is final, and the `Location`."""
    while True:
        version, _, rest = (await reader.readline()).decode("latin-1").partition(" ")
        if not version.startswith("HTTP/") or not rest[:3].isdecimal():
            raise ValueError(version)
        status, location = int(rest[:3]), ""
        while (line := await reader.readline()).strip():
            name, _, value = line.decode("latin-1").partition(":")
            location = value.strip() if name.strip().lower() == "location" else location
        if status >= HTTPStatus.OK:
            return status, location
