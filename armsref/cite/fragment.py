"""Addresses that open a page at the words: URL text fragments, as browsers read them."""

from __future__ import annotations

from urllib.parse import quote


def address_of_words(url: str, printed: str) -> str:
    """Return an address that opens a page at the words it prints.

    The form is that of the WICG's Text Fragments; a browser that does not know it opens the page.
    An address with a fragment of its own keeps it, and one that names words already names these,
    too.

    Examples
    --------
    >>> address_of_words("https://example.org/a", "50-kg, (110 lb) & more")
    'https://example.org/a#:~:text=50%2Dkg%2C%20%28110%20lb%29%20%26%20more'
    >>> address_of_words("https://example.org/a#b:~:text=Iran", "300 km")
    'https://example.org/a#b:~:text=Iran&text=300%20km'
    """
    # A hyphen and a comma mean something inside of a text directive.
    escaped = quote(" ".join(printed.split()), safe="").replace("-", "%2D")
    _, mark, fragment = url.partition("#")
    _, directive, named = fragment.partition(":~:")
    lead = "&" if named else ""
    return f"{url}{'' if mark else '#'}{lead if directive else ':~:'}text={escaped}"
