"""A connection to a public host: each address is checked, and that very address is connected to.

One clock runs over the whole exchange: over the name's resolution, the attempts to connect, the
handshake and every single read, so that a server that sends a byte a minute ends with it too.
"""

from __future__ import annotations

import io
import queue
import socket
import ssl
import threading
import time
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NamedTuple

from armsref.evidence.live.addresses import fault_of
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.web_address import PORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from armsref.evidence.live.addresses import Address
    from armsref.evidence.live.web_address import WebAddress


class Clock:
    """Seconds that are left for a whole exchange.

    Parameters
    ----------
    seconds : float
        How long it may last from now on.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left.

        Raises
        ------
        NotRead
            There are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.over()
        return left

    def over(self) -> NotRead:
        """Return the error of an exchange that took too long."""
        return NotRead("slow", f"took longer than {self._seconds:g} seconds")


class Doors(NamedTuple):
    """Where a fetch may go. Users go by the default; tests open their own loopback servers.

    Attributes
    ----------
    fault : callable
        Says why an address may not be connected to, None where it may.
    ports : frozenset of int or None
        Ports that may be connected to; None for any.
    trust : ssl.SSLContext or None
        Which certificates are trusted; None for those of the system.
    """

    fault: Callable[[Address], str | None] = fault_of
    ports: frozenset[int] | None = PORTS
    trust: ssl.SSLContext | None = None


class _Place(NamedTuple):
    """One answer of the resolver."""

    family: int
    at: tuple[Any, ...]


def connect(address: WebAddress, clock: Clock, doors: Doors) -> socket.socket:
    """Connect to the host of an address, over TLS where it is https.

    Every address of the host must be public; they are tried in the resolver's order.

    Raises
    ------
    NotRead
        The name has no address or one that is not public, none answers in time, or the
        certificate is not the host's.
    """
    places = _resolve(address, clock)
    for place in places:
        fault = doors.fault(ip_address(place.at[0]))
        if fault is not None:
            why = f"{address.host} has the address {place.at[0]}, not a public one ({fault})"
            raise NotRead("address", why)
    plain = _first(places, address, clock)
    return _trusted(plain, address, clock, doors) if address.secure else plain


def _resolve(address: WebAddress, clock: Clock) -> list[_Place]:
    """Ask for the addresses of a host; the resolver knows no time limit, so a thread waits."""
    answers: queue.SimpleQueue[list[_Place] | None] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
            answers.put([_Place(family, at) for family, _, _, _, at in found])
        except (OSError, UnicodeError):
            answers.put(None)

    threading.Thread(target=ask, name="armsref-resolve", daemon=True).start()
    try:
        places = answers.get(timeout=clock.left())
    except queue.Empty:
        raise clock.over() from None
    if not places:
        raise NotRead("unreachable", f"no address is known of {address.host}")
    return list(dict.fromkeys(places))


def _first(places: list[_Place], address: WebAddress, clock: Clock) -> socket.socket:
    """Connect to the first place that answers; none of them uses up the time of the others."""
    for number, place in enumerate(places):
        connection = socket.socket(place.family, socket.SOCK_STREAM)
        try:
            connection.settimeout(clock.left() / (len(places) - number))
            connection.connect(place.at)
        except OSError:
            connection.close()
        except NotRead:
            connection.close()
            raise
        else:
            return connection
    clock.left()
    raise NotRead("unreachable", f"{address.host} does not answer on port {address.port}")


def _trusted(
    plain: socket.socket, address: WebAddress, clock: Clock, doors: Doors
) -> socket.socket:
    context = doors.trust or ssl.create_default_context()
    try:
        plain.settimeout(clock.left())
        return context.wrap_socket(plain, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        why = f"the certificate is not to be trusted: {error.verify_message.rstrip('.')}"
        raise NotRead("unreachable", why) from None
    except TimeoutError:
        plain.close()
        raise clock.over() from None
    except (OSError, ValueError):
        plain.close()
        raise NotRead("unreachable", f"{address.host} speaks no TLS that is trusted") from None
    except NotRead:
        plain.close()
        raise


class Reader(io.RawIOBase):
    """Reads from a connection by the clock, and no more bytes than were allowed.

    Parameters
    ----------
    connection : socket.socket
        Where to read; it is not closed with the reader.
    clock : Clock
        The time that is left.
    allowed : int
        How many bytes may come; more can be allowed later.
    """

    def __init__(self, connection: socket.socket, clock: Clock, allowed: int) -> None:
        super().__init__()
        self._connection = connection
        self._clock = clock
        self.allowed = allowed

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what is there, once."""
        self._connection.settimeout(self._clock.left())
        try:
            count = self._connection.recv_into(buffer)
        except TimeoutError:
            raise self._clock.over() from None
        self.allowed -= count
        if self.allowed < 0:
            raise NotRead("large", "sends more than it may")
        return count

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return itself as the file that :class:`http.client.HTTPResponse` asks a socket for."""
        return io.BufferedReader(self)
