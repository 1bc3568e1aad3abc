"""The specs of a system as a table: figure, its note, how far it is established."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.catalog.document_words import EVIDENCE, agreement_words
from armsref.catalog.sides import sides_of
from armsref.cite.marks import sides_marked
from armsref.cite.note import first_claim
from armsref.writing.parts import Table, words

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.spec import Spec
    from armsref.cite.style import Style

_HEADER = ("attribute", "as printed", "how far established")


def spec_table(
    catalog: Catalog,
    document: dict[str, Any],
    style: Style | None = None,
    *,
    claims_follow: bool = False,
) -> Table:
    """Return a row for each attribute that is stated, each of its sides with its own note.

    Parameters
    ----------
    catalog : Catalog
        The catalogue.
    document : dict
        The system, as :func:`~armsref.catalog.document.system_document` gives it.
    style : Style, optional
        How articles are cited; the plain style by default.
    claims_follow : bool
        All claims are told below: a note need not say how many more there are.
    """
    specs = catalog.specs_of(document["system"])
    return Table(
        header=tuple((words(title),) for title in _HEADER),
        rows=tuple(
            (
                (words(catalog.label("attributes", attribute)),),
                sides_marked(catalog, specs[attribute], style, claims_follow=claims_follow),
                (words(_established(catalog, said, specs[attribute])),),
            )
            for attribute, said in document["specs"].items()
        ),
    )


def _established(catalog: Catalog, said: dict[str, Any], spec: Spec) -> str:
    """Say how far; and where nobody could check the words of a claim that is cited."""
    found = dict.fromkeys(first_claim(catalog, side).evidence for side in sides_of(catalog, spec))
    checked = [EVIDENCE[evidence] for evidence in found if evidence != "anchored"]
    return "; ".join([agreement_words(catalog, said), *checked])


def not_stated(catalog: Catalog, document: dict[str, Any]) -> str:
    """Name in one line the attributes that no article states, or retracted ones alone."""
    retracted = {claim["attribute"] for claim in document["retracted"]}
    missing = [key for key in catalog.attributes if key not in document["specs"]]

    def labels(*, withdrawn: bool) -> str:
        kept = (key for key in missing if (key in retracted) == withdrawn)
        return ", ".join(catalog.label("attributes", key) for key in kept)

    lines = [
        ("Not stated in any article", labels(withdrawn=False)),
        ("Stated by retracted articles alone", labels(withdrawn=True)),
    ]
    return " ".join(f"{what}: {which}." for what, which in lines if which)
