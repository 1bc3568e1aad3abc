"""The end of a report: its figures with their sources, and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from armsref.cite.dates import date_text
