"""Filters of events and mechanisms, shared by page and API."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement
from editorial.articles.filters import MentionedInFilter
from editorial.events.models import Event, Mechanism
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.countries import country_choices
from editorial.web.filters.choices import by_slug
from editorial.web.filters.disagreements import DisagreementsFilter
from editorial.web.filters.facets import Facets
from editorial.web.filters.fields import (
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    PartialDateFilter,
)
from editorial.web.filters.search import NameFilter, SearchFilter

FACETS: Facets = {
    "year": ("started_on__year",),
    "kind": ("kind",),
    "course": ("course",),
    "place": ("place__slug",),
    "series": ("mechanism__slug",),
    "topic": ("topics__slug",),
}


class EventFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the chronicle."""

    q = NameFilter("event", "title", label=_("Title contains"))
    year = filters.NumberFilter(
        field_name="started_on", lookup_expr="year", min_value=1900, max_value=2200, label=_("Year")
    )
    kind = ChoicesFilter(choices=Event.Kind.choices, label=_("Type"))
    course = ChoicesFilter(choices=Event.Course.choices, label=_("Status"))
    place = ChoicesFilter(field_name="place__slug", choices=by_slug(Place.objects.all), label=_("Place"))
    series = ChoicesFilter(
        field_name="mechanism__slug",
        choices=by_slug(Mechanism.objects.published),
        label=_("Cooperation mechanism"),
    )
    topic = ChoicesFilter(field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic"))
    has_disagreements = DisagreementsFilter(Event)

    class Meta:
        model = Event
        fields: list[str] = []


class EventQuery(EventFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("event")
    started = PartialDateFilter("started_on", "within")
    started_after = PartialDateFilter("started_on", "after")
    started_before = PartialDateFilter("started_on", "before")
    ended_after = PartialDateFilter("ended_on", "after")
    ended_before = PartialDateFilter("ended_on", "before")
    ended_known = IsSetFilter("ended_on", label=_("End date given (yes/no)."))
    country = ChoicesFilter(choices=country_choices, label=_("Country"))
    expert = MultiModelFilter(
        "participants__expert", queryset=lambda _request: Expert.objects.published(), to_field_name="slug",
        label=_("Participant (person)."),
    )  # fmt: skip
    organisation = MultiModelFilter(
        "participants__organisation", queryset=lambda _request: Organisation.objects.published(),
        to_field_name="slug", label=_("Participant (organisation)."),
    )  # fmt: skip
    agreement = MultiModelFilter(
        "outcomes__agreement", queryset=lambda _request: Agreement.objects.published(), to_field_name="slug",
        label=_("Agreement that is an outcome of the event."),
    )  # fmt: skip
    part_of = MultiModelFilter(
        "part_of",
        queryset=lambda _request: Event.objects.published(),
        to_field_name="slug",
        label=_("Part of"),
    )
    stated_in = MentionedInFilter()
    mentioned_in = MentionedInFilter(label=_("Article that mentions the record; same as `stated_in`."))
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))


class MechanismQuery(filters.FilterSet):  # type: ignore[misc]
    """Filters of the API."""

    q = SearchFilter("mechanism")
    kind = ChoicesFilter(choices=Mechanism.Kind.choices, label=_("Type"))
    organisation = MultiModelFilter(
        "organisation", queryset=lambda _request: Organisation.objects.published(), to_field_name="slug",
        label=_("Organisation"),
    )  # fmt: skip
    since = PartialDateFilter("since", "within")
    since_after = PartialDateFilter("since", "after")
    since_before = PartialDateFilter("since", "before")
    stated_in = MentionedInFilter()
    mentioned_in = MentionedInFilter(label=_("Article that mentions the record; same as `stated_in`."))
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))

    class Meta:
        model = Mechanism
        fields: list[str] = []
