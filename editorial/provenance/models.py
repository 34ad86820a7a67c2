"""Abstract source: the passage of an edition, or of a document outside, that states a fact."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editorial.values.partial_dates import Partial, PartialDateField, PrecisionField
from editorial.values.text_fields import CharField, SlugField, TextField, URLField


class Aspect(models.TextChoices):
    """The aspect of a fact about which its sources disagree."""

    VALUE = "value", _("value")
    TITLE = "title", _("title")
    DATE = "date", _("date")
    DEADLINE = "deadline", _("deadline")
    NUMBER = "number", _("number")
    LEVEL = "level", _("level")
    PARTIES = "parties", _("parties")
    PRECEDENCE = "precedence", _("sequence of events")
    OTHER = "other", _("description of the event")


class Source(models.Model):
    """One statement of a fact. Each app adds the fact it supports and the key to the edition.

    Sources of one fact that name the same `aspect` disagree about it; a page shows what each of them says.
    """

    anchor = SlugField(
        _("paragraph"),
        max_length=40,
        blank=True,
        help_text=_("Paragraph number in the edition as in its URL: p-12."),
    )
    pages = CharField(_("pages in the printed edition"), max_length=40, blank=True)
    document_title = CharField(_("document"), max_length=500, blank=True)
    document_author = CharField(_("author of the document"), max_length=300, blank=True)
    document_outlet = CharField(_("media outlet"), max_length=300, blank=True)
    document_date = PartialDateField(_("date of the document"), null=True, blank=True)
    document_date_precision = PrecisionField()
    url = URLField(_("link"), max_length=1000, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    quotation = TextField(
        _("quotation"), blank=True, help_text=_("Verbatim quotation from the source, if needed.")
    )
    aspect = CharField(
        _("point of difference between sources"), max_length=10, choices=Aspect.choices, blank=True,
        help_text=_("Fill in if another source gives different information; enter this source’s version below."),
    )  # fmt: skip
    statement = CharField(_("information in this source"), max_length=500, blank=True)

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
                violation_error_message=_(
                    "Select the article or enter the document that contains the information."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.document_title or self.url or str(self._meta.verbose_name)


class Explanation(models.Model):
    """What the editors say about a difference between the sources of a fact. Each app adds the key to the fact."""

    aspect = CharField(_("point of difference between sources"), max_length=10, choices=Aspect.choices)
    text = TextField(
        _("editors’ explanation"),
        help_text=_(
            "Shown to readers with the disagreement: why sources differ, or which version is supported by what."
        ),
    )

    class Meta:
        abstract = True
        verbose_name = _("explanation of a disagreement")
        verbose_name_plural = _("explanations of disagreements")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.get_aspect_display()


def one_explanation(fact: str) -> models.UniqueConstraint:
    """Constrain explanations to one for each aspect of a fact."""
    return models.UniqueConstraint(
        fields=[fact, "aspect"], name=f"{fact}_explained_once",
        violation_error_message=_("This disagreement already has an explanation."),
    )  # fmt: skip
