"""Letters that LaTeX's own fonts may lack: the file asks the engine for each, and says so."""

from __future__ import annotations

import re
import unicodedata

#: Families of which one at least is at hand on most machines, each tried for all the letters.
_FAMILIES = (
    *("Noto Serif", "DejaVu Serif", "FreeSerif", "Times New Roman", "DejaVu Sans", "FreeSans"),
    *("Arial", "Noto Serif CJK JP", "Noto Sans CJK JP", "Hiragino Mincho ProN", "MS Mincho"),
    *("SimSun", "Arial Unicode MS"),
)
_REMARK = "% It has letters beyond the Latin ones, which pdflatex lacks: run lualatex or xelatex.\n"
# Only luatex's babel orders words from right to left within others without being told where.
_TURNED = r"""  \ifLuaTeX
    \usepackage[english,bidi=basic]{babel}
  \else
    \typeout{armsref: words from right to left are in order with lualatex alone}
  \fi
"""
# Each letter stands in a brace, since pdfTeX sees it as several bytes.
_ASKED = r"""\makeatletter
\newif\ifarmsreflacks
\newcommand*\armsreflack{\armsreflackstrue
  \edef\armsreflacking{\armsreflacking\detokenize\expandafter{\armsrefletter}}}
\newcommand*\armsreflook{\armsreflacksfalse\def\armsreflacking{}%
  \@tfor\armsrefletter:=@LETTERS@\do{\armsrefask}}
\ifPDFTeX
  \newcommand*\armsrefask{%
    \ifcsname u8:\expandafter\detokenize\expandafter{\armsrefletter}\endcsname
    \else\armsreflack\fi}
  \armsreflook
  \let\armsrefend\relax
  \ifarmsreflacks
    \GenericError{}{armsref: pdflatex has no \armsreflacking; run lualatex or xelatex}{}{}
    \let\armsrefend\@@end
  \fi
  \expandafter\armsrefend
\else
@TURNED@  \usepackage{fontspec}
  \newcommand*\armsrefask{%
    \iffontchar\font\expandafter`\armsrefletter\relax\else\armsreflack\fi}
  \newcommand*\armsreftry[1]{\ifarmsreflacks
    \IfFontExistsTF{#1}{\setmainfont{#1}\normalfont\armsreflook}{}\fi}
  \normalfont\armsreflook
@TRIED@  \ifarmsreflacks
    \GenericError{}{armsref: no font at hand has all letters, this one lacks \armsreflacking;
      name a font that has them by \string\setmainfont}{}{}
  \fi
\fi
\makeatother
"""


def asked_of_the_engine(text: str) -> tuple[str, str]:
    """Return a remark for the first line of a file, and what its preamble needs for its letters.

    An engine that has them all, or a family that has, sets them; any other says which it lacks.
    Of a text in Latin letters both are empty.

    Parameters
    ----------
    text : str
        What is set.

    Examples
    --------
    >>> asked_of_the_engine("“Fateh-110” – up to 300 km")
    ('', '')
    >>> remark, preamble = asked_of_the_engine("Х-101")
    >>> "=Х" in preamble, "={Х}" in preamble
    (False, True)
    """
    letters = letters_beyond(text)
    if not letters:
        return "", ""
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters)
    parts = {"LETTERS": "".join(f"{{{letter}}}" for letter in letters)}
    parts["TURNED"] = _TURNED if turned else ""
    parts["TRIED"] = "".join(f"  \\armsreftry{{{family}}}\n" for family in _FAMILIES)
    return _REMARK, re.sub("@([A-Z]+)@", lambda name: parts[name[1]], _ASKED)


def letters_beyond(text: str) -> list[str]:
    """Return the letters and signs of a text that fonts of Latin letters may lack.

    Examples
    --------
    >>> letters_beyond("“Х-101” – up to 5,500 km")
    ['Х']
    """
    return sorted(filter(_is_beyond, set(text)))


def _is_beyond(letter: str) -> bool:
    """Tell whether LaTeX's fonts may lack it; dashes, quotation marks and our arrow they have."""
    if letter <= "\u00ff" or "\u2010" <= letter <= "\u2027" or letter == "→":
        return False
    return unicodedata.category(letter)[0] not in {"C", "Z"}
