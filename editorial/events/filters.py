"""What the chronicle can be narrowed by; the page and the API share it."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.events.models import Event, Mechanism
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.text_filter import containing


class EventFilter(filters.FilterSet):
    """Filters of the chronicle."""

    q = filters.CharFilter(method="with_words", label=_("Words of the title"))
    year = filters.NumberFilter(
        field_name="started_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    kind = filters.ChoiceFilter(choices=Event.Kind.choices, label=_("Kind"))
    course = filters.ChoiceFilter(choices=Event.Course.choices, label=_("Course"))
    place = filters.ModelChoiceFilter(queryset=Place.objects.all(), to_field_name="slug", label=_("Place"))
    series = filters.ModelChoiceFilter(
        field_name="mechanism",
        queryset=lambda _request: Mechanism.objects.published(),
        to_field_name="slug",
        label=_("Series"),
    )
    topic = filters.ModelChoiceFilter(
        field_name="topics", queryset=Topic.objects.all(), to_field_name="slug", label=_("Topic")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Event], _name: str, value: str) -> QuerySet[Event]:
        """Keep those whose title has the words."""
        return queryset.filter(containing(value, "title"))
