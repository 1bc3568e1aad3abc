"""A web address taken apart, in the one spelling that is sent: ASCII, nothing hidden in it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from armsref.evidence.live.not_read import NotRead

#: Ports a page may be on.
PORTS = frozenset([80, 443])

_LONGEST = 4000
_HOST = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}")
#: What stays as it is: all that an address may hold, and what is encoded already.
_KEPT = "/?%:@!$&'()*+,;=~-._[]"


class WebAddress(NamedTuple):
    """The parts of a web address; ``target`` is what is asked for, path and query."""

    secure: bool
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """The address without what is asked for: ``https://example.org``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        scheme, usual = ("https", 443) if self.secure else ("http", 80)
        return f"{scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    def __str__(self) -> str:
        """Write the address."""
        return self.origin + self.target


def web_address(url: str, ports: frozenset[int] | None = PORTS) -> WebAddress:
    """Take an address apart.

    Parameters
    ----------
    url : str
        The address; letters beyond ASCII in its host and path are encoded, its fragment dropped.
    ports : frozenset of int or None
        Ports that it may name; None for any.

    Raises
    ------
    NotRead
        It is no plain http or https address.

    Examples
    --------
    >>> str(web_address("http://bücher.example/straße?q=ä#top"))
    'http://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4'
    """
    if len(url) > _LONGEST:
        raise NotRead("address", f"its address is longer than {_LONGEST} characters")
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise NotRead("address", f"{shown(url)} is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NotRead("address", f"{shown(url)} is no http or https address")
    if "@" in parts.netloc:
        raise NotRead("address", f"{shown(url)} holds a user's name")
    secure = parts.scheme == "https"
    port = port if port is not None else 443 if secure else 80
    if ports is not None and port not in ports:
        raise NotRead("address", f"port {port} is none of {', '.join(map(str, sorted(ports)))}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebAddress(secure, _host(parts.hostname, url), port, quote(target, safe=_KEPT))


def _host(name: str, url: str) -> str:
    host = name
    if not name.isascii():
        try:
            host = name.encode("idna").decode("ascii")
        except UnicodeError:
            host = ""
    if not _HOST.fullmatch(host):
        raise NotRead("address", f"{shown(url)} names no host")
    return host


def redirected(here: WebAddress, location: str, ports: frozenset[int] | None) -> WebAddress:
    """Return where a page leads to.

    Raises
    ------
    NotRead
        It leads to no web address, or from https to http.
    """
    # A header's bytes beyond ASCII arrive as Latin-1, and are nearly always UTF-8.
    text = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        there = web_address(urljoin(str(here), text), ports)
    except ValueError:
        raise NotRead("address", f"leads to {shown(text)}, no web address") from None
    except NotRead as error:
        raise NotRead("address", f"leads elsewhere: {error.why}") from None
    if here.secure and not there.secure:
        raise NotRead("address", f"leads from https to {shown(str(there))}")
    return there


def shown(text: str) -> str:
    """Write somebody else's text so that it fits into a message, whatever it holds."""
    return ascii(text if len(text) <= 120 else f"{text[:117]}...")
