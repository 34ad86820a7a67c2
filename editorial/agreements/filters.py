"""Filters of the register of agreements, shared by page and API."""

from collections.abc import Iterator
from typing import Any

import django_filters as filters
from django import forms
from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement, Party
from editorial.agreements.querysets import is_multilateral
from editorial.agreements.status import Existence, Status
from editorial.articles.filters import MentionedInFilter
from editorial.experts.models import Organisation
from editorial.i18n.fallback_text import languages_to_try
from editorial.i18n.querysets import without_translation_rewrite
from editorial.places.models import Place
from editorial.topics.models import Topic
from editorial.values.countries import country_name
from editorial.web.filters.choices import LazyChoices, by_slug
from editorial.web.filters.disagreements import DisagreementsFilter
from editorial.web.filters.facets import Facets
from editorial.web.filters.fields import (
    AllChoicesFilter,
    ChoicesField,
    ChoicesFilter,
    IsSetFilter,
    MomentFilter,
    MultiModelFilter,
    MultiValueFilter,
    PartialDateFilter,
)
from editorial.web.filters.search import NameFilter, SearchFilter


def party_choices() -> Iterator[tuple[str, str]]:
    """Offer the states and then the bodies that are party to something. One query."""
    languages = languages_to_try(get_language() or settings.LANGUAGE_CODE)
    rows = without_translation_rewrite(Party.objects.order_by()).values_list(
        "country", "organisation__slug", *(f"organisation__name_{language}" for language in languages)
    )
    states, bodies = {}, {}
    for code, slug, *names in rows.distinct():
        if code:
            states[code] = country_name(code)
        else:
            bodies[slug] = next(filter(None, names), slug)
    for choices in (states, bodies):
        yield from sorted(choices.items(), key=lambda choice: choice[1])


def is_state_code(value: str) -> bool:
    """Return whether a value of the filters by party is a state rather than a body."""
    return len(value) == CODE_LENGTH and value.isupper()


def state_parties(filterset: "AgreementFilter") -> list[tuple[str, str]]:
    """Return the states among the parties that a filterset offers. No query beyond those of its choices."""
    choices = filterset.form.fields["parties_all"].choices
    return [(str(value), str(label)) for value, label in choices if is_state_code(str(value))]


CODE_LENGTH = 2  # letters of the code of a state


FACETS: Facets = {
    "year": ("signed_on__year",),
    "kind": ("kind",),
    "level": ("level",),
    "participation": ("participation_scope",),
    "parties_all": ("parties__country", "parties__organisation__slug"),
    "topic": ("topics__slug",),
    "stage": ("stage",),
    "status": ("status",),
}


FORMER_LEVEL = Agreement.Participation.MULTILATERAL.value
LEVELS = [*Agreement.Level.choices, (FORMER_LEVEL, Agreement.Participation.MULTILATERAL.label)]


class AgreementFilter(filters.FilterSet):  # type: ignore[misc]
    """Filters of the register.

    `on` is the day as of which `status` is told, today if it is left out. Where it is given, only what existed on that
    day is listed; `existed` asks for what was signed later, or has no date.
    """

    q = NameFilter("agreement", "title", label=_("Title contains"))
    kind = ChoicesFilter(choices=Agreement.Kind.choices, label=_("Type"))
    level = ChoicesFilter(choices=LEVELS, method="of_level", label=_("Level"))
    participation = ChoicesFilter(
        field_name="participation_scope",
        choices=Agreement.Participation.choices,
        label=_("Bilateral or multilateral"),
    )
    parties_all = AllChoicesFilter(
        choices=LazyChoices(party_choices), method="of_all_parties", label=_("Parties (all selected)")
    )
    party = ChoicesFilter(
        choices=LazyChoices(party_choices), method="of_party", label=_("Party (any selected)")
    )
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
    has_disagreements = DisagreementsFilter(Agreement)

    class Meta:
        model = Agreement
        fields: list[str] = []

    @property
    def form(self) -> Any:
        """Read the parties once for both filters that offer them."""
        is_new = not hasattr(self, "_form")
        form: Any = super().form
        if is_new:
            shared = LazyChoices(party_choices)
            for name in ("parties_all", "party"):
                if isinstance(form.fields.get(name), ChoicesField):
                    form.fields[name].choices = shared
        return form

    def filter_queryset(self, queryset: QuerySet[Agreement]) -> QuerySet[Agreement]:
        """Annotate the status as of the day asked for, then narrow to what existed on it."""
        cleaned = self.form.cleaned_data
        day = cleaned.get("on") or timezone.localdate()
        found: Any = super().filter_queryset(queryset.with_status(day).with_scope())  # type: ignore[attr-defined]
        if cleaned.get("on") or cleaned.get("existed"):
            existed = cleaned.get("existed") or Existence.BY_THEN
            return found.with_existence(day).filter(existence=existed)  # type: ignore[no-any-return]
        return found  # type: ignore[no-any-return]

    def left_out(self) -> dict[str, int]:
        """Count what the list as of a day leaves out, by Existence; nothing where no day is given. One query."""
        day, existed = (self.form.cleaned_data.get(name) for name in ("on", "existed"))
        if not day or existed:
            return {}
        rows = super().filter_queryset(self.queryset.with_status(day).with_scope()).with_existence(day)
        others = rows.order_by().prefetch_related(None).exclude(existence=Existence.BY_THEN)
        return dict(
            without_translation_rewrite(others)
            .values_list("existence")
            .annotate(number=Count("pk", distinct=True))
        )

    def of_party(self, queryset: QuerySet[Agreement], _name: str, values: list[str]) -> QuerySet[Agreement]:
        """Keep those of a state (by code) or a body (by slug), or of one of several."""
        if len(values) > 1:
            rows = Party.objects.filter(self.names_party(values))
            return queryset.filter(pk__in=rows.values("agreement"))
        if is_state_code(values[0]):
            return queryset.filter(parties__country=values[0])
        return queryset.filter(parties__organisation__slug=values[0])

    def of_all_parties(
        self, queryset: QuerySet[Agreement], _name: str, values: list[str]
    ) -> QuerySet[Agreement]:
        """Keep those of which each of the states and bodies is a party."""
        for value in values:
            rows = Party.objects.filter(self.names_party([value]))
            queryset = queryset.filter(pk__in=rows.values("agreement"))
        return queryset

    def names_party(self, values: list[str]) -> Q:
        """Select parties by the code of a state or the slug of a body."""
        return Q(country__in=values) | Q(organisation__slug__in=values)

    def of_level(self, queryset: QuerySet[Agreement], _name: str, values: list[str]) -> QuerySet[Agreement]:
        """Keep those of the levels; `multilateral`, once a level, stands for all documents of several parties."""
        condition = Q(level__in=values)
        if FORMER_LEVEL in values:
            condition |= is_multilateral()
        return queryset.filter(condition)

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
    parties_all = MultiValueFilter(
        method="of_all_parties", label=_("All of these parties: country codes or organisation slugs.")
    )
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
        return queryset.filter(pk__in=Party.objects.filter(self.names_party(values)).values("agreement"))

    def names_party(self, values: list[str]) -> Q:
        """Select parties by the code of a state or the slug of a published body."""
        bodies = Organisation.objects.published().filter(slug__in=values)
        return Q(country__in=values) | Q(organisation__in=bodies)
