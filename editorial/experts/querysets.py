"""How people and organisations are asked for."""

from typing import Self

from django.db.models import Prefetch

from editorial.workflow.querysets import PublishedQuerySet


class OrganisationQuerySet(PublishedQuerySet):
    """Organisations."""

    def for_listing(self) -> Self:
        """What a line of a list shows."""
        return self.published()


class ExpertQuerySet(PublishedQuerySet):
    """People."""

    def with_positions(self) -> Self:
        """Bring positions with their organisations, latest first. Two queries."""
        return self.prefetch_related(Prefetch("affiliations"), "affiliations__organisation")

    def for_listing(self) -> Self:
        """What a line of a list shows: name and positions."""
        return self.published().with_positions()
