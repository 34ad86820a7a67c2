"""Events and mechanisms in the API."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from editorial.articles.api import SourceSerializer
from editorial.events.calendar import CONTENT_TYPE, to_calendar
from editorial.events.filters import EventQuery, MechanismQuery
from editorial.events.models import Event, Mechanism, Outcome, Participant
from editorial.experts.api import OrganisationSerializer
from editorial.places.api import PlaceSerializer
from editorial.places.models import Place
from editorial.topics.api import TopicSerializer
from editorial.topics.models import Topic
from editorial.values.api import PageAddressField, PartialDateField, TranslatedField
from editorial.workflow.api import PublishedSlugField, RecordViewSet
from editorial.workflow.selection import Expansion


class ParticipantSerializer(serializers.ModelSerializer[Participant]):
    """A person or a body by its slug, or a state by its code."""

    expert = PublishedSlugField()
    organisation = PublishedSlugField()
    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = Participant
        fields = ("expert", "organisation", "country", "name")


class OutcomeSerializer(serializers.ModelSerializer[Outcome]):
    """What an event produced."""

    agreement = PublishedSlugField()
    text = TranslatedField()

    class Meta:
        model = Outcome
        fields = ("kind", "agreement", "text")


class EventSerializer(serializers.ModelSerializer[Event]):
    """An event as a list shows it."""

    title = TranslatedField()
    started = PartialDateField()
    ended = PartialDateField()
    place = serializers.SlugRelatedField[Place](slug_field="slug", read_only=True)
    series = PublishedSlugField(source="mechanism")
    part_of = PublishedSlugField()
    topics = serializers.SlugRelatedField[Topic](slug_field="slug", many=True, read_only=True)
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

    class Meta(EventSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *EventSerializer.Meta.fields, "note", "participants", "outcomes", "possibly_same_as", "sources",
        )  # fmt: skip

    @extend_schema_field(OutcomeSerializer(many=True))
    def get_outcomes(self, event: Event) -> Any:
        """Results in words, and the agreements that are published."""
        shown = [row for row in event.outcomes.all() if row.agreement is None or row.agreement.is_published]
        return OutcomeSerializer(shown, many=True, context=self.context).data

    def get_possibly_same_as(self, event: Event) -> list[str]:
        """Events that may be this one under another date."""
        return [other.slug for other in event.possibly_same_as.all() if other.is_published]


class MechanismSerializer(serializers.ModelSerializer[Mechanism]):
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

    class Meta(MechanismSerializer.Meta):
        fields = (*MechanismSerializer.Meta.fields, "note", "sources")  # type: ignore[assignment]


class CalendarRenderer(BaseRenderer):
    """Passes on the calendar that was written for it."""

    media_type = CONTENT_TYPE
    format = "ics"
    charset = "utf-8"
    render_style = "binary"

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Return the bytes."""
        return bytes(data)


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

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Show an event, or write it as a calendar."""
        if isinstance(request.accepted_renderer, CalendarRenderer):
            return Response(self.calendar([self.get_object()]))
        return super().retrieve(request, *args, **kwargs)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List events, or write a page of them as a calendar."""
        if not isinstance(request.accepted_renderer, CalendarRenderer):
            return super().list(request, *args, **kwargs)
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        links = self.get_paginated_response([]).headers
        return Response(self.calendar(page), headers={"Link": links.get("Link", "")})

    def calendar(self, events: Iterable[Event]) -> bytes:
        """Write events in the language of the answer."""
        origin = self.request.build_absolute_uri("/").rstrip("/")
        return to_calendar(events, origin=origin, language=get_language() or settings.LANGUAGE_CODE)


class MechanismViewSet(RecordViewSet):
    """Recurring bodies and series."""

    queryset = Mechanism.objects.for_api()
    detail_queryset = Mechanism.objects.for_api_detail()
    serializer_class = MechanismSerializer
    detail_serializer_class = MechanismDetailSerializer
    filterset_class = MechanismQuery
    expandable = {"organisation": Expansion(OrganisationSerializer, ("organisation",))}
    ordering_fields = ("slug", "name", "changed_at")
