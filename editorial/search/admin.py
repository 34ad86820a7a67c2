"""What the admin of whatever is searched adds to the desk."""

from typing import Any

from editorial.search import reindex_queue


class SearchedMixin:
    """Takes a row that was renamed or deleted out of the index; the row's app writes it anew."""

    def gone(self, row: Any, slug: str) -> None:
        """Leave nothing under the slug, and have those who name the row look anew."""
        reindex_queue.enqueue(type(row).__name__.lower(), slug)
