"""Choices that come from the database, read once for a form however often the form looks at them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from editorial.values.languages import language_columns
from editorial.web.prepared import prepared


class LazyChoices:
    """Call a source of choices at the first need and keep what it gave; a copied form reads again."""

    def __init__(self, read: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self.read = read
        self.choices: list[tuple[str, str]] | None = None

    def __call__(self) -> list[tuple[str, str]]:
        """Return the choices."""
        if self.choices is None:
            self.choices = list(self.read())
        return self.choices

    def __deepcopy__(self, _memo: dict[int, Any]) -> "LazyChoices":
        return LazyChoices(self.read)


def by_slug(rows: Callable[[], "QuerySet[Any]"], name: str = "name") -> LazyChoices:
    """Offer rows by slug, each by its name in the page's language, in the order of the names."""
    query = prepared(lambda: rows().order_by().only("slug", *language_columns(name)))
    return LazyChoices(
        lambda: sorted(((row.slug, str(row)) for row in query()), key=lambda choice: choice[1].casefold())
    )
