"""Filters of indicators and observations, shared by pages and API."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from editorial.articles.filters import MentionedInFilter
from editorial.experts.models import Organisation
from editorial.indicators.models import Area, Indicator, Observation
from editorial.topics.models import Topic
from editorial.web.filters.choices import LazyChoices, by_slug
from editorial.web.filters.disagreements import DisagreementsFilter
from editorial.web.filters.fields import (
    MAX_NUMBER,
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    PartialDateFilter,
)
from editorial.web.filters.search import NameFilter, SearchFilter


def area_choices() -> list[tuple[str, str]]:
    """Offer the areas that figures are about. One query."""
    return [(area.code, str(area)) for area in Area.objects.all()]


class IndicatorFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of figures."""

    q = NameFilter("indicator", "name", label=_("Name contains"))
    topic = ChoicesFilter(field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic"))
    area = ChoicesFilter(
        field_name="observations__area__code",
        choices=LazyChoices(area_choices),
        distinct=True,
        label=_("Geographic area"),
    )
    has_disagreements = DisagreementsFilter(Indicator)

    class Meta:
        model = Indicator
        fields: list[str] = []


class ObservationFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of single values."""

    indicator = filters.ModelChoiceFilter(
        queryset=lambda _request: Indicator.objects.published(), to_field_name="slug", label=_("Indicator")
    )
    area = filters.ModelChoiceFilter(
        queryset=Area.objects.all(), to_field_name="code", label=_("Geographic area")
    )
    nature = ChoicesFilter(choices=Observation.Nature.choices, label=_("Type of value"))
    unit = filters.CharFilter(field_name="unit__code", label=_("Unit of measurement"))
    year = filters.NumberFilter(
        field_name="started_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    stated_by = filters.ModelChoiceFilter(
        queryset=lambda _request: Organisation.objects.published(),
        to_field_name="slug",
        label=_("Reported by"),
    )

    class Meta:
        model = Observation
        fields: list[str] = []


class IndicatorQuery(IndicatorFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("indicator")
    stated_in = MentionedInFilter(
        "observations__sources__edition__article", label=_("Article that cites a value of the indicator.")
    )
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))


class ObservationQuery(ObservationFilter):
    """Filters of the API that the page does not offer."""

    started = PartialDateFilter("started_on", "within")
    started_after = PartialDateFilter("started_on", "after")
    started_before = PartialDateFilter("started_on", "before")
    topic = MultiModelFilter(
        "indicator__topics",
        queryset=Topic.objects.all(),
        to_field_name="slug",
        label=_("Topic of the indicator"),
    )
    qualifier = ChoicesFilter(choices=Observation.Qualifier.choices, label=_("Qualifier"))
    value_known = IsSetFilter("value", label=_("Single value (true) or range (false)."))
    value_min = filters.NumberFilter("value", "gte", min_value=-MAX_NUMBER, label=_("At least"))
    value_max = filters.NumberFilter("value", "lte", min_value=-MAX_NUMBER, label=_("At most"))
    stated_in = MentionedInFilter(label=_("Article that cites the value."))
