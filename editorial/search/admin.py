"""What the admin of whatever is searched adds to the desk."""

from typing import Any

from editorial.search import dependents, index


class SearchedMixin:
    """Takes a row that was renamed or deleted out of the index; the row's app writes it anew."""

    facet = ""  # the kind of facet under which other documents name the row, if they do

    def gone(self, row: Any, slug: str) -> None:
        """Leave nothing under the slug, and have those who name the row look anew."""
        index.drop(type(row).__name__.lower(), slug)
        if self.facet:
            dependents.mark(self.facet, slug)
