"""Words that every published thing's queryset knows."""

from typing import Any, Self

from django.db import models

from editorial.workflow.states import State


class PublishedQuerySet(models.QuerySet[Any]):
    """Narrow to what readers may see."""

    def published(self) -> Self:
        """Only what is published now: every public query starts here."""
        return self.filter(state=State.PUBLISHED)

    def withdrawn(self) -> Self:
        """Only what was withdrawn: it leaves a tombstone."""
        return self.filter(state=State.WITHDRAWN)

    def known_to_readers(self) -> Self:
        """What is published and what left a tombstone."""
        return self.filter(state__in=(State.PUBLISHED, State.WITHDRAWN))
