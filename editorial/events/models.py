"""Meetings, visits and openings, the mechanisms they belong to and what they produced."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.agreements.models import Agreement
from editorial.articles.models import Collection, EditionSource
from editorial.events.querysets import EventQuerySet, MechanismQuerySet
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.provenance.models import Explanation, Source, one_explanation
from editorial.topics.models import Topic
from editorial.values.countries import CountryField, country_name
from editorial.values.indexes import LatestFirstIndex, TrigramIndex
from editorial.values.languages import language_columns
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import (
    Partial,
    PartialDateField,
    Precision,
    PrecisionField,
    not_before,
    precision_agrees,
)
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchTextField


class Mechanism(PublishableModel):
    """A recurring body or series: a council, a commission, a forum, the summits of a sea."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("council")
        COMMISSION = "commission", _("commission")
        SUMMIT = "summit", _("summits")
        FORUM = "forum", _("forum")
        VISITS = "visits", _("mutual visits")
        CULTURE_DAYS = "culture_days", _("days of culture")
        CONSULTATION = "consultation", _("consultations")
        FUND = "fund", _("fund")
        ASSOCIATION = "association", _("association")
        OTHER = "other", _("other")

    slug = RecordSlugField()
    name = CharField(_("name"), max_length=300)
    kind = CharField(_("type"), max_length=20, choices=Kind.choices)
    countries = CharField(
        _("countries"),
        max_length=200,
        blank=True,
        help_text=_("Country codes separated by commas: AZ, KZ, GE."),
    )
    since = PartialDateField(_("in operation since"), null=True, blank=True)
    since_precision = PrecisionField()
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mechanisms",
        verbose_name=_("organisation"),
    )
    collections = models.ManyToManyField(
        Collection, blank=True, related_name="mechanisms", verbose_name=_("collections")
    )
    note = TextField(_("note"), blank=True)

    since_date = Partial("since")
    search_text = SearchTextField(*language_columns("name"), "slug")
    objects = MechanismQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("cooperation mechanism")
        verbose_name_plural = _("cooperation mechanisms")
        ordering = ["name"]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="mechanism"),
            precision_agrees("since", prefix="mechanism"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("events:mechanism", self.slug)

    def facts_without_source(self) -> dict[str, str]:
        """Return the series itself if no source states it. One query."""
        return {} if self.sources.exists() else {"mechanism": str(self)}

    @property
    def country_codes(self) -> list[str]:
        return [code.strip() for code in self.countries.split(",") if code.strip()]


class Event(PublishableModel):
    """Something that happened, or is to happen, at a time and mostly at a place."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit")
        SUMMIT = "summit", _("summit")
        COUNCIL_SESSION = "council_session", _("council session")
        COMMISSION_SESSION = "commission_session", _("commission session")
        FORUM = "forum", _("forum")
        CEREMONY = "ceremony", _("ceremony")
        OPENING = "opening", _("opening")
        CULTURE_DAYS = "culture_days", _("days of culture")
        CULTURAL = "cultural", _("cultural event")
        OTHER = "other", _("other")

    class Course(models.TextChoices):
        """Course of the event, as the sources tell."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    slug = RecordSlugField()
    title = CharField(_("title"), max_length=500)
    kind = CharField(_("type"), max_length=20, choices=Kind.choices)
    course = CharField(_("status"), max_length=10, choices=Course.choices, default=Course.HELD)
    started_on = PartialDateField(_("start date"), null=True, blank=True)
    started_on_precision = PrecisionField()
    ended_on = PartialDateField(_("end date"), null=True, blank=True)
    ended_on_precision = PrecisionField()
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("venue")
    )
    country = CountryField(blank=True, help_text=_("Use only when the city is unknown."))
    mechanism = models.ForeignKey(
        Mechanism,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("cooperation mechanism"),
    )
    number = models.PositiveSmallIntegerField(
        _("session number"), null=True, blank=True, help_text=_("For example, 2 for the second session.")
    )
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    possibly_same_as = models.ManyToManyField(
        "self", blank=True, verbose_name=_("possible duplicate of"),
        help_text=_("Use when sources give different dates for what may be the same event. Both records are kept."),
    )  # fmt: skip
    topics = models.ManyToManyField(Topic, blank=True, related_name="events", verbose_name=_("topics"))
    note = TextField(_("note"), blank=True)

    started = Partial("started_on")
    ended = Partial("ended_on")
    search_text = SearchTextField(*language_columns("title"), "slug")
    objects = EventQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = [models.F("started_on").desc(nulls_last=True), "slug"]
        indexes = [
            *PublishableModel.Meta.indexes,
            models.Index(
                fields=["place"], condition=Q(state="published"), name="event_places"
            ),  # counted for the map
            TrigramIndex(name="event_search_text"),
            LatestFirstIndex(fields=["state", "-started_on", "slug"], name="event_latest_first"),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="event"),
            precision_agrees("started_on", prefix="event"),
            precision_agrees("ended_on", prefix="event"),
            not_before("ended_on", "started_on", prefix="event"),
            models.UniqueConstraint(
                fields=["mechanism", "number"], name="event_number_once",
                violation_error_message=_("This mechanism already has an event with this number."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(mechanism__isnull=False), name="event_number_needs_a_series",
                violation_error_message=_("Select a cooperation mechanism to use a session number."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")), name="event_is_not_its_own_part"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def facts_without_source(self) -> dict[str, str]:
        """Return the event itself if no source states it. One query."""
        return {} if self.sources.exists() else {"event": str(self)}

    @property
    def month(self) -> dt.date | None:
        """The first day of the month in which it begins; None where the sources give no month."""
        started = self.started
        if started is None or started.precision == Precision.YEAR:
            return None
        return started.start.replace(day=1)

    def get_absolute_url(self) -> str:
        return page_address("events:detail", self.slug)

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class Participant(models.Model):
    """A person, a body or a state that took part."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participants")
    expert = models.ForeignKey(
        Expert, models.PROTECT, null=True, blank=True, related_name="participations", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="participations",
        verbose_name=_("organisation"),
    )  # fmt: skip
    country = CountryField(blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expert__isnull=False, organisation__isnull=True, country="")
                | Q(expert__isnull=True, organisation__isnull=False, country="")
                | (Q(expert__isnull=True, organisation__isnull=True) & ~Q(country="")),
                name="participant_is_one_of_three",
                violation_error_message=_("A participant is a person, an organisation or a state."),
            ),
            models.UniqueConstraint(fields=["event", "expert"], name="participant_expert_once"),
            models.UniqueConstraint(fields=["event", "organisation"], name="participant_organisation_once"),
            models.UniqueConstraint(
                fields=["event", "country"], condition=~Q(country=""), name="participant_country_once"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.expert or self.organisation or country_name(self.country))


class Outcome(models.Model):
    """A result of an event: a signed agreement, or a description."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signed at the event")
        ADOPTED = "adopted", _("agreed or announced at the event")
        RESULT = "result", _("result")

    event = models.ForeignKey(Event, models.CASCADE, related_name="outcomes")
    kind = CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.SIGNED)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="outcomes", verbose_name=_("agreement")
    )
    text = CharField(_("description"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(kind="signed"), name="outcome_signed_at_one_event",
                violation_error_message=_("This agreement is already recorded as signed at another event."),
            ),
            models.UniqueConstraint(fields=["event", "agreement"], name="outcome_agreement_once"),
            models.CheckConstraint(
                condition=Q(agreement__isnull=False) | (Q(kind="result") & ~Q(text="")), name="outcome_says_what",
                violation_error_message=_("Select an agreement or describe the outcome."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text or str(self.agreement)


class EventSource(EditionSource):
    """A source of a fact about an event."""

    is_required = True

    event = models.ForeignKey(Event, models.CASCADE, related_name="sources")

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [*Source.Meta.constraints, precision_agrees("document_date", prefix="event_source")]


class MechanismSource(EditionSource):
    """A source of a fact about a mechanism."""

    is_required = True

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="sources")

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [*Source.Meta.constraints, precision_agrees("document_date", prefix="mechanism_source")]


class EventExplanation(Explanation):
    """The editors' explanation of what sources of an event state differently."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="explanations")

    class Meta(Explanation.Meta):
        abstract = False
        constraints = [one_explanation("event")]


class MechanismExplanation(Explanation):
    """The editors' explanation of what sources of a mechanism state differently."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="explanations")

    class Meta(Explanation.Meta):
        abstract = False
        constraints = [one_explanation("mechanism")]
