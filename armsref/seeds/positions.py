"""The places of a seed file's keys, and the findings on them; ``comments(text)`` its comments."""

from __future__ import annotations

from armsref.toml.positions import Comment, Position, Positions, comments

__all__ = ["Comment", "Position", "Positions", "comments"]
