"""How articles, collections and editions are asked for."""

from typing import Any, Self

from django.db import models

from editorial.workflow.querysets import PublishedQuerySet
from editorial.workflow.states import State

CONTRIBUTORS = ("contributions__expert__name_forms", "contributions__organisation__name_forms")


class CollectionQuerySet(PublishedQuerySet):
    """Collections."""

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return self.published().prefetch_related(
            "topics", "publishers__organisation__name_forms", *CONTRIBUTORS
        )


class ArticleQuerySet(PublishedQuerySet):
    """Articles."""


class EditionQuerySet(models.QuerySet[Any]):
    """Editions."""

    def current(self) -> Self:
        """The editions that readers see now."""
        return self.filter(is_current=True)

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return (
            self.current()
            .filter(article__state=State.PUBLISHED)
            .select_related("article")
            .prefetch_related("article__topics", *(f"article__{contributor}" for contributor in CONTRIBUTORS))
        )
