"""Words that every published thing's queryset knows."""

from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce

from editorial.workflow.search_text import SearchTextQuerySet
from editorial.workflow.states import State

# Columns that only the desk shows.
DESK_COLUMNS = ("created_at", "changed_at", "withdrawn_at", "withdrawn_reason", "version", "search_text")


def desk_columns(*paths: str) -> list[str]:
    """Return the columns, to be deferred, of the publishable rows that relations lead to."""
    return [f"{path}__{name}" for path in paths for name in DESK_COLUMNS]


class Sourced:
    """Mixin for querysets of models with `sources`."""

    def without_source(self) -> Self:
        """Only those that no source states."""
        rows: Any = self
        found: Self = rows.filter(~models.Exists(own_sources(rows.model)))
        return found


class PublishedQuerySet(SearchTextQuerySet):
    """Narrow to what readers may see."""

    def published(self) -> Self:
        """Only what is published now: every public query starts here."""
        return self.filter(state=State.PUBLISHED)

    def counted(self) -> Self:
        """Select what the number of published rows counts."""
        return self.published()

    def withdrawn(self) -> Self:
        """Only what was withdrawn: it leaves a tombstone."""
        return self.filter(state=State.WITHDRAWN)

    def published_or_withdrawn(self) -> Self:
        """Select what is published and what left a tombstone."""
        return self.filter(state__in=(State.PUBLISHED, State.WITHDRAWN))


def own_sources(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Return the sources of the row that an outer query of the model is about."""
    relation: Any = model._meta.get_field("sources")
    rows: models.QuerySet[Any] = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: models.OuterRef("pk")})


def count_subquery(rows: "models.QuerySet[Any]") -> Coalesce:
    """Count the rows that belong to each row of another query, by their index and not by joining them all."""
    counted = rows.order_by().annotate(row_count=models.Func("pk", function="count")).values("row_count")
    return Coalesce(models.Subquery(counted, output_field=models.IntegerField()), 0)
