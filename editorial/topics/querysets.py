"""Querysets of topics."""

from typing import Self

from editorial.workflow.search_text import SearchTextQuerySet


class TopicQuerySet(SearchTextQuerySet):
    """Topics are public as soon as they exist."""

    def for_search(self) -> Self:
        """Select those that are found by the search: all of them."""
        return self.all()
