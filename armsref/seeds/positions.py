"""A file of the seeds with the places of its keys; ``comments(text)`` are a text's comments."""

from __future__ import annotations

from dataclasses import dataclass

from armsref.findings import Finding
from armsref.toml.misfit import field_of, shortened
from armsref.toml.positions import Comment, Keys, Position, Positions, comments

__all__ = ["Comment", "Keys", "Position", "Positions", "SeedFile", "comments"]


@dataclass(frozen=True)
class SeedFile:
    """A TOML file of the seeds: its path within the dataset, and where its keys stand."""

    path: str
    positions: Positions

    def finding(
        self,
        code: str,
        entry: Keys,
        field: Keys,
        message: str,
        remedy: str,
        *,
        value: str | None = None,
    ) -> Finding:
        """Return a finding at a key.

        Parameters
        ----------
        code : str
            The rule.
        entry : Keys
            The way to the entry: ``("claim", 3)``; empty for the file's header.
        field : Keys
            The key within the entry: ``("of", "zolfaghar")``; empty for the whole entry. Where it
            is missing, the finding points at the entry.
        message, remedy : str
            What is wrong, and what to do.
        value : str, optional
            What stands there.
        """
        keys = (*entry, *field)
        line, column = self.positions.at(*keys)
        # What is missing from the header is missing from the file, not from its first character.
        whole = not self.positions.known(keys)
        return Finding(
            self.path,
            line,
            code,
            message,
            remedy,
            column=None if whole else column,
            field=field_of(field),
            value=None if value is None else shortened(value),
        )
