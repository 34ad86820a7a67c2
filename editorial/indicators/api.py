"""Indicators and observations in the API."""

from rest_framework import serializers

from editorial.articles.api import DisagreementsField, SourceSerializer
from editorial.experts.api import OrganisationSerializer
from editorial.indicators.filters import IndicatorQuery, ObservationQuery
from editorial.indicators.models import Area, Indicator, Observation, Unit
from editorial.topics.api import TopicSerializer, TopicSlugField
from editorial.web.api.field_selection import Expansion
from editorial.web.api.fields import PublishedSlugField
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, PartialDateField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class UnitSerializer(FastModelSerializer[Unit]):
    """A unit of measure.

    `forms` has, by language, how a number is written with it: `{n}` is the number, `{nth}` an ordinal; the keys are plural
    categories of CLDR (`one`, `few`, `many`, `other`) and cases for "more than" and "up to".
    """

    name = TranslatedField()
    symbol = TranslatedField()
    forms = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))

    class Meta:
        model = Unit
        fields = ("code", "name", "symbol", "forms")


class AreaSerializer(FastModelSerializer[Area]):
    """Subject of a figure."""

    name = TranslatedField()

    class Meta:
        model = Area
        fields = ("code", "name")


class ObservationSerializer(FastModelSerializer[Observation]):
    """One value as somebody states it. A range has `value_min` and `value_max` in place of `value`."""

    indicator = PublishedSlugField()
    unit = UnitSerializer(read_only=True)
    area = AreaSerializer(read_only=True)
    started = PartialDateField()
    ended = PartialDateField()
    stated_by = PublishedSlugField()
    note = TranslatedField()
    disagrees_with = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True, read_only=True)
    disagreements = DisagreementsField()
    url = PageAddressField()

    class Meta:
        model = Observation
        fields = (
            "id", "slug", "indicator", "value", "value_min", "value_max", "unit", "qualifier", "nature", "started",
            "started_on", "ended", "ended_on", "area", "stated_by", "note", "disagrees_with", "sources", "disagreements",
            "url",
        )  # fmt: skip

    def get_disagrees_with(self, observation: Observation) -> list[str]:
        """The slugs of the values of the same thing that cannot hold together with this one."""
        return [other.slug for other in observation.disagrees_with()]


class IndicatorSerializer(FastModelSerializer[Indicator]):
    """An indicator as a list shows it."""

    name = TranslatedField()
    description = TranslatedField()
    note = TranslatedField()
    topics = TopicSlugField(many=True)
    url = PageAddressField()

    class Meta:
        model = Indicator
        fields = ("id", "slug", "name", "description", "note", "topics", "published_at", "changed_at", "url")


class IndicatorDetailSerializer(IndicatorSerializer):
    """An indicator with every value stated of it."""

    observations = ObservationSerializer(many=True, read_only=True)

    class Meta(IndicatorSerializer.Meta):
        fields = (*IndicatorSerializer.Meta.fields, "observations")  # type: ignore[assignment]


class IndicatorViewSet(RecordViewSet):
    """Quantities of which the sources state values."""

    queryset = Indicator.objects.for_api()
    detail_queryset = Indicator.objects.for_api_detail()
    serializer_class = IndicatorSerializer
    detail_serializer_class = IndicatorDetailSerializer
    filterset_class = IndicatorQuery
    expandable = {"topics": Expansion(TopicSerializer)}
    ordering_fields = ("slug", "name", "changed_at")


class ObservationViewSet(RecordViewSet):
    """Values, each with who states it and where."""

    queryset = Observation.objects.for_api()
    serializer_class = ObservationSerializer
    filterset_class = ObservationQuery
    expandable = {
        "indicator": Expansion(IndicatorSerializer, ("indicator__topics",)),
        "stated_by": Expansion(OrganisationSerializer),
    }
    ordering_fields = ("slug", "started_on", "value")
