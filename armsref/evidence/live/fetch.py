"""Fetch one page: a plain GET, without cookies, proxies or anything of the environment."""

from __future__ import annotations

import http.client
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, cast

from armsref import __version__
from armsref.evidence.live.connection import Clock, Doors, Reader, connect
from armsref.evidence.live.content import content_type, decompressed
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.web_address import redirected, web_address

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    from armsref.evidence.live.not_read import Kind
    from armsref.evidence.live.web_address import WebAddress

#: How the package names itself to a server.
AGENT = "armsref"

_MOVED = frozenset([301, 302, 303, 307, 308])
_GONE = frozenset([404, 410])
#: Pieces in which a body is read.
_PIECE = 65_536


class Limits(NamedTuple):
    """How much of a server is put up with.

    Attributes
    ----------
    seconds : float
        Time of the whole exchange, redirects included.
    size : int
        Bytes of a body, decompressed.
    head : int
        Bytes of the headers.
    redirects : int
        How many redirects are followed.
    """

    seconds: float = 20.0
    size: int = 5_000_000
    head: int = 65_536
    redirects: int = 5


class Page(NamedTuple):
    """What a server answered with.

    Attributes
    ----------
    url : str
        The address that answered, after redirects.
    body : bytes
        The body, decompressed.
    type : str
        The media type, without parameters and in lower case; empty where none was said.
    charset : str or None
        The charset that the header names.
    """

    url: str
    body: bytes
    type: str
    charset: str | None


LIMITS = Limits()
DOORS = Doors()


def fetch(url: str, *, limits: Limits = LIMITS, doors: Doors = DOORS) -> Page:
    """Fetch a page.

    Parameters
    ----------
    url : str
        An http or https address.
    limits : Limits
        How long it may take and how large it may be.
    doors : Doors
        Where it may go; anything but the default is for tests.

    Raises
    ------
    NotRead
        There is no such page, or it may not or could not be read.
    """
    clock = Clock(limits.seconds)
    address = web_address(url, doors.ports)
    for _ in range(limits.redirects + 1):
        answer = _ask(address, clock, limits, doors)
        if isinstance(answer, Page):
            return answer
        address = redirected(address, answer, doors.ports)
    raise NotRead("address", f"leads on more than {limits.redirects} times")


def _ask(address: WebAddress, clock: Clock, limits: Limits, doors: Doors) -> Page | str:
    """Return the page, or where it leads to."""
    with closing(connect(address, clock, doors)) as connection:
        try:
            connection.settimeout(clock.left())
            connection.sendall(_request(address))
            return _answer(address, Reader(connection, clock, limits.head), limits)
        except TimeoutError:
            raise clock.over() from None
        except (OSError, http.client.HTTPException):
            raise NotRead("form", "its answer is broken") from None


def _request(address: WebAddress) -> bytes:
    host = address.origin.partition("://")[2]
    lines = [
        f"GET {address.target} HTTP/1.1",
        f"Host: {host}",
        f"User-Agent: {AGENT}/{__version__}",
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.9",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _answer(address: WebAddress, reader: Reader, limits: Limits) -> Page | str:
    # All that the response asks of a socket is a file to read from.
    with closing(http.client.HTTPResponse(cast("socket.socket", reader), method="GET")) as response:
        response.begin()
        status, headers = response.status, response.headers
        location = headers.get("Location")
        if status in _MOVED and location:
            return location
        if status != http.HTTPStatus.OK:
            kind: Kind = "gone" if status in _GONE else "status"
            raise NotRead(kind, f"the server answers {_named(status)}", status)
        # A body that comes in chunks of one byte each takes six bytes for one.
        reader.allowed += 8 * limits.size
        coding = headers.get("Content-Encoding", "identity")
        body = decompressed(_pieces(response), coding.strip().lower(), limits.size)
        return Page(str(address), body, *content_type(headers.get("Content-Type", "")))


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(_PIECE):
        yield piece
    if response.length:
        raise NotRead("form", "the page ends before its end")


def _named(status: int) -> str:
    try:
        return f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
