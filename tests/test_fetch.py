"""Pages are fetched from public addresses alone, within limits, whatever a server does."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import ssl
import subprocess
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from served import OPENED, Answer, Server, answer, leads_to, served

import armsref
from armsref.evidence.live.addresses import fault_of
from armsref.evidence.live.connection import Doors
from armsref.evidence.live.content import decompressed
from armsref.evidence.live.fetch import DOORS, Limits, fetch
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.pages import Pages
from armsref.evidence.live.web_address import web_address


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


# ---------------------------------------------------------------- addresses

#: Every form of an address that is not public.
NOT_PUBLIC = [
    *("0.0.0.0",),  # noqa: S104
    *("0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.254", "127.0.0.1"),
    *("127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8"),
    *("192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::7f00:1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1"),
    *("64:ff9b::169.254.169.254", "64:ff9b:1::8.8.8.8", "64:ff9b:1:ffff::1", "100::1"),
    *("2001::1", "2001:0:7f00:1::", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1"),
    *("2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3fff::1", "fc00::1", "fd12:3456::1"),
    *("fe80::1", "fe80::1%eth0", "fec0::1", "feff::1", "ff02::1", "ff0e::1", "4000::1", "200::1"),
    *("2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:8.8.8.8", "5f00::1", "8000::1"),
]
PUBLIC = [
    *("1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.32.0.1"),
    *("192.167.255.255", "223.255.255.255", "11.0.0.1", "2606:4700::1111", "2a00:1450:4001::1"),
    *("64:ff9b::8.8.8.8", "2001:200::1", "2003::1"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public(address: str) -> None:
    assert fault_of(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address(address: str) -> None:
    assert fault_of(ip_address(address)) is None


@given(some.one_of(some.ip_addresses(v=4), some.ip_addresses(v=6)))
def test_what_python_knows_is_not_global_is_not_public(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast or address.is_reserved:
        # The one exception: translation, of which older versions of Python say that it is reserved.
        translated = address.version == 6 and int(address) >> 32 == 0x64FF9B << 64
        assert fault_of(address) or translated


@given(some.ip_addresses(v=4))
def test_an_address_inside_another_is_no_way_round(inner: IPv4Address) -> None:
    number = int(inner)
    for prefix in (0, 0xFFFF << 32, 0xFFFF << 48, 0x64FF9B0001 << 80):
        assert fault_of(IPv6Address(prefix | number))
    assert fault_of(IPv6Address(0x2002 << 112 | number << 80))
    translated = fault_of(IPv6Address(0x64FF9B << 96 | number))
    assert (translated is None) == (fault_of(inner) is None)


#: Addresses of pages that are never connected to, and the kind of the refusal.
NEVER = [
    *("http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0x7f000001/"),
    *("http://2130706433/", "http://017700000001/", "http://0177.0.0.1/", "http://0/"),
    *("http://localhost/", "http://LOCALHOST/", "http://[::1]/", "http://[::]/"),
    *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/"),
    *("http://[::ffff:0:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/"),
    *(
        "http://[fe80::1%25lo]/",
        "http://[fe80::1%lo]/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
    ),
    *("http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "https://192.168.0.1:443/"),
    *("http://1.1.1.1:22/", "http://1.1.1.1:8080/", "http://1.1.1.1:0/", "http://1.1.1.1:99999/"),
    *("http://1.1.1.1:x/", "http://user@1.1.1.1/", "http://user:word@1.1.1.1/", "http://@1.1.1.1/"),
    *("http://1.1.1.1\\@127.0.0.1/", "http://127.0.0.1\\.example.org/", "http://[::1/"),
    *("http://", "http:///page", "http:127.0.0.1", "//127.0.0.1/", "127.0.0.1", ""),
    *("file:///etc/passwd", "ftp://1.1.1.1/", "gopher://1.1.1.1/", "javascript:alert(1)"),
    *("http://exa mple.org/", "http://exa\tmple.org:81/", "http://%31%32%37.0.0.1/", "http://-/"),
    *("http://" + "ä" * 300 + ".org/", "http://example.org/" + "a" * 5000, "http://\u2100.org/"),
]


@pytest.mark.parametrize("url", NEVER, ids=lambda url: ascii(url)[:40])
def test_an_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(NotRead) as raised:
        fetch(url)
    assert raised.value.kind == "address"
    assert "\n" not in str(raised.value)


def test_without_the_opening_nothing_is_connected_to(server: Server) -> None:
    for doors in (DOORS, Doors(ports=None)):
        with pytest.raises(NotRead, match=r"port|not a public one \(loopback\)"):
            fetch(server.url(), doors=doors)
    assert server.connections == 0


def test_a_name_without_an_address(server: Server) -> None:  # noqa: ARG001 - it is there
    with pytest.raises(NotRead, match=r"no address is known of nowhere\.invalid") as raised:
        fetch("http://nowhere.invalid/")
    assert raised.value.kind == "unreachable"


#: An address, and what the server is asked for.
SENT = [
    (
        "http://BÜCHER.example/Straße?q=ä&b=%20#part",
        "xn--bcher-kva.example",
        "/Stra%C3%9Fe?q=%C3%A4&b=%20",
    ),
    ("https://example.org", "example.org", "/"),
    ("http://example.org?q=1", "example.org", "/?q=1"),
    ("https://example.org:443/a%2Fb;c=(1)", "example.org", "/a%2Fb;c=(1)"),
    ('http://example.org/"<>\x7f', "example.org", "/%22%3C%3E%7F"),
]


@pytest.mark.parametrize(("url", "host", "target"), SENT)
def test_what_is_asked_for(url: str, host: str, target: str) -> None:
    address = web_address(url)
    assert (address.host, address.target) == (host, target)


# ---------------------------------------------------------------- answers


def read(server: Server, said: Answer, **limits: Any) -> bytes:
    server.answers["/page"] = said
    return fetch(server.url(), limits=Limits(**limits), doors=OPENED).body


def refusal(server: Server, said: Answer, **limits: Any) -> NotRead:
    with pytest.raises(NotRead) as raised:
        read(server, said, **{"seconds": 5.0, **limits})
    return raised.value


def test_what_is_sent(server: Server) -> None:
    assert read(server, answer("text")) == b"text"
    head = server.heads[0].split("\r\n")
    assert head[:3] == [
        "GET /page HTTP/1.1",
        f"Host: 127.0.0.1:{server.port}",
        f"User-Agent: armsref/{armsref.__version__}",
    ]
    assert "Accept-Encoding: identity" in head
    assert not any(line.lower().startswith(("cookie", "authorization", "referer")) for line in head)


def test_no_proxy_of_the_environment_is_asked(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert read(server, answer("text")) == b"text"


def test_the_next_address_is_tried_where_the_first_does_not_answer(server: Server) -> None:
    """Where localhost is ::1 too, nothing listens there."""
    server.answers["/page"] = answer("text")
    assert fetch(server.url(host="localhost"), doors=OPENED).body == b"text"


def test_nobody_listens() -> None:
    with served() as server:
        url = server.url()
    with pytest.raises(NotRead, match="does not answer on port") as raised:
        fetch(url, doors=OPENED)
    assert raised.value.kind == "unreachable"


def chunked(*pieces: bytes) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + b"0\r\n\r\n"


def packed(body: bytes, coding: str = "gzip", **more: str) -> bytes:
    data = zlib.compress(body) if coding == "deflate" else gzip.compress(body)
    return answer(data, Content_Encoding=coding, **more)


#: Answers that are read, and the body.
READ = {
    "chunks": (chunked(b"a", b"b" * 5000, b"c"), b"a" + b"b" * 5000 + b"c"),
    "until the end": (b"HTTP/1.0 200 OK\r\n\r\nto the end", b"to the end"),
    "gzip unasked": (packed(b"packed" * 9), b"packed" * 9),
    "deflate unasked": (packed(b"packed" * 9, "deflate"), b"packed" * 9),
    "empty": (answer(b""), b""),
    "a wait first": (b"HTTP/1.1 100 Continue\r\n\r\n" + answer("text"), b"text"),
    "a body of the limit": (answer(b"x" * 1000), b"x" * 1000),
}


@pytest.mark.parametrize("name", READ)
def test_an_answer_that_is_read(server: Server, name: str) -> None:
    said, body = READ[name]
    assert read(server, said, size=6000 if name == "chunks" else 1000) == body


def drip(send: Callable[[bytes], Any], over: threading.Event) -> None:
    """Send a byte, and another, and another: each read is quick, the whole never ends."""
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not over.wait(0.02):
        send(b"x")


def drip_head(send: Callable[[bytes], Any], over: threading.Event) -> None:
    send(b"HTTP/1.1 200 OK\r\nX: ")
    while not over.wait(0.02):
        send(b"x")


def silent(_send: Callable[[bytes], Any], over: threading.Event) -> None:
    over.wait(10)


def endless(send: Callable[[bytes], Any], over: threading.Event) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not over.is_set():
        send(b"x" * 10_000)


def endless_head(send: Callable[[bytes], Any], over: threading.Event) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while not over.is_set():
        send(b"X-%d: %s\r\n" % (number := number + 1, b"y" * 900))


def endless_waits(send: Callable[[bytes], Any], over: threading.Event) -> None:
    while not over.is_set():
        send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_chunks(send: Callable[[bytes], Any], over: threading.Event) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not over.is_set():
        send(b"1\r\nx\r\n" * 1000)


def bomb() -> bytes:
    """A gigabyte would be no larger: 50 MB of one byte in 50 KB."""
    body = io.BytesIO()
    with gzip.GzipFile(fileobj=body, mode="wb", mtime=0) as out:
        for _ in range(50):
            out.write(b"\0" * 1_000_000)
    return answer(body.getvalue(), Content_Encoding="gzip")


PACKED = gzip.compress(b"x" * 999, mtime=0)

#: Answers that are not read: what is sent, the limits, the kind of the refusal, its words.
REFUSED: dict[str, tuple[Answer, dict[str, Any], str, str]] = {
    "drip": (drip, {"seconds": 0.2}, "slow", "took longer than 0.2 seconds"),
    "drip of a head": (drip_head, {"seconds": 0.2}, "slow", "took longer"),
    "silence": (silent, {"seconds": 0.2}, "slow", "took longer"),
    "endless": (endless, {"size": 100_000}, "large", "larger than 100,000 bytes"),
    "endless head": (endless_head, {}, "large|form", "broken|more than it may"),
    "endless waits": (endless_waits, {}, "large", "more than it may"),
    "endless chunks": (endless_chunks, {"size": 10_000}, "large", "more|larger"),
    "one byte too long": (answer(b"x" * 1001), {"size": 1000}, "large", "larger than 1,000"),
    "bomb": (bomb(), {}, "large", "larger than 5,000,000 bytes"),
    "cut gzip": (answer(PACKED[:-9], Content_Encoding="gzip"), {}, "form", "no whole gzip"),
    "gzip twice": (answer(PACKED * 2, Content_Encoding="gzip"), {}, "form", "no whole gzip"),
    "no gzip": (answer("text", Content_Encoding="gzip"), {}, "form", "is no gzip"),
    "brotli": (answer("text", Content_Encoding="br"), {}, "form", "encoded as 'br'"),
    "twice": (answer("text", Content_Encoding="gzip, gzip"), {}, "form", "encoded as"),
    "cut": (answer("text")[:-2], {}, "form", "ends before its end"),
    "cut chunks": (chunked(b"abc")[:-9], {}, "form", "broken"),
    "no chunks": (chunked(b"abc").replace(b"\n3\r", b"\nz\r"), {}, "form", "broken"),
    "no HTTP": (b"SSH-2.0-x\r\n", {}, "form", "broken"),
    "nothing": (b"", {}, "form", "broken"),
    "not found": (answer(status="404 Not Found"), {}, "gone", "answers 404 Not Found"),
    "gone": (answer(status="410 Gone"), {}, "gone", "answers 410 Gone"),
    "forbidden": (answer(status="403 Go away"), {}, "status", "answers 403 Forbidden"),
    "too many": (answer(status="429 No"), {}, "status", "answers 429"),
    "broken": (answer(status="500 \x1b[31m"), {}, "status", "answers 500 Internal Server Error"),
    "strange": (answer(status="999 No"), {}, "status", "answers 999"),
    "no content": (answer(status="204 No Content"), {}, "status", "answers 204"),
    "nowhere": (answer(status="302 Found"), {}, "status", "answers 302"),
    "to itself": (leads_to("/page"), {}, "address", "leads on more than 5 times"),
    "to loopback": (leads_to("http://127.0.0.2/"), {}, "address", r"127\.0\.0\.2, not a public"),
    "to a name of it": (leads_to("http://0x7f.2/"), {}, "address", r"127\.0\.0\.2, not a public"),
    "to a mapped one": (leads_to("http://[::ffff:a00:1]/"), {}, "address", "not a public one"),
    "to the metadata": (leads_to("http://169.254.169.254/"), {}, "address", "link-local"),
    "to a file": (leads_to("file:///etc/passwd"), {}, "address", "leads elsewhere: .* is no http"),
    "to a user": (leads_to("http://a:b@127.0.0.1/"), {}, "address", "a user's name"),
    "to no address": (leads_to("http://[::1"), {}, "address", "no web address"),
    "to a bad port": (leads_to("//127.0.0.1:99999/"), {}, "address", "no web address"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_that_is_refused(server: Server, name: str) -> None:
    said, limits, kind, words = REFUSED[name]
    error = refusal(server, said, **limits)
    assert re.fullmatch(kind, error.kind), error
    assert re.search(words, error.why), error.why
    assert error.why.isprintable()


def test_a_bomb_is_never_unpacked_whole() -> None:
    body = bomb().partition(b"\r\n\r\n")[2]
    tracemalloc.start()
    try:
        with pytest.raises(NotRead, match="larger than 100,000 bytes"):
            decompressed([body], "gzip", 100_000)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
@pytest.mark.parametrize("location", ["/other", "other", "//127.0.0.1:{port}/other#x", "?q=ä"])
def test_a_redirect_is_followed(server: Server, status: str, location: str) -> None:
    found = location.format(port=server.port).encode().decode("latin-1")
    server.answers |= {"/other": answer("there"), "/page?q=%C3%A4": answer("there")}
    assert read(server, leads_to(found, status)) == b"there"


def test_a_redirect_elsewhere_is_checked_again(server: Server) -> None:
    """The opening is for 127.0.0.1 alone: a server on 127.0.0.2 is not even connected to."""
    with served("127.0.0.2") as other:
        error = refusal(server, leads_to(other.url(host="127.0.0.2")))
        assert error.kind == "address"
        assert other.connections == 0
        with pytest.raises(NotRead, match="port"):
            fetch(server.url(), doors=Doors(OPENED.fault, frozenset([server.port])))


def test_one_clock_for_all_redirects(server: Server) -> None:
    def slowly(send: Callable[[bytes], Any], over: threading.Event) -> None:
        over.wait(0.1)
        send(leads_to("/page"))

    error = refusal(server, slowly, seconds=0.25, redirects=1000)
    assert error.kind == "slow"


# ---------------------------------------------------------------- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost, signed by itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(folder / "key"), "-out", str(folder / "certificate")),
        ],
        check=True,
        capture_output=True,
    )
    both = (folder / "key").read_text() + (folder / "certificate").read_text()
    (folder / "both").write_text(both)
    return folder / "both"


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with served(trust=context) as one:
        yield one


def test_a_certificate_is_that_of_the_host(secure: Server, certificate: Path) -> None:
    trusting = OPENED._replace(trust=ssl.create_default_context(cafile=certificate))
    secure.answers["/page"] = answer("text")
    assert fetch(secure.url(host="localhost"), doors=trusting).body == b"text"
    for host, doors in (("127.0.0.1", trusting), ("localhost", OPENED)):
        with pytest.raises(NotRead, match="certificate is not to be trusted") as raised:
            fetch(secure.url(host=host), doors=doors)
        assert raised.value.kind == "unreachable"


def test_https_never_becomes_http(secure: Server, server: Server, certificate: Path) -> None:
    trusting = OPENED._replace(trust=ssl.create_default_context(cafile=certificate))
    secure.answers["/page"] = leads_to(server.url())
    with pytest.raises(NotRead, match="leads from https to 'http://"):
        fetch(secure.url(host="localhost"), doors=trusting)
    assert server.connections == 0


def test_a_server_without_tls(server: Server) -> None:
    url = server.url().replace("http", "https")
    with pytest.raises(NotRead, match=r"no TLS|took longer") as raised:
        fetch(url, limits=Limits(seconds=0.3), doors=OPENED)
    assert raised.value.kind in ("unreachable", "slow")


# ---------------------------------------------------------------- robots.txt

#: A robots.txt, and whether the page may be read.
ROBOTS: dict[str, tuple[Answer, bool]] = {
    "none": (answer(status="404 Not Found"), True),
    "for all": (answer("User-agent: *\nDisallow: /", "text/plain"), False),
    "for us": (answer("User-agent: armsref\nDisallow: /page", "text/plain"), False),
    "for others": (answer("User-agent: greedy\nDisallow: /", "text/plain"), True),
    "elsewhere": (answer("User-agent: *\nDisallow: /private", "text/plain"), True),
    "noise": (answer(b"\xff\x00\n:::\n" * 50, "text/plain"), True),
    "broken server": (answer(status="503 Busy"), True),
    "too large": (answer(b"User-agent: *\nDisallow: /\n" + b"#" * 600_000), True),
}


@pytest.mark.parametrize("name", ROBOTS)
def test_robots_txt_is_obeyed_and_asked_for_once(server: Server, name: str) -> None:
    said, allowed = ROBOTS[name]
    server.answers |= {"/robots.txt": said, "/page": answer("<p>text")}
    pages = Pages(doors=OPENED)
    for _ in range(2):
        if allowed:
            assert pages.text(server.url()).split() == ["text"]
        else:
            with pytest.raises(NotRead, match=r"robots\.txt of 127\.0\.0\.1 asks"):
                pages.text(server.url())
    assert server.asked == ["/robots.txt"] + 2 * ["/page"] * allowed


def test_a_dead_host_is_tried_once(server: Server) -> None:
    server.answers["/robots.txt"] = silent
    pages = Pages(Limits(seconds=0.1), OPENED)
    for path in ("/page", "/other"):
        with pytest.raises(NotRead, match="took longer"):
            pages.text(server.url(path))
    assert server.asked == ["/robots.txt"]
