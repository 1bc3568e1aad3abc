"""The TOML of what is proposed; a comment is one line, whatever it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armsref.model.seeds import Anchor, ClaimEntry


def quoted(words: str) -> str:
    r"""Write a TOML string.

    Examples
    --------
    >>> print(quoted('up to\n300 km'))
    "up to\n300 km"
    """
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def anchor_text(anchor: Anchor) -> str:
    """Write an anchor as ``["words", offset]``."""
    place = "" if anchor.start is None else f", {anchor.start}"
    return f"[{quoted(anchor.words)}{place}]"


def comment(text: str) -> str:
    r"""Write a comment of one line, without control characters.

    Examples
    --------
    >>> comment("two\nlines")
    '# two lines'
    """
    line = " ".join(text.split())
    return "# " + "".join(c if c.isprintable() else "\ufffd" for c in line)


def claim_text(entry: ClaimEntry) -> str:
    """Write a ``[[claim]]`` table.

    Examples
    --------
    >>> from armsref.model.seeds import ClaimEntry
    >>> words = {"zolfaghar": ["Zolfaghar", 950]}
    >>> print(claim_text(ClaimEntry(attribute="range", of=words, quote=["700 km", 970])))
    [[claim]]
    attribute = "range"
    of = { zolfaghar = ["Zolfaghar", 950] }
    quote = ["700 km", 970]
    """
    names = ", ".join(f"{system} = {anchor_text(a)}" for system, a in entry.of.items())
    lines = ["[[claim]]", f"attribute = {quoted(entry.attribute)}", f"of = {{ {names} }}"]
    if entry.cue is not None:
        lines.append(f"cue = {anchor_text(entry.cue)}")
    lines.append(f"quote = {anchor_text(entry.quote)}")
    if entry.attributed_to is not None:
        lines.append(f"attributed_to = {anchor_text(entry.attributed_to)}")
    if entry.speaker is not None:
        lines.append(f"speaker = {quoted(entry.speaker)}")
    if entry.origin is not None:
        origin = entry.origin
        lines.append(
            f"origin = {quoted(origin) if isinstance(origin, str) else anchor_text(origin)}"
        )
    if entry.because is not None:
        lines.append(f"because = {quoted(entry.because)}")
    return "\n".join(lines)
