"""How indicators and observations are asked for."""

from typing import Any, Self

from django.db import models

from editorial.workflow.querysets import PublishedQuerySet
from editorial.workflow.states import State


class IndicatorQuerySet(PublishedQuerySet):
    """Indicators."""

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return self.published().prefetch_related(
            "topics", "observations__unit", "observations__area", "observations__stated_by__name_forms"
        )


class ObservationQuerySet(models.QuerySet[Any]):
    """Observations; they are public with their indicator."""

    def published(self) -> Self:
        """Only those of published indicators."""
        return self.filter(indicator__state=State.PUBLISHED)
