"""How articles, collections and editions are asked for."""

from typing import Any, Self

from django.db import models

from editorial.workflow.querysets import PublishedQuerySet


class CollectionQuerySet(PublishedQuerySet):
    """Collections."""


class ArticleQuerySet(PublishedQuerySet):
    """Articles."""


class EditionQuerySet(models.QuerySet[Any]):
    """Editions."""

    def current(self) -> Self:
        """The editions that readers see now."""
        return self.filter(is_current=True)
