"""What a record refers to: systems by their names, outlets by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.reading.names import name_key
from armsref.reading.tokens import tokens

if TYPE_CHECKING:
    from armsref.model.seeds import Anchor
    from armsref.reading.lexicon import Lexicon
    from armsref.seeds.load import Article, Seeds


def name_faults(of: dict[str, Anchor], seeds: Seeds) -> list[tuple[str, str, str]]:
    """Return (code, message, remedy) for each system that is unknown or misnamed."""
    faults = []
    for system, anchor in of.items():
        entry = seeds.by_id.get(system)
        if entry is None:
            faults.append(("AR101", f"no system {system!r}", "add it to seeds/systems.toml"))
        elif name_key(anchor.words) not in map(name_key, entry.names):
            message = f"{anchor.words!r} is no name of {system}"
            faults.append(("AR102", message, "point at its name, or add the name to systems.toml"))
    return faults


def origin_id(
    origin: Anchor | str | None, article: Article, lexicon: Lexicon
) -> tuple[str | None, str | None]:
    """Return the outlet whose reporting it is, and what is wrong."""
    if origin is None:
        return None, None
    if isinstance(origin, str):
        return outlet_of(article, lexicon), None
    named = {match.value for _, match in lexicon.outlets.anywhere(tokens(origin.words))}
    if len(named) == 1:
        return named.pop(), None
    said = f"names {', '.join(sorted(named))}" if named else "names no outlet"
    return None, f"{origin.words!r} {said}"


def outlet_of(article: Article, lexicon: Lexicon) -> str | None:
    """Return the outlet that published an article, None where it is not in the vocabulary."""
    label = article.file.container_title
    return next((k for k, o in lexicon.vocabulary.outlet.items() if o.label == label), None)


def named_anchors(article: Article) -> list[tuple[str, Anchor]]:
    """Return each anchor of an article that names a system, with the system."""
    named = [pair for claim in article.file.claim for pair in claim.of.items()]
    for transfer in article.file.transfer:
        for statement in transfer.statement:
            named += [*statement.systems.items(), *statement.including.items()]
    return named
