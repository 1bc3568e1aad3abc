"""What a body is: its media type, decompressed within bounds, decoded."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import TYPE_CHECKING

from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.web_address import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE)
#: How far into a page its own charset is looked for.
_HEAD = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: What browsers read where a page names these.
_TAKEN_FOR = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
#: Charsets of pages; Python knows others, which are no charsets or take long on a hostile page.
_KNOWN = frozenset(
    [
        *("utf-8", "utf-16-le", "utf-16-be", "cp874", "cp866", "koi8-r", "koi8-u"),
        *(f"cp125{n}" for n in range(9)),
        *(f"iso8859-{n}" for n in (*range(2, 9), 10, 11, 13, 14, 15, 16)),
        *("gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "shift_jis", "iso2022_jp"),
        *("euc_kr", "cp949", "mac-roman", "mac-cyrillic"),
    ]
)


def content_type(header: str) -> tuple[str, str | None]:
    """Return the media type and the charset that a header names.

    Examples
    --------
    >>> content_type('Text/HTML; charset="windows-1251"'), content_type("")
    (('text/html', 'windows-1251'), ('', None))
    """
    kind, _, rest = header.partition(";")
    named = _CHARSET.search(rest)
    return kind.strip().lower(), named[1] if named else None


def decompressed(pieces: Iterable[bytes], coding: str, most: int) -> bytes:
    """Return a body as it is, whatever it was packed in.

    Parameters
    ----------
    pieces : iterable of bytes
        The body as it was sent.
    coding : str
        The ``Content-Encoding``; identity was asked for.
    most : int
        How many bytes there may be, packed and unpacked.

    Raises
    ------
    NotRead
        There are more, it is packed otherwise, or it is broken.
    """
    if coding in ("identity", ""):
        return _bounded(pieces, most)
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise NotRead("form", f"the page is encoded as {shown(coding)}")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        body = unpack.decompress(_bounded(pieces, most), most + 1)
    except zlib.error:
        raise NotRead("form", f"the page is no {coding}") from None
    if len(body) > most:
        raise _larger(most)
    if not unpack.eof or unpack.unused_data:
        raise NotRead("form", f"the page is no whole {coding}")
    return body


def _bounded(pieces: Iterable[bytes], most: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > most:
            raise _larger(most)
    return bytes(body)


def _larger(most: int) -> NotRead:
    return NotRead("large", f"the page is larger than {most:,} bytes")


def decoded(body: bytes, charset: str | None) -> str:
    """Return a body's text: by its mark, by the header, by its own word, else as UTF-8.

    What is no UTF-8 although nobody names another charset is taken for Windows-1252; bytes that
    the charset lacks become the replacement character.

    Examples
    --------
    >>> decoded("é".encode("latin-1"), "ISO-8859-1"), decoded("é".encode(), None)
    ('é', 'é')
    >>> decoded('<meta charset="windows-1251">до 300 км'.encode("cp1251"), None)[29:]
    'до 300 км'
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    own = _CHARSET.search(body[:_HEAD].decode("ascii", "replace"))
    for named in (charset, own[1] if own else None):
        known = _known(named)
        if known is not None:
            return body.decode(known, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _known(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        codec: str = codecs.lookup(name).name
    except LookupError:
        return None
    taken = _TAKEN_FOR.get(codec, codec)
    return taken if taken in _KNOWN else None
