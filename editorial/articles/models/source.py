"""Statements of editions: the ground of every Source of the later apps, and those about experts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.edition import Edition
from editorial.experts.models import Expert
from editorial.provenance.models import Source
from editorial.values.partial_dates import precision_agrees


class EditionSource(Source):
    """A Source that may be a passage of an edition."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("edition")
    )

    class Meta(Source.Meta):
        abstract = True

    @property
    def passage_url(self) -> str:
        """Where a reader finds the passage: in the record if it is an edition, else outside; may be empty."""
        if self.edition is None:
            return self.url
        address = self.edition.get_absolute_url()
        return f"{address}#{self.anchor}" if self.anchor else address


class ExpertSource(EditionSource):
    """Where something about an expert is stated."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="sources")

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [*Source.Meta.constraints, precision_agrees("document_date", prefix="expert_source")]
