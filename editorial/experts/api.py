"""Experts and organisations in the API."""

from rest_framework import serializers

from editorial.experts.filters import AffiliationQuery, ExpertQuery, OrganisationQuery
from editorial.experts.models import Affiliation, CouncilMembership, Expert, NameForm, Organisation, Script
from editorial.experts.querysets import listed_positions
from editorial.values.languages import Language
from editorial.web.api.field_selection import Expansion
from editorial.web.api.fields import PublishedSlugField
from editorial.web.api.serializers import FastModelSerializer, FastSerializer
from editorial.web.api.value_fields import PageAddressField, PartialDateField, TranslatedField
from editorial.web.api.viewsets import RecordViewSet


class NameFormSerializer(FastSerializer[NameForm]):
    """A form under which a name is met."""

    name = serializers.CharField()
    language = serializers.ChoiceField(choices=Language.choices)
    script = serializers.ChoiceField(choices=Script.choices)
    preferred = serializers.BooleanField()


class OrganisationSerializer(FastModelSerializer[Organisation]):
    """An organisation as a list shows it."""

    name = TranslatedField()
    short_name = TranslatedField()
    url = PageAddressField()

    class Meta:
        model = Organisation
        fields = ("id", "slug", "name", "short_name", "kind", "country", "website", "url")


class OrganisationDetailSerializer(OrganisationSerializer):
    """An organisation with the forms of its name."""

    note = TranslatedField()
    name_forms = NameFormSerializer(many=True, read_only=True)

    class Meta(OrganisationSerializer.Meta):
        fields = (*OrganisationSerializer.Meta.fields, "note", "name_forms")  # type: ignore[assignment]


class AffiliationSerializer(FastModelSerializer[Affiliation]):
    """A position in an organisation; `attested` says when a source names it."""

    organisation = PublishedSlugField()
    position = TranslatedField()
    started = PartialDateField()
    ended = PartialDateField()
    attested = PartialDateField()

    class Meta:
        model = Affiliation
        fields = ("organisation", "position", "started", "ended", "attested")


class CouncilMembershipSerializer(FastModelSerializer[CouncilMembership]):
    """A seat in the Expert Council."""

    started = PartialDateField()
    ended = PartialDateField()

    class Meta:
        model = CouncilMembership
        fields = ("side", "role", "started", "ended")


class ExpertSerializer(FastModelSerializer[Expert]):
    """A person as a list shows them."""

    given_name = TranslatedField()
    family_name = TranslatedField()
    degree = TranslatedField()
    affiliations = AffiliationSerializer(many=True, read_only=True, source="listed_affiliations")
    url = PageAddressField()

    class Meta:
        model = Expert
        fields = (
            "id", "slug", "given_name", "family_name", "degree", "kind", "country", "orcid", "affiliations", "url",
        )  # fmt: skip


class ExpertDetailSerializer(ExpertSerializer):
    """A person with the forms of the name and seats in the council."""

    note = TranslatedField()
    name_forms = NameFormSerializer(many=True, read_only=True)
    council_memberships = CouncilMembershipSerializer(many=True, read_only=True)

    class Meta(ExpertSerializer.Meta):
        fields = (*ExpertSerializer.Meta.fields, "note", "name_forms", "council_memberships")  # type: ignore[assignment]


class ExpertViewSet(RecordViewSet):
    """People who write, are interviewed or quoted, sign or take part."""

    queryset = Expert.objects.for_api()
    serializer_class = ExpertSerializer
    detail_serializer_class = ExpertDetailSerializer
    filterset_class = ExpertQuery
    expandable = {"affiliations.organisation": Expansion(OrganisationSerializer)}
    ordering_fields = ("slug", "family_name", "changed_at")


class OrganisationViewSet(RecordViewSet):
    """Bodies that write, sign, take part or state figures."""

    queryset = Organisation.objects.published()
    serializer_class = OrganisationSerializer
    detail_serializer_class = OrganisationDetailSerializer
    filterset_class = OrganisationQuery
    ordering_fields = ("slug", "name", "changed_at")


class AffiliationRowSerializer(AffiliationSerializer):
    """A position with whose it is."""

    expert = PublishedSlugField()

    class Meta(AffiliationSerializer.Meta):
        fields = ("id", "expert", *AffiliationSerializer.Meta.fields)  # type: ignore[assignment]


class AffiliationViewSet(RecordViewSet):
    """Positions of people in organisations, both of them published."""

    queryset = Affiliation.objects.for_api()
    serializer_class = AffiliationRowSerializer
    filterset_class = AffiliationQuery
    ordering_fields = ("started_on", "ended_on", "attested_on")
    lookup_field = "pk"
    lookup_value_regex = "[0-9]{1,18}"
    expandable = {
        "expert": Expansion(ExpertSerializer, (listed_positions("expert__"),)),
        "organisation": Expansion(OrganisationSerializer),
    }
