"""An article of a catalogue: the row of the table, and what its outlets are called."""

from __future__ import annotations

from typing import Any

from pydantic import PrivateAttr

from armsref.model.rows import ArticleRow
from armsref.tables.csl import csl_item


class Article(ArticleRow):
    """An article's record, as :meth:`armsref.Catalog.article` returns it.

    Its fields are the columns of ``articles.csv``; the meaning of each stands in
    ``datasets/README.md``.

    Examples
    --------
    >>> import armsref
    >>> article = armsref.shipped().article("telegraphindia-2024-02-22")
    >>> article.issued, article.outlet, article.outlet_label, article.agency
    ('2024-02-22', 'telegraphindia', 'The Telegraph (India)', 'Reuters')
    >>> print(armsref.bibliography([article], format="wikipedia"))  # doctest: +ELLIPSIS
    {{cite news |title=Iran provides Russia with large number of powerful missiles, ...
    """

    _outlet_label: str = PrivateAttr(default="")
    _agency: str | None = PrivateAttr(default=None)

    @staticmethod
    def of(row: ArticleRow, *, outlet: str, origin: str | None) -> Article:
        """Return a row with the labels of its outlet and of its origin."""
        made = Article(**dict(row))
        made._outlet_label = outlet
        made._agency = None if row.origin == row.outlet else origin
        return made

    @property
    def outlet_label(self) -> str:
        """What its outlet is called."""
        return self._outlet_label

    @property
    def agency(self) -> str | None:
        """What the other outlet is called whose reporting it is; None where there is none."""
        return self._agency

    def csl(self) -> dict[str, Any]:
        """Return it as a CSL-JSON item, which Zotero, pandoc and citeproc read.

        The item is that of ``datasets/articles.csl.json``. Its words are on one line, without
        characters that reorder or hide the text around them.

        Examples
        --------
        >>> import armsref
        >>> item = armsref.shipped().article("munsifdaily-2024-09").csl()
        >>> item["container-title"], item["issued"]
        ('Munsif Daily', {'date-parts': [[2024, 9]], 'circa': True})
        """
        return csl_item(self, {self.outlet: self._outlet_label})
