"""Why a page was not read."""

from __future__ import annotations

from typing import Literal

from armsref.errors import ArmsrefError

#: ``gone``: there is no such page (404, 410); ``status``: another answer than the page; ``robots``:
#: the host asks programs not to read it; ``address``: not a public web address; ``unreachable``:
#: no name, no connection, no trust; ``slow``, ``large``; ``form``: no web page, or broken.
Kind = Literal["gone", "status", "robots", "address", "unreachable", "slow", "large", "form"]


class NotRead(ArmsrefError):  # noqa: N818 - not every page that is not read is a fault
    """A page that was not read.

    Parameters
    ----------
    kind : str
        ``gone``, ``status``, ``robots``, ``address``, ``unreachable``, ``slow``, ``large`` or
        ``form``.
    why : str
        What happened, in one line.
    status : int, optional
        The status that the server answered with.
    """

    def __init__(self, kind: Kind, why: str, status: int | None = None) -> None:
        self.kind = kind
        self.why = why
        self.status = status
        super().__init__(why)

    def __reduce__(self) -> tuple[type[NotRead], tuple[Kind, str, int | None]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.kind, self.why, self.status)
