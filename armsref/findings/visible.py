"""Show in data what would not be seen, or would act on a terminal: as escapes, never raw."""

from __future__ import annotations

import re

#: Control characters, line ends, surrogates, and what no text holds (noncharacters).
_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)
)
#: What turns the direction of writing around, and invisible tags.
_TURNING = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f"
_HIDDEN = re.compile(f"[{_CONTROL}{_TURNING}]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Return a text in one line, with an escape in place of what is hidden or acts.

    Letters, marks and joiners of every script stay as they are.

    Examples
    --------
    >>> print(visible("a\nb\x1b[31m\u202ec"))
    a\nb\x1b[31m\u202ec
    """
    return _HIDDEN.sub(lambda match: _escape(match[0]), text)


def visible_in_json(text: str) -> str:
    r"""Return a JSON document with JSON's own escapes in place of what is hidden or acts.

    It holds the same data. Half a character (a surrogate alone) is none in UTF-8, nor in strict
    JSON: such a one must be made visible before.

    Examples
    --------
    >>> print(visible_in_json('"a\u202eb"'))
    "a\u202eb"
    """

    def unit(match: re.Match[str]) -> str:
        data = match[0].encode("utf-16-be")
        units = [int.from_bytes(data[at : at + 2]) for at in range(0, len(data), 2)]
        return "".join(f"\\u{one:04x}" for one in units)

    return _HIDDEN_IN_JSON.sub(unit, text)


def whole_characters(text: str) -> str:
    """Return a text with an escape in place of each surrogate that stands alone."""
    return _SURROGATE.sub(lambda match: _escape(match[0]), text)


#: The line ends of the document itself stay.
_HIDDEN_IN_JSON = re.compile(f"(?!\n)[{_CONTROL}{_TURNING}]")


def _escape(character: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if short is not None:
        return short
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
