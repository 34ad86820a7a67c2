"""Where a fact is stated: a passage of an edition or of a document outside the record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.values.partial_dates import Partial, PartialDateField, PrecisionField
from editorial.values.text_fields import CharField, SlugField, TextField, URLField


class Aspect(models.TextChoices):
    """What the sources of one fact disagree about."""

    TITLE = "title", _("title")
    DATE = "date", _("date")
    DEADLINE = "deadline", _("term")
    NUMBER = "number", _("number")
    LEVEL = "level", _("level")
    PARTIES = "parties", _("parties")
    PRECEDENCE = "precedence", _("which came first")
    OTHER = "other", _("account")


class Source(models.Model):
    """One statement of a fact. Each app adds the fact it supports and the key to the edition.

    Sources of one fact that name the same `aspect` disagree about it; a page shows what each of them says.
    """

    anchor = SlugField(
        _("passage"),
        max_length=40,
        blank=True,
        help_text=_("Paragraph of the edition, as in its address: p-12."),
    )
    pages = CharField(_("printed pages"), max_length=40, blank=True)
    document_title = CharField(_("document"), max_length=500, blank=True)
    document_author = CharField(_("author of the document"), max_length=300, blank=True)
    document_outlet = CharField(_("outlet"), max_length=300, blank=True)
    document_date = PartialDateField(_("date of the document"), null=True, blank=True)
    document_date_precision = PrecisionField()
    url = URLField(_("link"), max_length=1000, blank=True)
    accessed_on = models.DateField(_("seen on"), null=True, blank=True)
    quotation = TextField(_("quotation"), blank=True, help_text=_("The words of the source, if they matter."))
    aspect = CharField(
        _("sources disagree about"), max_length=10, choices=Aspect.choices, blank=True,
        help_text=_("Fill in when another source of this fact says otherwise; then say below what this one says."),
    )  # fmt: skip
    statement = CharField(_("what this source says"), max_length=500, blank=True)

    document_dated = Partial("document_date")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(aspect="") | ~Q(statement=""), name="%(app_label)s_%(class)s_aspect_has_statement"
            ),
            models.CheckConstraint(
                condition=Q(edition__isnull=False) | ~Q(document_title="") | ~Q(url=""),
                name="%(app_label)s_%(class)s_names_a_document",
                violation_error_message=_("Name the article or the document that states it."),
            ),
        ]

    def __str__(self) -> str:
        return self.document_title or self.url or str(self._meta.verbose_name)
