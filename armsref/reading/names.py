"""The key a name is known by. Nothing but str methods: a cold lookup goes through it."""

from __future__ import annotations


def name_key(name: str) -> str:
    """Return the key of a name: no case, accents, spaces, hyphens or quotation marks.

    Examples
    --------
    >>> name_key("Fath-360"), name_key("FATEH‑110  Family"), name_key("Zolfaghār")
    ('fath360', 'fateh110family', 'zolfaghar')
    """
    if not name.isascii():
        import unicodedata

        name = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in name if not unicodedata.combining(c))
    return "".join(filter(str.isalnum, name.casefold()))
