"""What a citation is asked of: a system, one attribute of it, a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.errors import ArmsrefError

if TYPE_CHECKING:
    from armsref.catalog.catalog import Catalog
    from armsref.catalog.system import System
    from armsref.model.rows import ClaimRow


def claims_of_target(catalog: Catalog, target: str) -> list[ClaimRow]:
    """Return the claims that a target rests on: a claim id, ``system.attribute`` or a system.

    Raises
    ------
    ArmsrefError
        The target is unknown, or nothing is stated of it.
    """
    from armsref.catalog.document import find_claim, split_target

    if is_claim_id(target):
        return list(find_claim(catalog, target)[:1])
    system, attribute = split_target(catalog, target)
    specs = system.specs.values() if attribute is None else [system[attribute]]
    claims = [claim for spec in specs if spec is not None for claim in spec.claims]
    if not claims:
        raise ArmsrefError(_not_stated(target, system, attribute))
    return claims


def _not_stated(target: str, system: System, attribute: str | None) -> str:
    """Say that no article states it, or that only retracted ones do."""
    retracted = [c.id for c in system.retracted if attribute in (None, c.attribute)]
    if not retracted:
        return f"{target}: not stated in any article"
    claims = ", ".join(dict.fromkeys(retracted))
    return f"{target}: stated by retracted articles alone; cite the claim itself: {claims}"


def is_claim_id(text: str) -> bool:
    """Tell whether a text has the form of a claim's id."""
    return len(text) == 13 and text[0] == "c" and all(c in "0123456789abcdef" for c in text[1:])
