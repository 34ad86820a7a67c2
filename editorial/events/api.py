"""Events and mechanisms in the API."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from editorial.articles.api import DisagreementsField, SourceSerializer
from editorial.events.filters import EventQuery, MechanismQuery
from editorial.events.ical import CONTENT_TYPE, to_calendar
from editorial.events.models import Event, Mechanism, Outcome, Participant
from editorial.experts.api import OrganisationSerializer
from editorial.places.api import PlaceSerializer
from editorial.topics.api import TopicSerializer, TopicSlugField
from editorial.web.api.field_selection import Expansion
from editorial.web.api.fields import PublishedSlugField
from editorial.web.api.renderers import FileRenderer
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, PartialDateField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class ParticipantSerializer(FastModelSerializer[Participant]):
    """A person or a body by its slug, or a state by its code."""

    expert = PublishedSlugField()
    organisation = PublishedSlugField()
    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = Participant
        fields = ("expert", "organisation", "country", "name")


class OutcomeSerializer(FastModelSerializer[Outcome]):
    """Something that an event produced."""

    agreement = PublishedSlugField()
    text = TranslatedField()

    class Meta:
        model = Outcome
        fields = ("kind", "agreement", "text")


class EventSerializer(FastModelSerializer[Event]):
    """An event as a list shows it."""

    title = TranslatedField()
    started = PartialDateField()
    ended = PartialDateField()
    place = PublishedSlugField()
    series = PublishedSlugField(source="mechanism")
    part_of = PublishedSlugField()
    topics = TopicSlugField(many=True)
    url = PageAddressField()

    class Meta:
        model = Event
        fields = (
            "id", "slug", "title", "kind", "course", "started", "started_on", "ended", "ended_on", "place", "country",
            "series", "number", "part_of", "topics", "published_at", "changed_at", "url",
        )  # fmt: skip


class EventDetailSerializer(EventSerializer):
    """An event with its participants, outcomes and sources."""

    note = TranslatedField()
    participants = ParticipantSerializer(many=True, read_only=True)
    outcomes = serializers.SerializerMethodField()
    possibly_same_as = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True, read_only=True)
    disagreements = DisagreementsField()

    class Meta(EventSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *EventSerializer.Meta.fields, "note", "participants", "outcomes", "possibly_same_as", "sources", "disagreements",
        )  # fmt: skip

    @extend_schema_field(OutcomeSerializer(many=True))
    def get_outcomes(self, event: Event) -> Any:
        """Results in words, and the agreements that are published."""
        visible = [row for row in event.outcomes.all() if row.agreement is None or row.agreement.is_published]
        return OutcomeSerializer(visible, many=True, context=self.context).data

    def get_possibly_same_as(self, event: Event) -> list[str]:
        """Events that may be this one under another date."""
        return [other.slug for other in event.possibly_same_as.all() if other.is_published]


class MechanismSerializer(FastModelSerializer[Mechanism]):
    """A recurring body or series."""

    name = TranslatedField()
    countries = serializers.ListField(child=serializers.CharField(), source="country_codes", read_only=True)
    since = PartialDateField(source="since_date")
    organisation = PublishedSlugField()
    url = PageAddressField()

    class Meta:
        model = Mechanism
        fields = ("id", "slug", "name", "kind", "countries", "since", "organisation", "url")


class MechanismDetailSerializer(MechanismSerializer):
    """A mechanism with its sources."""

    note = TranslatedField()
    sources = SourceSerializer(many=True, read_only=True)
    disagreements = DisagreementsField()

    class Meta(MechanismSerializer.Meta):
        fields = (*MechanismSerializer.Meta.fields, "note", "sources", "disagreements")  # type: ignore[assignment]


class CalendarRenderer(FileRenderer):
    """A calendar."""

    media_type = CONTENT_TYPE
    format = "ics"
    charset = "utf-8"


class EventViewSet(RecordViewSet):
    """The chronicle."""

    renderer_classes = [*RecordViewSet.renderer_classes, CalendarRenderer]

    queryset = Event.objects.for_api()
    detail_queryset = Event.objects.for_api_detail()
    serializer_class = EventSerializer
    detail_serializer_class = EventDetailSerializer
    filterset_class = EventQuery
    expandable = {
        "topics": Expansion(TopicSerializer),
        "place": Expansion(PlaceSerializer),
        "series": Expansion(MechanismSerializer, ("mechanism__organisation",)),
    }
    ordering_fields = ("slug", "started_on", "number", "changed_at")

    def render_file(self, rows: Iterable[Event]) -> Iterable[bytes]:
        """Write events as a calendar in the language of the answer."""
        origin = self.request.build_absolute_uri("/").rstrip("/")
        return to_calendar(rows, origin=origin, language=get_language() or settings.LANGUAGE_CODE)


class MechanismViewSet(RecordViewSet):
    """Recurring bodies and series."""

    queryset = Mechanism.objects.for_api()
    detail_queryset = Mechanism.objects.for_api_detail()
    serializer_class = MechanismSerializer
    detail_serializer_class = MechanismDetailSerializer
    filterset_class = MechanismQuery
    expandable = {"organisation": Expansion(OrganisationSerializer, ("organisation",))}
    ordering_fields = ("slug", "name", "changed_at")
