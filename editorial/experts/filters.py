"""Filters of experts and organisations, shared by pages and API."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import Affiliation, CouncilMembership, Expert, Organisation
from editorial.values.countries import country_choices
from editorial.web.filters.disagreements import DisagreementsFilter
from editorial.web.filters.fields import (
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    PartialDateFilter,
    YesOrNoFilter,
)
from editorial.web.filters.search import NameFilter, SearchFilter


class ExpertFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of people."""

    q = NameFilter("expert", "given_name", "family_name", label=_("Name"))
    kind = ChoicesFilter(choices=Expert.Kind.choices, label=_("Type"))
    country = ChoicesFilter(choices=country_choices, label=_("Country"))
    side = ChoicesFilter(
        choices=CouncilMembership.Side.choices, field_name="council_memberships__side", distinct=True,
        label=_("Side of the Expert Council"),
    )  # fmt: skip
    has_disagreements = DisagreementsFilter(Expert)

    class Meta:
        model = Expert
        fields: list[str] = []


class OrganisationFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of organisations."""

    q = NameFilter("organisation", "name", "short_name", label=_("Name"))
    kind = ChoicesFilter(choices=Organisation.Kind.choices, label=_("Type"))
    country = ChoicesFilter(choices=country_choices, label=_("Country"))

    class Meta:
        model = Organisation
        fields: list[str] = []


class ExpertQuery(ExpertFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("expert")
    organisation = MultiModelFilter(
        "affiliations__organisation", queryset=lambda _request: Organisation.objects.published(),
        to_field_name="slug", label=_("Organisation where the person holds or held a position."),
    )  # fmt: skip
    orcid = filters.CharFilter(label=_("ORCID"))
    orcid_known = IsSetFilter("orcid", label=_("ORCID known (yes/no)."))
    council_member = YesOrNoFilter(
        "council_memberships",
        "isnull",
        exclude=True,
        distinct=True,
        label=_("Member of the Council (current or former)."),
    )
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))


class OrganisationQuery(OrganisationFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("organisation")
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))


class AffiliationQuery(filters.FilterSet):  # type: ignore[misc]
    """Filters of the API."""

    expert = MultiModelFilter(
        "expert",
        queryset=lambda _request: Expert.objects.published(),
        to_field_name="slug",
        label=_("Person"),
    )
    organisation = MultiModelFilter(
        "organisation", queryset=lambda _request: Organisation.objects.published(), to_field_name="slug",
        label=_("Organisation"),
    )  # fmt: skip
    started_after = PartialDateFilter("started_on", "after")
    started_before = PartialDateFilter("started_on", "before")
    ended_after = PartialDateFilter("ended_on", "after")
    ended_before = PartialDateFilter("ended_on", "before")
    ended_known = IsSetFilter("ended_on", label=_("End date known (yes/no)."))
    attested = PartialDateFilter("attested_on", "within")

    class Meta:
        model = Affiliation
        fields: list[str] = []
