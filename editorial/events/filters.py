"""What the chronicle can be narrowed by; the page and the API share it."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.events.models import Event, Mechanism
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.choices import by_slug
from editorial.values.text_filter import containing


class EventFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the chronicle."""

    q = filters.CharFilter(method="with_words", label=_("Words of the title"))
    year = filters.NumberFilter(
        field_name="started_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    kind = filters.ChoiceFilter(choices=Event.Kind.choices, label=_("Kind"))
    course = filters.ChoiceFilter(choices=Event.Course.choices, label=_("Course"))
    place = filters.ChoiceFilter(
        field_name="place__slug", choices=by_slug(Place.objects.all), label=_("Place")
    )
    series = filters.ChoiceFilter(
        field_name="mechanism__slug", choices=by_slug(Mechanism.objects.published), label=_("Series")
    )
    topic = filters.ChoiceFilter(
        field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic")
    )

    class Meta:
        model = Event
        fields: list[str] = []

    def with_words(self, queryset: QuerySet[Event], _name: str, value: str) -> QuerySet[Event]:
        """Keep those whose title has the words."""
        return queryset.filter(containing(value, "title"))
