"""The texts of pages, one after the other, as the hosts' robots.txt allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armsref.evidence.live.content import decoded
from armsref.evidence.live.fetch import AGENT, DOORS, LIMITS, Limits, fetch
from armsref.evidence.live.not_read import NotRead
from armsref.evidence.live.page_text import page_text
from armsref.evidence.live.web_address import web_address

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

    from armsref.evidence.live.connection import Doors
    from armsref.evidence.live.web_address import WebAddress

#: A robots.txt need not be read further.
_LONGEST_ROBOTS = 500_000
#: What a host that gives no robots.txt for this reason gives no page for either.
_HOPELESS = frozenset(["address", "unreachable", "slow"])


class Pages:
    """Reads the texts of pages; a host is asked for its robots.txt once, and a dead one no more.

    Parameters
    ----------
    limits : Limits
        How long each page may take and how large it may be.
    doors : Doors
        Where it may go; anything but the default is for tests.
    """

    def __init__(self, limits: Limits = LIMITS, doors: Doors = DOORS) -> None:
        self._limits = limits
        self._doors = doors
        self._robots: dict[str, RobotFileParser | NotRead | None] = {}

    def text(self, url: str) -> str:
        """Return the text of a page.

        Raises
        ------
        NotRead
            There is no such page, or it may not or could not be read.
        """
        address = web_address(url, self._doors.ports)
        if address.origin not in self._robots:
            self._robots[address.origin] = self._ask(address)
        robots = self._robots[address.origin]
        if isinstance(robots, NotRead):
            raise NotRead(robots.kind, robots.why, robots.status)
        if robots is not None and not robots.can_fetch(AGENT, str(address)):
            raise NotRead("robots", f"robots.txt of {address.host} asks programs not to read it")
        return page_text(fetch(url, limits=self._limits, doors=self._doors))

    def _ask(self, address: WebAddress) -> RobotFileParser | NotRead | None:
        """Return what a host asks of programs; None where it asks nothing."""
        from urllib.robotparser import RobotFileParser

        most = min(self._limits.size, _LONGEST_ROBOTS)
        try:
            page = fetch(
                f"{address.origin}/robots.txt",
                limits=self._limits._replace(size=most),
                doors=self._doors,
            )
        except NotRead as error:
            return error if error.kind in _HOPELESS else None
        robots = RobotFileParser()
        robots.parse(decoded(page.body, "utf-8").splitlines())
        return robots
