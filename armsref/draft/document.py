"""The article file that a draft makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.draft.wording import claim_text, comment, quoted

if TYPE_CHECKING:
    from armsref.draft.draft import Draft, Proposed
    from armsref.draft.figures import Note
    from armsref.draft.header import Header
    from armsref.reading.lexicon import Lexicon

#: Of a name that stands often, so many places are listed.
_PLACES = 5
_KINDS = {
    "figure": "Figures for which no claim is proposed:",
    "quantity": "Quantities, for a [[transfer.statement]]:",
    "unread": "Words that look like a figure and cannot be read:",
}


def article_text(draft: Draft) -> str:
    """Write a draft as an article file; what it cannot tell is a comment to fill in."""
    lexicon = draft.seeds.lexicon
    parts = ["#:schema ../../datasets/article.schema.json", _header(draft.header, lexicon)]
    if draft.header.language is None:
        parts.append(comment("The language cannot be told, so nothing is proposed: --language en"))
    elif draft.header.language.split("-")[0] != "en":
        said = f"The language {draft.header.language!r} is not covered: nothing is proposed."
        parts.append(comment(said))
    if draft.systems:
        parts.append(_systems(draft))
    parts += [_claim(one) for one in draft.proposed]
    parts += [text for kind in _KINDS if (text := _notes(draft.notes, kind))]
    if draft.unknown:
        parts.append(_unknown(draft))
    return "\n\n".join(parts) + "\n"


def article_id(draft: Draft) -> str | None:
    """Return the id of the article that a draft makes, None where outlet or date is not told."""
    outlet, issued = draft.header.outlet, draft.header.issued
    told = outlet is not None and issued is not None and issued.certain
    return f"{outlet}-{issued.date}" if told and issued else None


def _header(told: Header, lexicon: Lexicon) -> str:
    lines = ['type = "webpage" # or "article-newspaper", "article-magazine", "report", "broadcast"']
    if told.title is None:
        lines.append('# title = "" # no line looks like a title')
    else:
        lines.append(
            f"title = {quoted(told.title)}" + ("" if told.title_told else " # the first line")
        )
    if told.outlet is None:
        lines.append('# container-title = "" # no outlet of the vocabulary has this host')
    else:
        lines.append(f"container-title = {quoted(lexicon.vocabulary.outlet[told.outlet].label)}")
    lines.append(f"URL = {quoted(told.url)}")
    if told.issued is None:
        lines.append('# issued = 2000-01-31 # or { date = "2000-01", circa = true } where inferred')
    elif told.issued.certain:
        source = " ".join(told.issued.source.split())
        date = told.issued.date
        # A month alone is no TOML date.
        printed = date if len(date) == len("2000-01-31") else f'{{ date = "{date}" }}'
        lines.append(f"issued = {printed} # {source}")
    else:
        lines.append(f"# issued = {told.issued.date} # only {told.issued.source} says so")
    if told.language is None:
        lines.append('# language = ""')
    else:
        lines.append(f"language = {quoted(told.language)}")
    lines.append('# origin = ["told Reuters", 0] # whose reporting all of it is; or "own"')
    lines += ["", "[text]", f'sha256 = "{told.sha256}"', f"length = {told.length}"]
    lines.append('extent = "full" # or "excerpt"')
    return "\n".join(lines)


def _systems(draft: Draft) -> str:
    """Write the entries that seeds/systems.toml needs for the names given."""
    lines = [comment("For seeds/systems.toml, the names that were given for this draft:")]
    for name, system in draft.systems:
        lines += [comment("[[system]]"), comment(f"id = {quoted(system)}")]
        lines += [comment('level = "system"'), comment(f"names = [{quoted(name)}]")]
    return "\n".join(lines)


def _claim(one: Proposed) -> str:
    lines = [comment(f"{one.reading}")]
    lines += [comment(note) for note in one.notes]
    lines += [comment(f"{f.code} {f.message}; {f.remedy}") for f in one.findings]
    return "\n".join([*lines, claim_text(one.entry)])


def _notes(notes: tuple[Note, ...], kind: str) -> str:
    chosen = [note for note in notes if note.kind == kind]
    if not chosen:
        return ""
    lines = [f"[{quoted(note.words)}, {note.start}] {note.message}" for note in chosen]
    return "\n".join([comment(_KINDS[kind]), *(comment(f"  {line}") for line in lines)])


def _unknown(draft: Draft) -> str:
    lines = ['Names that the catalogue lacks; draft again with --system "Printed Name=id":']
    for unknown in draft.unknown:
        places = ", ".join(map(str, unknown.starts[:_PLACES]))
        more = len(unknown.starts) - _PLACES
        lines.append(
            f"  {quoted(unknown.words)} at {places}" + (f" and {more} more" if more > 0 else "")
        )
    return "\n".join(comment(line) for line in lines)
