"""Querysets of events and mechanisms."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q

from editorial.provenance.querysets import prefetch_sources
from editorial.workflow.querysets import PublishedQuerySet, Sourced, count_subquery
from editorial.workflow.states import State


def outcomes() -> "Prefetch[Any, Any, Any]":
    """Bring what each event produced, but for agreements that are not public. One query."""
    rows = apps.get_model("events.Outcome").objects.select_related("agreement")
    return Prefetch(
        "outcomes", queryset=rows.filter(Q(agreement__isnull=True) | Q(agreement__state=State.PUBLISHED))
    )


class MechanismQuerySet(Sourced, PublishedQuerySet):
    """Mechanisms."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return self.published().select_related("organisation")

    def for_listing(self) -> Self:
        """Select what a line of a list shows, with the number of events (`event_count`)."""
        past_events = apps.get_model("events.Event").objects.published().filter(mechanism=OuterRef("pk"))
        return (
            self.published().select_related("organisation").annotate(event_count=count_subquery(past_events))
        )

    def for_page(self) -> Self:
        """Select what the page of a series shows: its events with their outcomes, its books, its sources. Five queries."""
        events = apps.get_model("events.Event").objects.for_listing()
        return (
            self.published_or_withdrawn()
            .select_related("organisation")
            .prefetch_related(
                Prefetch("events", queryset=events), "collections", prefetch_sources("events.MechanismSource")
            )
        )

    def for_api(self) -> Self:
        """Select what the API's list shows. One query."""
        return self.published().select_related("organisation")

    def for_api_detail(self) -> Self:
        """Select what the API shows of one mechanism. Two queries."""
        return self.for_api().prefetch_related(prefetch_sources("events.MechanismSource"))


class EventQuerySet(Sourced, PublishedQuerySet):
    """Events."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return (
            self.published()
            .select_related("place", "mechanism")
            .prefetch_related(
                "topics",
                "outcomes__agreement",
                "participants__expert__name_forms",
                "participants__organisation__name_forms",
            )
        )

    def for_listing(self) -> Self:
        """Select what a line of the events list shows: date, place, series, outcomes. Two queries."""
        return self.newest_first().select_related("place", "mechanism").prefetch_related(outcomes())

    def newest_first(self) -> Self:
        """Select what is published, the latest first."""
        return self.published().order_by(F("started_on").desc(nulls_last=True), "slug")

    def by_place(self) -> dict[int, int]:
        """Count what readers may see by the key of the place. One query."""
        placed = self.published().exclude(place=None).order_by().values_list("place")
        return dict(placed.annotate(Count("pk")))

    def for_page(self) -> Self:
        """Select what the page of an event shows but its neighbours in the series. Seven queries."""
        participants = apps.get_model("events.Participant").objects.select_related("expert", "organisation")
        events = apps.get_model("events.Event").objects.published().select_related("place")
        return (
            self.published_or_withdrawn()
            .select_related("place", "mechanism", "part_of")
            .prefetch_related(
                Prefetch("participants", queryset=participants),
                outcomes(),
                Prefetch("parts", queryset=events),
                Prefetch("possibly_same_as", queryset=events),
                "topics",
                prefetch_sources("events.EventSource"),
            )
        )

    def neighbours(self, event: models.Model) -> list[models.Model]:
        """Select the events before and after this one in its series; empty for one outside a series. One query."""
        if event.mechanism_id is None:  # type: ignore[attr-defined]
            return []
        rows = list(self.published().filter(mechanism=event.mechanism_id).order_by("started_on", "slug"))  # type: ignore[attr-defined]
        place = next((index for index, row in enumerate(rows) if row.pk == event.pk), None)
        return [] if place is None else [*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]]

    def for_api(self) -> Self:
        """Select what the API's list shows. Two queries."""
        return self.published().select_related("place", "mechanism", "part_of").prefetch_related("topics")

    def for_api_detail(self) -> Self:
        """Select what the API shows of one event. Six queries."""
        participants = apps.get_model("events.Participant").objects.select_related("expert", "organisation")
        return self.for_api().prefetch_related(
            Prefetch("participants", queryset=participants),
            outcomes(),
            "possibly_same_as",
            prefetch_sources("events.EventSource"),
        )
