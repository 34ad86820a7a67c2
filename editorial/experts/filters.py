"""What people and organisations can be narrowed by; the pages and the API share it."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.experts.models import CouncilMembership, Expert, Organisation
from editorial.values.countries import country_choices
from editorial.values.text_filter import containing


class ExpertFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of people."""

    q = filters.CharFilter(method="with_words", label=_("Name"))
    kind = filters.ChoiceFilter(choices=Expert.Kind.choices, label=_("Kind"))
    country = filters.ChoiceFilter(choices=country_choices, label=_("Country"))
    side = filters.ChoiceFilter(
        choices=CouncilMembership.Side.choices, field_name="council_memberships__side", distinct=True,
        label=_("Side of the Expert Council"),
    )  # fmt: skip

    class Meta:
        model = Expert
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Expert], _name: str, value: str) -> QuerySet[Expert]:
        """Keep those whose name has the words."""
        return queryset.filter(containing(value, "given_name", "family_name"))


class OrganisationFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of organisations."""

    q = filters.CharFilter(method="with_words", label=_("Name"))
    kind = filters.ChoiceFilter(choices=Organisation.Kind.choices, label=_("Kind"))
    country = filters.ChoiceFilter(choices=country_choices, label=_("Country"))

    class Meta:
        model = Organisation
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Organisation], _name: str, value: str) -> QuerySet[Organisation]:
        """Keep those whose name or short name has the words."""
        return queryset.filter(containing(value, "name", "short_name"))
