"""Places of the facts taken from a text in the edition that a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from editorial.articles.edition_passages import match, passages_in
from editorial.articles.models import Edition


@dataclass(frozen=True, slots=True)
class Place:
    """A passage; `by_edition` is the number of the earlier edition it is of, 0 for the one that is shown."""

    anchor: str
    by_edition: int = 0


class PlacesInEdition:
    """Tells the places of passages of all editions of a text in one of them.

    The current edition shows what stayed with an earlier one as such. A page of another edition shows what passages
    of the same words state by now; that takes a query for their texts.
    """

    def __init__(self, edition: Edition, numbers: Iterable[int]) -> None:
        self.edition = edition
        others = {*numbers} - {edition.number}
        self.unchanged = {} if edition.is_current or not others else self._matched(others)

    def place(self, number: int, anchor: str) -> Place | None:
        """Return where a passage of the edition of a number stands; None where it does not."""
        if number == self.edition.number:
            return Place(anchor)
        if self.edition.is_current:
            return Place(anchor, number)
        if not anchor:
            return Place("")
        found = self.unchanged.get(number, {}).get(anchor)
        return Place(found) if found else None

    def _matched(self, numbers: set[int]) -> dict[int, dict[str, str]]:
        own = passages_in(self.edition.html, self.edition.footnotes)
        others = Edition.objects.filter(article=self.edition.article_id, number__in=numbers)
        return {
            number: dict(match(passages_in(html, notes), own).unchanged)
            for number, html, notes in others.values_list("number", "html", "footnotes")
        }
