"""What figures can be narrowed by; the pages and the API share it."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.indicators.models import Area, Indicator
from editorial.topics.models import Topic
from editorial.values.text_filter import containing


class IndicatorFilter(filters.FilterSet):
    """Filters of the list of figures."""

    q = filters.CharFilter(method="with_words", label=_("Words of the name"))
    topic = filters.ModelChoiceFilter(
        field_name="topics", queryset=Topic.objects.all(), to_field_name="slug", label=_("Topic")
    )
    area = filters.ModelChoiceFilter(
        field_name="observations__area", queryset=Area.objects.all(), to_field_name="code", distinct=True,
        label=_("Area"),
    )  # fmt: skip

    class Meta:
        model = Indicator
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Indicator], _name: str, value: str) -> QuerySet[Indicator]:
        """Keep those whose name has the words."""
        return queryset.filter(containing(value, "name"))
