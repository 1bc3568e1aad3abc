"""Servers of our own on loopback, and the opening through which the tests reach them."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any

from armsref.evidence.live.addresses import Address, fault_of
from armsref.evidence.live.connection import Doors

#: What writes an answer: it is given the way to send bytes, and what tells that the test is over.
Writes = Callable[[Callable[[bytes], Any], threading.Event], None]
Answer = bytes | Writes


def answer(
    body: bytes | str = b"",
    kind: str | None = "text/html; charset=utf-8",
    status: str = "200 OK",
    **headers: str,
) -> bytes:
    """Return an answer as it goes over the wire; ``Content_Encoding="gzip"`` is a header."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}"]
    lines += [] if kind is None else [f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + data


def leads_to(location: str, status: str = "302 Found") -> bytes:
    return answer(status=status, Location=location)


class Server(socketserver.ThreadingTCPServer):
    """Answers each path as it is told to; what it has nothing for is 404."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = True

    def __init__(self, host: str, trust: ssl.SSLContext | None) -> None:
        super().__init__((host, 0), _Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.connections = 0
        self.over = threading.Event()
        self.trust = trust
        self.port = int(self.server_address[1])

    def get_request(self) -> tuple[Any, Any]:
        self.connections += 1
        return super().get_request()

    def url(self, path: str = "/page", host: str = "127.0.0.1") -> str:
        scheme = "http" if self.trust is None else "https"
        return f"{scheme}://{host}:{self.port}{path}"


class _Handler(socketserver.BaseRequestHandler):
    server: Server

    def handle(self) -> None:
        with suppress(OSError):  # the other end may leave in the middle
            connection = self.request
            if self.server.trust is not None:
                connection = self.server.trust.wrap_socket(connection, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(4096)
                if not piece:
                    return
                head += piece
            path = head.split(b" ")[1].decode()
            self.server.asked.append(path)
            self.server.heads.append(head.decode())
            found = self.server.answers.get(path, answer("no", status="404 Not Found"))
            if isinstance(found, bytes):
                connection.sendall(found)
            else:
                found(connection.sendall, self.server.over)
            connection.close()


@contextmanager
def served(host: str = "127.0.0.1", trust: ssl.SSLContext | None = None) -> Iterator[Server]:
    """Run a server while the test lasts."""
    server = Server(host, trust)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _but_loopback(address: Address) -> str | None:
    return None if address in (ip_address("127.0.0.1"), ip_address("::1")) else fault_of(address)


#: What no user can open: 127.0.0.1, at any port.
OPENED = Doors(fault=_but_loopback, ports=None)
