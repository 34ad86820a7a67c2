"""Filters of places."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from editorial.places.models import Place
from editorial.values.countries import country_choices
from editorial.web.filters.fields import ChoicesFilter


class PlaceQuery(filters.FilterSet):  # type: ignore[misc]
    """Filters of the list of places."""

    country = ChoicesFilter(choices=country_choices, label=_("Country"))

    class Meta:
        model = Place
        fields: list[str] = []
