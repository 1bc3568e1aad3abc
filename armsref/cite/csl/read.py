"""A CSL style is read as somebody else's program: no entities, no network, no surprises."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from citeproc import LOCALES_PATH, model
from lxml import etree  # type: ignore[import-untyped]

from armsref.cite.csl.elements import MENDED
from armsref.errors import DataError

NAMESPACE = "http://purl.org/net/xbiblio/csl"
#: The longest style there is has a third of it.
MOST_BYTES = 1_000_000


def read_root(content: bytes, name: str) -> Any:
    """Return the root of a style.

    Raises
    ------
    DataError
        The content is no CSL style.
    """
    if len(content) > MOST_BYTES:
        msg = f"{name}: is no CSL style: longer than {MOST_BYTES:,} bytes"
        raise DataError(msg)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        said = " ".join(str(error.msg).split())
        msg = f"{name}: is no CSL style: {said}"
        raise DataError(msg) from None
    if root is None or root.tag != f"{{{NAMESPACE}}}style":
        msg = f"{name}: is no CSL style: its root is no <style> of {NAMESPACE}"
        raise DataError(msg)
    if root.getroottree().docinfo.internalDTD is not None:
        msg = f"{name}: has a DOCTYPE; take it out: a style needs none"
        raise DataError(msg)
    return root


def parent_of(root: Any) -> str | None:
    """Return the name of the style that a dependent style stands for."""
    for link in root.iter(f"{{{NAMESPACE}}}link"):
        if link.get("rel") == "independent-parent":
            return str(link.get("href", "")).rsplit("/", 1)[-1]
    return None


def read_locale(name: str) -> Any:
    """Return the root of one of citeproc-py's locales."""
    return etree.fromstring(_locale(name), _parser())


@functools.cache
def _locale(name: str) -> bytes:
    return (Path(LOCALES_PATH) / f"locales-{name}.xml").read_bytes()


def _parser() -> etree.XMLParser:
    """Return a parser whose elements are citeproc-py's, mended."""
    parser = etree.XMLParser(
        remove_comments=True,
        remove_pis=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    lookup = etree.ElementNamespaceClassLookup()
    classes = lookup.get_namespace(NAMESPACE)
    classes[None] = model.CitationStylesElement
    for each in model.CitationStylesElement.__subclasses__():
        classes[each.__name__.replace("_", "-").lower()] = each
    classes.update(MENDED)
    parser.set_element_class_lookup(lookup)
    return parser
