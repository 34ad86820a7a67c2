"""Querysets of experts and organisations."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, When

from editorial.provenance.querysets import prefetch_sources
from editorial.workflow.querysets import PublishedQuerySet, desk_columns, own_sources
from editorial.workflow.states import State


def listed_positions(path: str = "") -> "Prefetch[Any, Any, Any]":
    """Bring the positions of the people on the path as `listed_affiliations`, with their organisations. One query."""
    positions = apps.get_model("experts.Affiliation").objects.select_related("organisation")
    positions = positions.defer(*desk_columns("organisation"))
    return Prefetch(f"{path}affiliations", queryset=positions, to_attr="listed_affiliations")


class OrganisationQuerySet(PublishedQuerySet):
    """Organisations."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return self.published().prefetch_related("name_forms")

    def for_listing(self) -> Self:
        """Select what a line of a list shows."""
        return self.published()

    def for_page(self) -> Self:
        """Select what the page of an organisation shows: its people and the forms of its name. Three queries."""
        people = apps.get_model("experts.Affiliation").objects.select_related("expert")
        return (
            self.published_or_withdrawn()
            .select_related("parent")
            .prefetch_related(Prefetch("affiliations", queryset=people), "name_forms")
        )


class ExpertQuerySet(PublishedQuerySet):
    """People."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return self.published().prefetch_related("name_forms", "affiliations__organisation__name_forms")

    def with_positions(self) -> Self:
        """Bring positions with their organisations, latest first. One query."""
        positions = apps.get_model("experts.Affiliation").objects.select_related("organisation")
        return self.prefetch_related(Prefetch("affiliations", queryset=positions))

    def for_listing(self) -> Self:
        """Select what a line of a list shows: name and positions."""
        return self.published().with_positions()

    def for_page(self) -> Self:
        """Select what the page of a person shows: positions, seats, names, sources. Five queries."""
        return (
            self.published_or_withdrawn()
            .with_positions()
            .prefetch_related("council_memberships", "name_forms", prefetch_sources("articles.ExpertSource"))
        )

    def without_source(self) -> Self:
        """Only those of whom a position is shown that no source states and no published text gives."""
        positions = apps.get_model("experts.Affiliation").objects.filter(expert=OuterRef("pk"))
        contribution: Any = self.model._meta.get_field("contributions").related_model
        credits_ = contribution.objects.filter(expert=OuterRef("pk"))
        credits_with_position = credits_.filter(article__state=State.PUBLISHED).exclude(position="")
        return self.filter(
            Exists(positions), ~Exists(own_sources(self.model)), ~Exists(credits_with_position)
        )

    def authors_from(self, countries: list[str]) -> Self:
        """Select the authors of published texts from some countries, with their number (`texts`), the most first."""
        written = Q(contributions__role="author", contributions__article__state=State.PUBLISHED)
        texts = Count("contributions__article", filter=written, distinct=True)
        return (
            self.published()
            .filter(country__in=countries)
            .annotate(texts=texts)
            .filter(texts__gt=0)
            .order_by("-texts", "family_name", "given_name")
        )

    def for_api(self) -> Self:
        """Select what the API shows of people: names and positions. Two queries."""
        return self.published().prefetch_related(listed_positions())


class AffiliationQuerySet(models.QuerySet[Any]):
    """Positions."""

    def for_api(self) -> Self:
        """Select what the API shows: positions of published people in published bodies. One query."""
        both = {"expert__state": State.PUBLISHED, "organisation__state": State.PUBLISHED}
        return self.filter(**both).select_related("expert", "organisation")


class CouncilMembershipQuerySet(models.QuerySet[Any]):
    """Seats in the Expert Council."""

    def of_published(self) -> Self:
        """Select the seats of published people with their positions: chairs, secretaries, members. Three queries."""
        rank = Case(When(role="chair", then=0), When(role="secretary", then=1), default=2)
        positions = apps.get_model("experts.Affiliation").objects.select_related("organisation")
        return (
            self.filter(expert__state=State.PUBLISHED)
            .select_related("expert")
            .prefetch_related(Prefetch("expert__affiliations", queryset=positions))
            .order_by("side", rank, "expert__family_name", "id")
        )
