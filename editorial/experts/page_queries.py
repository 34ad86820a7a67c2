"""Queries of the pages of people and organisations, with SQL that is written once: `editorial.web.prepared`."""

from django.db.models import QuerySet

from editorial.experts.models import Expert, Organisation
from editorial.web.prepared import Keys, prepared


@prepared
def listed_experts(keys: Keys) -> "QuerySet[Expert]":
    """Read what a card of the list of people shows."""
    rows: QuerySet[Expert] = Expert.objects.for_listing().filter(pk__in=keys)
    return rows


@prepared
def listed_organisations(keys: Keys) -> "QuerySet[Organisation]":
    """Read what a card of the list of organisations shows."""
    rows: QuerySet[Organisation] = Organisation.objects.for_listing().filter(pk__in=keys)
    return rows


@prepared
def expert_page(slug: str) -> "QuerySet[Expert]":
    """Read a person: positions, seats, names, sources."""
    rows: QuerySet[Expert] = Expert.objects.for_page().filter(slug=slug)
    return rows


@prepared
def organisation_page(slug: str) -> "QuerySet[Organisation]":
    """Read a body: its people and the forms of its name."""
    rows: QuerySet[Organisation] = Organisation.objects.for_page().filter(slug=slug)
    return rows
