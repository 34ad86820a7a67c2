"""Querysets of indicators and observations."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, When

from editorial.provenance.disagreements import find_contradictions
from editorial.provenance.querysets import prefetch_sources
from editorial.workflow.querysets import PublishedQuerySet, Sourced, count_subquery
from editorial.workflow.states import State


class IndicatorQuerySet(PublishedQuerySet):
    """Indicators."""

    def for_search(self) -> Self:
        """Select what readers may see, with everything that the search indexes."""
        return self.published().prefetch_related(
            "topics", "observations__unit", "observations__area", "observations__stated_by__name_forms"
        )

    def for_listing(self) -> Self:
        """Select what a line of a list shows: the latest value (in `latest_values`), of how many (`value_count`) and whether one
        of them contradicts it (`comparable_values`). Three queries."""
        rows = apps.get_model("indicators.Observation").objects
        latest = Prefetch("observations", queryset=rows.latest_first()[:1], to_attr="latest_values")
        values = count_subquery(rows.filter(indicator=OuterRef("pk")))
        comparable = Prefetch("observations", queryset=rows.comparable(), to_attr="comparable_values")
        return self.published().annotate(value_count=values).prefetch_related(latest, comparable)

    def for_page(self) -> Self:
        """Select what the page of an indicator shows: each value with those who state it. Four queries."""
        rows = apps.get_model("indicators.Observation").objects.by_period()
        rows = rows.prefetch_related(prefetch_sources("indicators.ObservationSource"))
        return self.published_or_withdrawn().prefetch_related(
            Prefetch("observations", queryset=rows), "topics"
        )

    def for_api(self) -> Self:
        """Select what the API's list shows. Two queries."""
        return self.published().prefetch_related("topics")

    def for_api_detail(self) -> Self:
        """Select what the API shows of one indicator with its values. Four queries."""
        return self.for_page().published()


class ObservationQuerySet(Sourced, models.QuerySet[Any]):
    """Observations; they are public with their indicator."""

    def published(self) -> Self:
        """Only those of published indicators."""
        return self.filter(indicator__state=State.PUBLISHED)

    def by_period(self) -> Self:
        """With unit, area and who states the value; the earliest period first."""
        return self.select_related("unit", "area", "stated_by").order_by(
            F("started_on").asc(nulls_last=True), F("ended_on").asc(nulls_last=True), "slug"
        )

    def comparable(self) -> Self:
        """Only what is needed to find where values disagree, in the order of `by_period`."""
        return self.order_by(
            F("started_on").asc(nulls_last=True), F("ended_on").asc(nulls_last=True), "slug"
        ).only(
            "slug", "indicator", "area", "unit", "nature", "qualifier", "value", "value_min", "value_max",
            "started_on", "started_on_precision", "ended_on", "ended_on_precision",
        )  # fmt: skip

    def disputed_keys(self) -> set[int]:
        """Return the keys of the values that others contradict. One query."""
        return {row.pk for one in find_contradictions(self.comparable()) for row in one.values}

    def latest_first(self) -> Self:
        """Order by period, the latest first, measured values before others."""
        is_other = Case(When(nature="measured", then=0), default=1)
        return self.by_period().order_by(
            is_other, F("started_on").desc(nulls_first=True), F("ended_on").desc(nulls_first=True), "-slug"
        )

    def for_api(self) -> Self:
        """Select what the API shows of values: what, who, where stated, and what contradicts it. Three queries."""
        return (
            self.published()
            .by_period()
            .select_related("indicator")
            .prefetch_related(
                prefetch_sources("indicators.ObservationSource"),
                Prefetch("indicator__observations", queryset=self.model._default_manager.comparable()),
            )
        )
