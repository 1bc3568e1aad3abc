"""The errors armsref raises: one family, each also the builtin a caller would expect."""

from __future__ import annotations


class ArmsrefError(Exception):
    """Base of every error armsref raises on purpose; its text is one line that says what to do."""


def published_by(until: str | None) -> str:
    """Return what is asked for where no article answers: those of a day, or any.

    Examples
    --------
    >>> published_by(None), published_by("2023-12-31")
    ('article', 'article published by 2023-12-31')
    """
    return "article" if until is None else f"article published by {until}"


class UnknownSystem(ArmsrefError, LookupError):  # noqa: N818 - the name users type
    """No system answers to a name.

    Parameters
    ----------
    name : str
        The name as it was asked for.
    near : tuple of str
        Names of the catalogue that look like it, nearest first; never taken for it.
    until : str, optional
        The day as of which the catalogue answers.
    """

    def __init__(self, name: str, near: tuple[str, ...] = (), until: str | None = None) -> None:
        self.name = name
        self.near = near
        self.until = until
        hint = f"did you mean {', '.join(near)}?" if near else "armsref list shows all names"
        where = "" if until is None else f" in an {published_by(until)}"
        super().__init__(f"no system is named {name!r}{where}; {hint}")

    def __reduce__(self) -> tuple[type[UnknownSystem], tuple[str, tuple[str, ...], str | None]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.name, self.near, self.until)


class AmbiguousName(ArmsrefError, LookupError):  # noqa: N818 - the name users type
    """A name that several systems bear.

    Parameters
    ----------
    name : str
        The name as it was asked for.
    systems : tuple of str
        Ids of the systems that bear it; any of them can be asked for by its id.
    """

    def __init__(self, name: str, systems: tuple[str, ...]) -> None:
        self.name = name
        self.systems = systems
        remedy = "ask for one by its id, or say class_= or country="
        super().__init__(f"{name!r} is a name of {', '.join(systems)}; {remedy}")

    def __reduce__(self) -> tuple[type[AmbiguousName], tuple[str, tuple[str, ...]]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.name, self.systems)


class ReadingError(ArmsrefError, ValueError):
    """Words that cannot be read as a value, or can be read in several ways.

    Parameters
    ----------
    code : str
        ``nothing`` (no such value is printed), ``unknown-unit``, ``unknown-number``,
        ``ambiguous``, ``contradiction``, ``unknown-attribute`` or ``language``.
    message : str
        What was seen, in one line.
    choices : tuple of str
        The readings or words to choose from; empty where there are none.
    """

    def __init__(self, code: str, message: str, choices: tuple[str, ...] = ()) -> None:
        self.code = code
        self.message = message
        self.choices = choices
        super().__init__(f"{message} ({'; '.join(choices)})" if choices else message)

    def __reduce__(self) -> tuple[type[ReadingError], tuple[str, str, tuple[str, ...]]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.code, self.message, self.choices)


class DataError(ArmsrefError, ValueError):
    """A folder or a file that cannot be read as armsref data."""


class DateError(ArmsrefError, ValueError):
    """A date that is none.

    Parameters
    ----------
    date : object
        The date as it was asked for.
    """

    def __init__(self, date: object) -> None:
        self.date = date
        super().__init__(f"{date!r} is no date; write 2023-12-31, 2023-12 or 2023")

    def __reduce__(self) -> tuple[type[DateError], tuple[object]]:
        """Survive pickling with the typed attributes."""
        return type(self), (self.date,)


class UnitError(ArmsrefError, ValueError):
    """A unit that is not in the closed vocabulary, or of another dimension."""
