"""Filters of the register of agreements, shared by page and API."""

from collections.abc import Iterator
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement, Party
from editorial.agreements.status import Existence, Status
from editorial.articles.filters import MentionedInFilter
from editorial.experts.models import Organisation
from editorial.i18n.querysets import without_translation_rewrite
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.countries import country_name
from editorial.web.filters.choices import LazyChoices, by_slug
from editorial.web.filters.facets import Facets
from editorial.web.filters.fields import (
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    MultiValueFilter,
    PartialDateFilter,
)
from editorial.web.filters.search import SearchFilter
from editorial.web.filters.text import contains_words_q


def party_choices() -> Iterator[tuple[str, str]]:
    """Offer the states and then the bodies that are party to something. Two queries."""
    countries, keys = _parties()
    bodies = Organisation.objects.filter(pk__in=keys).only("slug", *_NAMES)
    yield from sorted(((code, country_name(code)) for code in countries), key=lambda choice: choice[1])
    yield from sorted(((one.slug, str(one)) for one in bodies), key=lambda choice: choice[1])


def _parties() -> tuple[list[str], list[int]]:
    found = list(Party.objects.order_by().values_list("country", "organisation").distinct())
    return [code for code, _key in found if code], [key for code, key in found if not code and key]


_NAMES = tuple(f"name_{language}" for language in ("ru", "kk", "az", "en"))


FACETS: Facets = {
    "year": ("signed_on__year",),
    "kind": ("kind",),
    "level": ("level",),
    "party": ("parties__country", "parties__organisation__slug"),
    "topic": ("topics__slug",),
    "stage": ("stage",),
    "status": ("status",),
}


class AgreementFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the register.

    `on` is the day as of which `status` is told, today if it is left out. Where it is given, only what existed on that
    day is listed; `existed` asks for what was signed later, or has no date.
    """

    q = filters.CharFilter(method="filter_words", label=_("Title contains"))
    kind = ChoicesFilter(choices=Agreement.Kind.choices, label=_("Type"))
    level = ChoicesFilter(choices=Agreement.Level.choices, label=_("Level"))
    party = ChoicesFilter(choices=LazyChoices(party_choices), method="of_party", label=_("Party"))
    topic = ChoicesFilter(field_name="topics__slug", choices=by_slug(Topic.objects.all), label=_("Topic"))
    year = filters.NumberFilter(
        field_name="signed_on",
        lookup_expr="year",
        min_value=1900,
        max_value=2200,
        label=_("Year of signature"),
    )
    stage = ChoicesFilter(choices=Agreement.Stage.choices, label=_("Stage of preparation"))
    status = ChoicesFilter(choices=Status.choices, label=_("Status"))
    on = filters.DateFilter(
        method="as_of",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("As at the date"),
        help_text=_("Leave empty for today."),
    )
    existed = filters.ChoiceFilter(
        choices=Existence.choices, method="as_of", widget=forms.HiddenInput, label=_("On the date")
    )

    class Meta:
        model = Agreement
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Agreement]) -> QuerySet[Agreement]:
        """Annotate the status as of the day asked for, then narrow to what existed on it."""
        cleaned = self.form.cleaned_data
        day = cleaned.get("on") or timezone.localdate()
        found: Any = super().filter_queryset(queryset.with_status(day))  # type: ignore[attr-defined]
        if cleaned.get("on") or cleaned.get("existed"):
            existed = cleaned.get("existed") or Existence.BY_THEN
            return found.with_existence(day).filter(existence=existed)  # type: ignore[no-any-return]
        return found  # type: ignore[no-any-return]

    def left_out(self) -> dict[str, int]:
        """Count what the list as of a day leaves out, by Existence; nothing where no day is given. One query."""
        day, existed = (self.form.cleaned_data.get(name) for name in ("on", "existed"))
        if not day or existed:
            return {}
        rows = super().filter_queryset(self.queryset.with_status(day)).with_existence(day)
        others = rows.order_by().prefetch_related(None).exclude(existence=Existence.BY_THEN)
        return dict(
            without_translation_rewrite(others)
            .values_list("existence")
            .annotate(number=Count("pk", distinct=True))
        )

    def filter_words(self, queryset: QuerySet[Agreement], _name: str, value: str) -> QuerySet[Agreement]:
        """Keep those whose title has the words."""
        return queryset.filter(contains_words_q(value, "title"))

    def of_party(self, queryset: QuerySet[Agreement], _name: str, values: list[str]) -> QuerySet[Agreement]:
        """Keep those of a state (by code) or a body (by slug), or of one of several."""
        if len(values) > 1:
            rows = Party.objects.filter(Q(country__in=values) | Q(organisation__slug__in=values))
            return queryset.filter(pk__in=rows.values("agreement"))
        if len(values[0]) == 2 and values[0].isupper():
            return queryset.filter(parties__country=values[0])
        return queryset.filter(parties__organisation__slug=values[0])

    def as_of(self, queryset: QuerySet[Agreement], _name: str, _value: object) -> QuerySet[Agreement]:
        """Narrow nothing: `filter_queryset` does."""
        return queryset


class AgreementQuery(AgreementFilter):
    """Filters of the API that the page does not offer."""

    q = SearchFilter("agreement")
    signed = PartialDateFilter("signed_on", "within")
    signed_after = PartialDateFilter("signed_on", "after")
    signed_before = PartialDateFilter("signed_on", "before")
    signed_known = IsSetFilter("signed_on", label=_("Date of signature known (yes/no)."))
    party = MultiValueFilter(method="of_parties", label=_("Party: country code or organisation slug."))
    place = MultiModelFilter("place", queryset=Place.objects.all(), to_field_name="slug", label=_("Place"))
    organisation = MultiModelFilter(
        "parties__organisation", queryset=lambda _request: Organisation.objects.published(), to_field_name="slug",
        label=_("Organisation that is a party."),
    )  # fmt: skip
    stated_in = MentionedInFilter()
    mentioned_in = MentionedInFilter(label=_("Article that mentions the record; same as `stated_in`."))
    related_to = MultiModelFilter(
        "relations__other", queryset=lambda _request: Agreement.objects.published(), to_field_name="slug",
        label=_("Agreement that is amended, renewed, implemented, etc."),
    )  # fmt: skip
    changed_since = MomentFilter("changed_at", "gte", label=_("Modified since"))

    def of_parties(self, queryset: QuerySet[Agreement], _name: str, values: list[str]) -> QuerySet[Agreement]:
        """Keep those of any of the states and published bodies."""
        bodies = Organisation.objects.published().filter(slug__in=values)
        rows = Party.objects.filter(Q(country__in=values) | Q(organisation__in=bodies))
        return queryset.filter(pk__in=rows.values("agreement"))
