"""How topics are asked for."""

from typing import Any, Self

from django.db import models


class TopicQuerySet(models.QuerySet[Any]):
    """Topics are public as soon as they exist."""

    def for_search(self) -> Self:
        """Those that are found by the search: all of them."""
        return self.all()
