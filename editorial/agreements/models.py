"""Agreements of every level, the steps of their parties and what ties them to each other."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.agreements.querysets import AgreementQuerySet, RelationQuerySet
from editorial.agreements.status import Status, Step, status_on
from editorial.articles.models import EditionSource
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.provenance.models import Explanation, Source, one_explanation
from editorial.topics.models import Topic
from editorial.values.attachments import attachment_name, attachment_storage, kind_by_name, valid_attachment
from editorial.values.countries import CountryField, country_name
from editorial.values.indexes import LatestFirstIndex, TrigramIndex
from editorial.values.languages import LanguageField, language_columns, language_constraint
from editorial.values.page_urls import page_address
from editorial.values.partial_dates import Partial, PartialDateField, PrecisionField, precision_agrees
from editorial.values.slugs import RecordSlugField, slug_not_empty
from editorial.values.text_fields import CharField, TextField, URLField
from editorial.workflow.models import PublishableModel
from editorial.workflow.search_text import SearchTextField
from editorial.workflow.states import State

BILATERAL_PARTIES = 2


class Agreement(PublishableModel):
    """A document between states or bodies, or a package of documents that the sources do not name one by one."""

    class Kind(models.TextChoices):
        TREATY = "treaty", _("treaty")
        CONVENTION = "convention", _("convention")
        AGREEMENT = "agreement", pgettext_lazy("kind of document", "agreement")
        PROTOCOL = "protocol", _("protocol")
        DECLARATION = "declaration", _("declaration")
        JOINT_STATEMENT = "joint_statement", _("joint statement")
        COMMUNIQUE = "communique", _("communiqué")
        MEMORANDUM = "memorandum", _("memorandum")
        ROADMAP = "roadmap", _("road map")
        PROGRAMME = "programme", _("programme")
        DECISION = "decision", _("decision")
        CONTRACT = "contract", _("contract")
        PACKAGE = "package", _("package of documents")

    class Level(models.TextChoices):
        INTERSTATE = "interstate", _("interstate")
        INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental")
        INTERAGENCY = "interagency", _("interagency")
        MUNICIPAL = "municipal", _("between towns")
        CORPORATE = "corporate", _("corporate")

    class Participation(models.TextChoices):
        """Number of parties of a document: two or more."""

        BILATERAL = "bilateral", _("bilateral")
        MULTILATERAL = "multilateral", _("multilateral")

    class Stage(models.TextChoices):
        """Stage of the document itself, as the sources tell."""

        PLANNED = "planned", pgettext_lazy("stage of a document", "planned")
        DRAFT = "draft", pgettext_lazy("stage of a document", "draft")
        AGREED = "agreed", pgettext_lazy("stage of a document", "agreed, signature not confirmed")
        SIGNED = "signed", pgettext_lazy("stage of a document", "signed or adopted")

    slug = RecordSlugField()
    title = CharField(_("title"), max_length=600)
    kind = CharField(_("type"), max_length=20, choices=Kind.choices)
    level = CharField(
        _("level"),
        max_length=20,
        choices=Level.choices,
        blank=True,
        help_text=_("Leave empty if the sources do not show it."),
    )
    participation = CharField(
        _("bilateral or multilateral"),
        max_length=12,
        choices=Participation.choices,
        blank=True,
        help_text=_(
            "Leave empty if all parties are listed: two are bilateral, three or more multilateral. Select "
            "“multilateral” if only some of the parties are listed."
        ),
    )
    stage = CharField(_("stage of preparation"), max_length=10, choices=Stage.choices, default=Stage.SIGNED)
    document_count = models.PositiveSmallIntegerField(
        _("number of documents in the package"),
        null=True,
        blank=True,
        help_text=_("Only for a package, if a source gives the number."),
    )
    signed_on = PartialDateField(_("date of signature"), null=True, blank=True)
    signed_on_precision = PrecisionField()
    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("place of signature"),
    )
    depositary = CharField(_("depositary"), max_length=300, blank=True)
    registration = CharField(
        _("registration"),
        max_length=300,
        blank=True,
        help_text=_("Number and register, for example UN Treaty Series."),
    )
    publication = CharField(
        _("official publication"),
        max_length=300,
        blank=True,
        help_text=_("Where the text was officially published."),
    )
    authentic_languages = CharField(
        _("languages of the authentic texts"),
        max_length=100,
        blank=True,
        help_text=_("Language codes separated by commas: az, kk, ru, en, fa, tk."),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="agreements", verbose_name=_("topics"))
    note = TextField(_("note"), blank=True)
    party_count = models.PositiveSmallIntegerField(_("parties"), default=0, editable=False)

    signed = Partial("signed_on")
    search_text = SearchTextField(*language_columns("title"), "slug", "registration")
    objects = AgreementQuerySet.as_manager()

    class Meta(PublishableModel.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = [models.F("signed_on").desc(nulls_last=True), "slug"]
        indexes = [
            *PublishableModel.Meta.indexes,
            TrigramIndex(name="agreement_search_text"),
            LatestFirstIndex(fields=["state", "-signed_on", "slug"], name="agreement_latest_first"),
            LatestFirstIndex(fields=["-signed_on", "slug"], name="agreement_in_order"),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            slug_not_empty(prefix="agreement"),
            precision_agrees("signed_on", prefix="agreement"),
            models.CheckConstraint(
                condition=Q(party_count__gte=1) | Q(state=State.DRAFT), name="agreement_has_a_party",
                violation_error_message=_("An agreement must have at least one party."),
            ),
            models.CheckConstraint(
                condition=Q(document_count__isnull=True) | Q(kind="package", document_count__gte=1),
                name="agreement_count_only_for_package",
                violation_error_message=_("Only a package can have a number of documents."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return page_address("agreements:detail", self.slug)

    def facts_without_source(self) -> dict[str, str]:
        """Return the agreement itself if no source states it. One query."""
        return {} if self.sources.exists() else {"agreement": str(self)}

    @property
    def is_package(self) -> bool:
        return self.kind == self.Kind.PACKAGE

    @property
    def scope(self) -> str:
        """A Participation value by the parties listed and what the editor has selected; empty if unknown."""
        if self.party_count > BILATERAL_PARTIES or self.participation == self.Participation.MULTILATERAL:
            return self.Participation.MULTILATERAL
        return self.Participation.BILATERAL if self.party_count == BILATERAL_PARTIES else self.participation

    @property
    def listed_level(self) -> str:
        """The level; where none is known, “multilateral” for such a document, as the API has always had it."""
        return self.level or (self.scope if self.scope == self.Participation.MULTILATERAL else "")

    def get_scope_display(self) -> str:
        """Return “bilateral” or “multilateral” in the active language, empty if unknown."""
        return str(dict(self.Participation.choices).get(self.scope, ""))

    def status_on(self, day: dt.date) -> Status:
        """Status on a day as it follows from the recorded steps; reads the prefetched `actions`."""
        steps = [
            Step(action.kind, action.dated, action.party_id is not None) for action in self.actions.all()
        ]
        is_bilateral = self.scope == self.Participation.BILATERAL
        return status_on(day, steps=steps, signed=self.signed, bilateral=is_bilateral)


class Party(models.Model):
    """A state or a body that is party to an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    country = CountryField(blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="agreement_parties",
        verbose_name=_("organisation"),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(country="") & Q(organisation__isnull=False)) | (~Q(country="") & Q(organisation__isnull=True)),
                name="party_is_state_or_body",
                violation_error_message=_("A party is either a state or an organisation."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "country"], condition=~Q(country=""), name="party_country_once",
                violation_error_message=_("This state is already listed as a party."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="party_organisation_once",
                violation_error_message=_("This organisation is already listed as a party."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The state in the active language, or the body."""
        return country_name(self.country) if self.country else str(self.organisation)


class AgreementAction(models.Model):
    """A dated step: of one party, or of the agreement as a whole when no party is named."""

    class Kind(models.TextChoices):
        SIGNED = "signed", _("signature")
        ACCEDED = "acceded", _("accession")
        RATIFIED = "ratified", _("ratification")
        NOTIFIED = "notified", _("notification")
        ENTERED_INTO_FORCE = "entered_into_force", _("entry into force")
        AMENDED = "amended", _("amendment")
        SUSPENDED = "suspended", _("suspension")
        TERMINATED = "terminated", _("termination")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="actions")
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="actions", verbose_name=_("party"),
        help_text=_("Leave empty for the agreement as a whole."),
    )  # fmt: skip
    kind = CharField(_("action"), max_length=20, choices=Kind.choices)
    dated_on = PartialDateField(_("date"), null=True, blank=True)
    dated_on_precision = PrecisionField()
    note = CharField(_("note"), max_length=300, blank=True)

    dated = Partial("dated_on")

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = [models.F("dated_on").asc(nulls_last=True), "id"]
        constraints = [
            precision_agrees("dated_on", prefix="action"),
            models.UniqueConstraint(
                fields=["agreement", "party", "kind", "dated_on"], name="action_of_a_party_once",
                violation_error_message=_("This action has already been recorded."),
            ),
            models.UniqueConstraint(
                fields=["agreement", "kind", "dated_on"], condition=Q(party__isnull=True), name="action_of_the_whole_once",
                violation_error_message=_("This action has already been recorded."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.dated or ''}".strip()


class Signatory(models.Model):
    """A person who signed an agreement, for one of its parties as far as that is known."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatories")
    expert = models.ForeignKey(
        Expert, models.PROTECT, related_name="signed_agreements", verbose_name=_("person")
    )
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="signatories", verbose_name=_("party")
    )
    position = CharField(
        _("position"), max_length=300, blank=True, help_text=_("As at the date of signature.")
    )

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "expert"], name="signatory_once",
                violation_error_message=_("This person is already listed as a signatory."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.expert)


class AgreementRelation(models.Model):
    """The relation of one agreement to another; reads from both ends."""

    class Kind(models.TextChoices):
        AMENDS = "amends", _("amends")
        RENEWS = "renews", _("renews")
        IMPLEMENTS = "implements", _("implements")
        SUPERSEDES = "supersedes", _("supersedes")
        BASED_ON = "based_on", _("based on")

    INVERSE: dict[str, str | Promise] = {
        Kind.AMENDS: _("amended by"),
        Kind.RENEWS: _("renewed by"),
        Kind.IMPLEMENTS: _("implemented by"),
        Kind.SUPERSEDES: _("superseded by"),
        Kind.BASED_ON: _("basis for"),
    }

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="relations")
    kind = CharField(_("relationship"), max_length=10, choices=Kind.choices)
    other = models.ForeignKey(
        Agreement, models.CASCADE, related_name="inverse_relations", verbose_name=_("related agreement")
    )
    inferred = models.BooleanField(
        _("inferred"),
        default=False,
        help_text=_("Not stated explicitly in the sources; inferred from the context."),
    )

    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relationship")
        verbose_name_plural = _("relationships")
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "kind", "other"], name="relation_once"),
            models.CheckConstraint(
                condition=~Q(agreement=models.F("other")), name="relation_not_to_itself",
                violation_error_message=_("An agreement cannot be related to itself."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"

    @property
    def inverse_label(self) -> str | Promise:
        """Return how the relation reads from the other agreement."""
        return self.INVERSE[self.kind]


class AgreementText(models.Model):
    """The text of an agreement in one language, as a file or a link."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="texts")
    language = LanguageField()
    file = models.FileField(
        _("file"), upload_to=attachment_name, storage=attachment_storage, blank=True, validators=[valid_attachment],
        help_text=_("PDF, DOCX, ODT or an image. Readers get it once the agreement is published."),
    )  # fmt: skip
    url = URLField(_("link"), max_length=1000, blank=True)
    is_authentic = models.BooleanField(_("authentic"), default=False)

    class Meta:
        verbose_name = _("text of the agreement")
        verbose_name_plural = _("texts of the agreement")
        ordering = ["language"]
        constraints = [
            language_constraint(prefix="agreement_text"),
            models.UniqueConstraint(
                fields=["agreement", "language"], name="agreement_text_once",
                violation_error_message=_("A text in this language already exists."),
            ),
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(url=""), name="agreement_text_is_somewhere",
                violation_error_message=_("Add a file or a link."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_language_display()

    @property
    def provided_file(self) -> FieldFile | None:
        """The file, if it is of a kind that readers are given."""
        return self.file if self.file and kind_by_name(self.file.name or "") else None


class AgreementSource(EditionSource):
    """A source of a fact about an agreement."""

    is_required = True

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="sources")

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [*Source.Meta.constraints, precision_agrees("document_date", prefix="agreement_source")]

    def __str__(self) -> str:
        return str(self.edition or self.document_title or self.url)


class AgreementExplanation(Explanation):
    """The editors' explanation of what sources of an agreement state differently."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="explanations")

    class Meta(Explanation.Meta):
        abstract = False
        constraints = [one_explanation("agreement")]
