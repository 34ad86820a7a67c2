"""Figures: what is measured, and each value that a source states for it."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from editorial.articles.models import EditionSource
from editorial.experts.models import Organisation
from editorial.i18n.fallback_text import languages_to_try
from editorial.indicators.querysets import IndicatorQuerySet, ObservationQuerySet
from editorial.provenance.disagreements import disagreeing_with
from editorial.provenance.models import Explanation, Source, one_explanation
from editorial.topics.models import Topic
from editorial.values.languages import language_columns
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import (
    Partial,
    PartialDateField,
    PrecisionField,
    not_before,
    precision_agrees,
)
from editorial.values.quantities import NUMBER, ORDINAL, form_names, write_quantity
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, JSONField, SlugField, TextField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


def validate_forms(forms: object) -> None:
    """Raise ValidationError unless each pattern has a known form and the number inside, once."""
    languages = dict(settings.LANGUAGES)
    is_known = isinstance(forms, dict) and all(
        language in languages and isinstance(patterns, dict) and set(patterns) <= set(form_names(language))
        for language, patterns in forms.items()
    )
    if not is_known:
        raise ValidationError(_("Unknown form of a unit."), code="unknown_form")
    for pattern in (pattern for patterns in forms.values() for pattern in patterns.values()):  # type: ignore[attr-defined]
        if not isinstance(pattern, str) or pattern.count(NUMBER) + pattern.count(ORDINAL) != 1:
            raise ValidationError(
                _("Enter the number once in each form, as {n} or, for an ordinal, as {nth}."), code="number"
            )


class Unit(SearchedModel):
    """A unit of measure, as in "million tonnes"."""

    code = SlugField(_("code"), max_length=30, unique=True)
    name = CharField(_("name"), max_length=100)
    symbol = CharField(_("symbol"), max_length=40, blank=True)
    # {language: {form: pattern}}; see `values.quantities`
    forms = JSONField(_("forms after a number"), default=dict, blank=True, validators=[validate_forms])
    search_text = SearchTextField("code", *language_columns("name", "symbol"))
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("unit of measurement")
        verbose_name_plural = _("units of measurement")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.symbol or self.name

    def forms_in(self, language: str) -> tuple[dict[str, str], str]:
        """Return the forms after a number that readers of a language are shown, and the language they are in."""
        for code in languages_to_try(language):
            if forms := self.forms.get(code):
                return forms, code
            if text := getattr(self, f"symbol_{code}", "") or getattr(self, f"name_{code}", ""):
                return {"other": f"{NUMBER} {text}"}, code
        return {}, language

    def is_bare_in(self, language: str) -> bool:
        """Return whether numbers of this unit are written without it: things are counted, and the indicator names them."""
        return self.forms_in(language)[0].get("other", NUMBER) == NUMBER


class Area(SearchedModel):
    """The subject of a figure: a country, a pair of countries, a route, a sea."""

    code = CharField(_("code"), max_length=20, unique=True)
    name = CharField(_("name"), max_length=200)
    search_text = SearchTextField("code", *language_columns("name"))
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("geographic area")
        verbose_name_plural = _("geographic areas")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Indicator(PublishableModel):
    """A quantity of which the sources state values."""

    slug = RecordSlugField()
    name = CharField(_("name"), max_length=300)
    description = TextField(
        _("description"),
        blank=True,
        help_text=_("What is counted, in one sentence: the subtitle of the charts."),
    )
    note = TextField(
        _("note to the charts"),
        blank=True,
        help_text=_(
            "What a reader must know so as not to misread the values: breaks in the method, what is left out."
        ),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="indicators", verbose_name=_("topics"))
    key_for = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="key_indicators",
        verbose_name=_("key indicator of topics"),
        help_text=_("The latest value is shown at the top of the page of these topics."),
    )

    search_text = SearchTextField(*language_columns("name"), "slug")
    objects = IndicatorQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["name"]
        constraints = [*PublishableModel.Meta.constraints, slug_not_empty(prefix="indicator")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("indicators:detail", self.slug)

    def latest_value_is_disputed(self) -> bool:
        """Return whether another value contradicts the latest; of rows read by `for_listing`."""
        latest, comparable = self.latest_values, self.comparable_values  # type: ignore[attr-defined]
        return bool(latest and disagreeing_with(latest[0], comparable))

    def facts_without_source(self) -> dict[str, str]:
        """Return the values that no source states. One query."""
        rows = self.observations.without_source().order_by("slug")
        return {slug: slug for slug in rows.values_list("slug", flat=True)}


class Observation(models.Model):
    """One value of an indicator as somebody states it. Values that contradict each other stand side by side."""

    class Qualifier(models.TextChoices):
        EXACT = "", pgettext_lazy("value", "exact")
        APPROX = "approx", pgettext_lazy("value", "about")
        MORE_THAN = "more_than", pgettext_lazy("value", "more than")
        LESS_THAN = "less_than", pgettext_lazy("value", "less than")
        AT_LEAST = "at_least", pgettext_lazy("value", "at least")
        UP_TO = "up_to", pgettext_lazy("value", "up to")

    class Nature(models.TextChoices):
        MEASURED = "measured", _("actual")
        TARGET = "target", _("target")
        FORECAST = "forecast", _("forecast")

    slug = RecordSlugField()
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="observations", verbose_name=_("indicator")
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    value_min = models.DecimalField(_("lower limit"), max_digits=20, decimal_places=6, null=True, blank=True)
    value_max = models.DecimalField(_("upper limit"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="observations", verbose_name=_("unit of measurement")
    )
    qualifier = CharField(
        _("qualifier"), max_length=10, choices=Qualifier.choices, blank=True, default=Qualifier.EXACT
    )
    nature = CharField(_("type of value"), max_length=10, choices=Nature.choices, default=Nature.MEASURED)
    started_on = PartialDateField(_("start of period"), null=True, blank=True)
    started_on_precision = PrecisionField()
    ended_on = PartialDateField(_("end of period"), null=True, blank=True)
    ended_on_precision = PrecisionField()
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="observations",
        verbose_name=_("geographic area"),
    )
    stated_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name=_("reported by"),
        help_text=_("Organisation that published the figure, if named in the source."),
    )  # fmt: skip
    note = TextField(_("note"), blank=True)

    started = Partial("started_on")
    ended = Partial("ended_on")
    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["indicator_id", "started_on", "slug"]
        constraints = [
            slug_not_empty(prefix="observation"),
            precision_agrees("started_on", prefix="observation"),
            precision_agrees("ended_on", prefix="observation"),
            not_before("ended_on", "started_on", prefix="observation"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(value_min__isnull=False, value_max__isnull=False),
                name="observation_has_value_or_range",
                violation_error_message=_("Enter a value or both ends of a range."),
            ),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=models.F("value_min")),
                name="observation_range_is_in_order",
                violation_error_message=_("The upper limit is lower than the lower limit."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.slug)

    def get_absolute_url(self) -> str:
        return f"{self.indicator.get_absolute_url()}#{self.slug}"

    def disagrees_with(self) -> list["Observation"]:
        """Return the values of the same thing that cannot hold together with this one."""
        return disagreeing_with(self, self.indicator.observations.all())

    def written(self, language: str, *, with_unit: bool = True) -> str:
        """Return the value or range as a language writes it, with its qualifier: «более 500 млн долл.»."""
        forms, code = self.unit.forms_in(language) if with_unit else ({}, language)
        ends = (self.value_min, self.value_max) if self.value is None else (self.value,)
        values = [Decimal(end) for end in ends if end is not None]
        return write_quantity(values, language, forms, qualifier=self.qualifier, forms_language=code)

    @property
    def is_public(self) -> bool:
        """Return whether readers see the value: they do with its indicator."""
        return self.indicator.is_published

    def facts_without_source(self) -> dict[str, str]:
        """Return the value itself if no source states it. One query."""
        return {} if self.sources.exists() else {self.slug: str(self)}


class ObservationSource(EditionSource):
    """A source of a value."""

    is_required = True

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="sources")

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [
            *Source.Meta.constraints,
            precision_agrees("document_date", prefix="observation_source"),
        ]

    @classmethod
    def subject_paths(cls) -> tuple[str, ...]:
        """Bring the indicator and all that names a value."""
        return ("observation", "observation__indicator", "observation__unit", "observation__area")

    @property
    def record(self) -> Indicator:
        """A value is seen with its indicator."""
        return self.observation.indicator

    @property
    def fact_name(self) -> str:
        """The indicator, the area and the value."""
        row = self.observation
        named = ", ".join(str(part) for part in (row.indicator, row.area, row.started) if part)
        return f"{named}: {row.written(get_language() or settings.LANGUAGE_CODE)}"


class ObservationExplanation(Explanation):
    """The editors' explanation of what sources of an value state differently."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="explanations")

    class Meta(Explanation.Meta):
        abstract = False
        constraints = [one_explanation("observation")]
