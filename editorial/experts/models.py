"""People and organisations, and the forms of their names."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.experts.querysets import (
    AffiliationQuerySet,
    CouncilMembershipQuerySet,
    ExpertQuerySet,
    OrganisationQuerySet,
)
from editorial.provenance.models import Explanation, one_explanation
from editorial.values.countries import CountryField, country_name
from editorial.values.languages import LanguageField, language_columns, language_constraint
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import (
    Partial,
    PartialDateField,
    PrecisionField,
    not_before,
    precision_agrees,
)
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField, URLField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager


class Script(models.TextChoices):
    """The writing of a name form."""

    CYRILLIC = "Cyrl", _("Cyrillic")
    LATIN = "Latn", _("Latin")
    ARABIC = "Arab", _("Arabic")


class NameForm(SearchedModel):
    """A form under which a name is met in texts; the preferred one is to be used in that language and script."""

    name = CharField(_("name"), max_length=300)
    language = LanguageField()
    script = CharField(_("script"), max_length=4, choices=Script.choices, default=Script.CYRILLIC)
    preferred = models.BooleanField(
        _("preferred"), default=False, help_text=_("Form used in this language and script.")
    )
    search_text = SearchTextField("name")
    objects = SearchTextManager()

    class Meta:
        abstract = True
        ordering = ["language", "name"]

    def __str__(self) -> str:
        return self.name


class Organisation(PublishableModel):
    """A think tank, ministry, company or any other body that writes, signs, takes part or states a figure."""

    class Kind(models.TextChoices):
        THINK_TANK = "think_tank", _("think tank")
        MINISTRY = "ministry", _("ministry")
        STATE_BODY = "state_body", _("public authority")
        INTERNATIONAL = "international_organisation", _("international organisation")
        UNIVERSITY = "university", _("university")
        COMPANY = "company", _("company")
        NGO = "ngo", _("non-governmental organisation")
        MEDIA = "media", _("news outlet")

    slug = RecordSlugField()
    name = CharField(_("name"), max_length=300)
    short_name = CharField(_("short name"), max_length=100, blank=True)
    kind = CharField(_("type"), max_length=30, choices=Kind.choices)
    country = CountryField(blank=True, help_text=_("Leave empty for an international organisation."))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    website = URLField(_("website"), blank=True)
    note = TextField(_("note"), blank=True)

    search_text = SearchTextField(*language_columns("name", "short_name"), "slug")
    objects = OrganisationQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="organisation"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")), name="organisation_is_not_its_own_part"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("experts:organisation", self.slug)

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class OrganisationName(NameForm):
    """A form of an organisation's name."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="name_forms")

    class Meta(NameForm.Meta):
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")
        constraints = [
            language_constraint(prefix="organisation_name"),
            models.UniqueConstraint(fields=["organisation", "language", "name"], name="organisation_name_once"),
            models.UniqueConstraint(
                fields=["organisation", "language", "script"], condition=Q(preferred=True),
                name="organisation_name_one_preferred",
                violation_error_message=_("Only one preferred variant is allowed per language and script."),
            ),
        ]  # fmt: skip


class Expert(PublishableModel):
    """A person who writes, is interviewed, is quoted, signs or takes part."""

    class Kind(models.TextChoices):
        EXPERT = "expert", _("expert")
        DIPLOMAT = "diplomat", _("diplomat")
        OFFICIAL = "official", _("official")
        THINKER = "thinker", _("thinker")
        CULTURAL_FIGURE = "cultural_figure", _("cultural figure")

    slug = RecordSlugField()
    given_name = CharField(_("given name"), max_length=150, blank=True)
    family_name = CharField(_("family name"), max_length=150)
    degree = CharField(_("academic degree"), max_length=200, blank=True)
    kind = CharField(_("type"), max_length=20, choices=Kind.choices, default=Kind.EXPERT)
    country = CountryField(blank=True)
    orcid = CharField(_("ORCID"), max_length=19, blank=True)
    note = TextField(_("note"), blank=True)

    search_text = SearchTextField(*language_columns("family_name", "given_name"), "orcid", "slug")
    objects = ExpertQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name"]
        constraints = [*PublishableModel.Meta.constraints, slug_not_empty(prefix="expert")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return page_address("experts:expert", self.slug)

    def facts_without_source(self) -> dict[str, str]:
        """Return the positions if no source states them and no published text gives one. At most two queries."""
        if not Expert.objects.without_source().filter(pk=self.pk).exists():
            return {}
        return {f"position:{row.pk}": str(row) for row in self.affiliations.select_related("organisation")}

    @property
    def name(self) -> str:
        """The name as it is said: given name first."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


class ExpertName(NameForm):
    """A form of a person's name."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="name_forms")

    class Meta(NameForm.Meta):
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")
        constraints = [
            language_constraint(prefix="expert_name"),
            models.UniqueConstraint(fields=["expert", "language", "name"], name="expert_name_once"),
            models.UniqueConstraint(
                fields=["expert", "language", "script"], condition=Q(preferred=True), name="expert_name_one_preferred",
                violation_error_message=_("Only one preferred variant is allowed per language and script."),
            ),
        ]  # fmt: skip


class Term(models.Model):
    """A time from which to which something held; either end may be unknown."""

    started_on = PartialDateField(_("from"), null=True, blank=True)
    started_on_precision = PrecisionField()
    ended_on = PartialDateField(_("to"), null=True, blank=True)
    ended_on_precision = PrecisionField()

    started = Partial("started_on")
    ended = Partial("ended_on")

    class Meta:
        abstract = True


class Affiliation(Term):
    """A position that a person holds or held in an organisation."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="affiliations", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="affiliations", verbose_name=_("organisation")
    )
    position = CharField(_("position"), max_length=300)
    attested_on = PartialDateField(
        _("attested on"),
        null=True,
        blank=True,
        help_text=_("When a source mentions the position, if the term of office is unknown."),
    )
    attested_on_precision = PrecisionField()

    attested = Partial("attested_on")
    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = [
            models.F("started_on").desc(nulls_last=True),
            models.F("attested_on").desc(nulls_last=True),
            "id",
        ]
        constraints = [
            precision_agrees("started_on", prefix="affiliation"),
            precision_agrees("ended_on", prefix="affiliation"),
            precision_agrees("attested_on", prefix="affiliation"),
            not_before("ended_on", "started_on", prefix="affiliation"),
        ]

    def __str__(self) -> str:
        return f"{self.position}, {self.organisation}"


class CouncilMembership(Term):
    """A seat in the Expert Council, for one of its two sides."""

    class Side(models.TextChoices):
        AZ = "AZ", _("Azerbaijan side")
        KZ = "KZ", _("Kazakhstan side")

    class Role(models.TextChoices):
        CHAIR = "chair", _("co-chair")
        SECRETARY = "secretary", _("secretary")
        MEMBER = "member", _("member")

    expert = models.ForeignKey(
        Expert, models.CASCADE, related_name="council_memberships", verbose_name=_("person")
    )
    side = CharField(_("side"), max_length=2, choices=Side.choices)
    role = CharField(_("role"), max_length=10, choices=Role.choices, default=Role.MEMBER)

    objects = CouncilMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("council membership")
        verbose_name_plural = _("council memberships")
        ordering = ["side", "role", "id"]
        constraints = [
            precision_agrees("started_on", prefix="membership"),
            precision_agrees("ended_on", prefix="membership"),
            not_before("ended_on", "started_on", prefix="membership"),
            models.CheckConstraint(condition=Q(side__in=("AZ", "KZ")), name="membership_side_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.expert}, {self.get_side_display()}"


class ExpertExplanation(Explanation):
    """The editors' explanation of what sources of an expert state differently."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="explanations")

    class Meta(Explanation.Meta):
        abstract = False
        constraints = [one_explanation("expert")]
