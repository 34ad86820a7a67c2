"""Parameters of a search, as they stand in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from editorial.search.entry import KINDS
from editorial.values.characters import clean_line
from editorial.values.query import single_value


@dataclass(frozen=True, slots=True)
class SearchParams:
    """The words, the values chosen to narrow by, and the page."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1

    @classmethod
    def read(cls, data: QueryDict) -> Self:
        """Read an address; what makes no sense in it is passed over. Raises BadRequest for words given twice."""
        chosen = {kind: tuple(dict.fromkeys(filter(None, data.getlist(kind)))) for kind in KINDS}
        page = single_value(data, "page") or ""
        return cls(
            text=clean_line(single_value(data, "q") or "").strip(),
            chosen={kind: values for kind, values in chosen.items() if values},
            page=max(int(page), 1) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked."""
        return not self.text and not self.chosen

    @property
    def address(self) -> str:
        """Return the query of the address of the first page."""
        pairs = [("q", self.text), *((kind, value) for kind in KINDS for value in self.chosen.get(kind, ()))]
        return urlencode([pair for pair in pairs if pair[1]])

    def toggled(self, kind: str, value: str) -> Self:
        """Return the same with a value chosen, or no longer chosen."""
        values = self.chosen.get(kind, ())
        values = tuple(one for one in values if one != value) if value in values else (*values, value)
        return replace(self, chosen={**self.chosen, kind: values}, page=1)
