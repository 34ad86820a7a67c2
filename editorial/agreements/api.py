"""Agreements in the API."""

import datetime as dt
from typing import Any

from django.forms import DateField
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from editorial.agreements.filters import LEVELS, AgreementQuery
from editorial.agreements.models import (
    Agreement,
    AgreementAction,
    AgreementRelation,
    AgreementText,
    Party,
    Signatory,
)
from editorial.agreements.status import Status
from editorial.articles.api import DisagreementsField, SourceSerializer
from editorial.experts.api import OrganisationSerializer
from editorial.places.api import PlaceSerializer
from editorial.topics.api import TopicSerializer, TopicSlugField
from editorial.values.partial_dates import EndOfDay
from editorial.web.api.field_selection import Expansion
from editorial.web.api.fields import PublishedSlugField
from editorial.web.api.serializers import FastModelSerializer
from editorial.web.api.value_fields import PageAddressField, PartialDateField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class PartySerializer(FastModelSerializer[Party]):
    """A state by its code, or a body by its slug."""

    organisation = PublishedSlugField()
    name = serializers.CharField(read_only=True)

    class Meta:
        model = Party
        fields = ("country", "organisation", "name")


class ActionSerializer(FastModelSerializer[AgreementAction]):
    """A dated step; without a party it is of the agreement as a whole."""

    party = PartySerializer(read_only=True, allow_null=True)
    dated = PartialDateField()
    note = TranslatedField()

    class Meta:
        model = AgreementAction
        fields = ("kind", "party", "dated", "dated_on", "note")


class SignatorySerializer(FastModelSerializer[Signatory]):
    """A person who signed, with the position at that time; null if the person has no page."""

    expert = PublishedSlugField()
    party = PartySerializer(read_only=True, allow_null=True)
    position = TranslatedField()

    class Meta:
        model = Signatory
        fields = ("expert", "party", "position")


class TextSerializer(FastModelSerializer[AgreementText]):
    """The text in one language."""

    file = serializers.FileField(source="provided_file", read_only=True, allow_null=True)

    class Meta:
        model = AgreementText
        fields = ("language", "file", "url", "is_authentic")


class AgreementSerializer(FastModelSerializer[Agreement]):
    """An agreement as a list shows it. `status` is as of the day of `?on=`, today without it."""

    title = TranslatedField()
    signed = PartialDateField()
    place = PublishedSlugField()
    parties = PartySerializer(many=True, read_only=True)
    topics = TopicSlugField(many=True)
    level = serializers.ChoiceField(choices=LEVELS, source="listed_level", read_only=True, allow_blank=True)
    participation = serializers.ChoiceField(
        choices=Agreement.Participation.choices, source="scope", read_only=True, allow_blank=True
    )
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    url = PageAddressField()

    class Meta:
        model = Agreement
        fields = (
            "id", "slug", "title", "kind", "level", "participation", "stage", "document_count", "signed", "signed_on", "place", "parties",
            "topics", "status", "published_at", "changed_at", "url",
        )  # fmt: skip


class AgreementDetailSerializer(AgreementSerializer):
    """An agreement with its steps, texts, relations from both ends, event of signing and sources."""

    depositary = TranslatedField()
    note = TranslatedField()
    actions = ActionSerializer(many=True, read_only=True)
    signatories = SignatorySerializer(many=True, read_only=True)
    texts = TextSerializer(many=True, read_only=True)
    relations = serializers.SerializerMethodField()
    events = serializers.SerializerMethodField()
    sources = SourceSerializer(many=True, read_only=True)
    disagreements = DisagreementsField()

    class Meta(AgreementSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *AgreementSerializer.Meta.fields, "depositary", "registration", "publication", "authentic_languages", "note",
            "actions", "signatories", "texts", "relations", "events", "sources", "disagreements",
        )  # fmt: skip

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_relations(self, agreement: Agreement) -> list[dict[str, Any]]:
        """Each relation with its direction: `out` reads from this agreement, `in` from the other."""
        rows = AgreementRelation.objects.around(agreement)
        return [
            {
                "kind": row.kind,
                "direction": "out" if row.agreement_id == agreement.pk else "in",
                "agreement": (row.other if row.agreement_id == agreement.pk else row.agreement).slug,
                "inferred": row.inferred,
            }
            for row in rows
        ]

    @extend_schema_field({"type": "array", "items": {"type": "object"}})
    def get_events(self, agreement: Agreement) -> list[dict[str, str]]:
        """Events at which it was signed or agreed."""
        return [
            {"event": outcome.event.slug, "kind": outcome.kind}
            for outcome in agreement.outcomes.all()
            if outcome.event.is_published
        ]


class AgreementViewSet(RecordViewSet):
    """The register of agreements."""

    queryset = Agreement.objects.for_api()
    detail_queryset = Agreement.objects.for_api_detail()
    serializer_class = AgreementSerializer
    detail_serializer_class = AgreementDetailSerializer
    filterset_class = AgreementQuery
    ordering_fields = ("slug", "signed_on", "changed_at")
    detail_parameters = ("on",)
    expandable = {
        "topics": Expansion(TopicSerializer),
        "place": Expansion(PlaceSerializer),
        "parties.organisation": Expansion(OrganisationSerializer),
    }

    @classmethod
    def rows_shown(cls, is_detail: bool, expanded: tuple[str, ...], *values: dt.date) -> Any:
        """Return the agreements with their status as of the day that the values tell."""
        return super().rows_shown(is_detail, expanded).with_status(EndOfDay(*values))

    def row_values(self) -> EndOfDay:
        """Return the day asked for, else today."""
        return EndOfDay.of(self.status_day())

    def status_day(self) -> dt.date:
        """Return the day as of which the status is told. Raises ValidationError for what is no day."""
        value = self.request.query_params.get("on")
        if self.action == "list":  # the filter has refused what is no day
            return DateField(required=False).clean(value) or timezone.localdate()
        try:
            return dt.date.fromisoformat(value) if value else timezone.localdate()
        except ValueError:
            text = _("“%(day)s” is not a day. Write it as 2019-06-01.")
            raise ValidationError({"on": [text % {"day": value}]}) from None
