"""How people and organisations are asked for."""

from typing import Self

from django.db.models import Prefetch

from editorial.workflow.querysets import PublishedQuerySet


class OrganisationQuerySet(PublishedQuerySet):
    """Organisations."""

    def for_listing(self) -> Self:
        """What a line of a list shows."""
        return self.published()

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return self.published().prefetch_related("name_forms")


class ExpertQuerySet(PublishedQuerySet):
    """People."""

    def with_positions(self) -> Self:
        """Bring positions with their organisations, latest first. Two queries."""
        return self.prefetch_related(Prefetch("affiliations"), "affiliations__organisation")

    def for_listing(self) -> Self:
        """What a line of a list shows: name and positions."""
        return self.published().with_positions()

    def for_search(self) -> Self:
        """What readers may see, with whatever it is found by."""
        return self.published().prefetch_related("name_forms", "affiliations__organisation__name_forms")
