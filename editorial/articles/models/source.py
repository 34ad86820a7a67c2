"""Statements of editions: the ground of every Source of the later apps, and those about experts."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.articles.models.edition import Edition
from editorial.experts.models import Expert
from editorial.provenance.models import Source
from editorial.values.partial_dates import precision_agrees


class EditionFactMixin:
    """Mixin for rows that take a fact from a passage of an edition; their model has a key `edition`.

    When the text is corrected, each such row moves on with its passage: see `services.source_moves`.
    """

    passage_field: ClassVar[str] = "anchor"

    @classmethod
    def subject_paths(cls) -> tuple[str, ...]:
        """Return what to select with a row so that its subject and record can be named without a query."""
        fields = cls._meta.concrete_fields  # type: ignore[attr-defined]
        return tuple(field.name for field in fields if field.is_relation and field.name != "edition")

    @property
    def subject(self) -> Any:
        """Return what is stated: an agreement, an event, a value."""
        return getattr(self, self.subject_paths()[0])

    @property
    def record(self) -> Any:
        """The row on whose page readers see it."""
        return self.subject

    @property
    def is_required(self) -> bool:
        """Return whether the record may not be published without a source of this kind."""
        return False

    @property
    def fact_name(self) -> str:
        """Return how the desk names what is stated."""
        return str(self.subject)

    def retract(self) -> None:
        """Delete the row: the text does not state the fact any more."""
        self.delete()  # type: ignore[attr-defined]

    @property
    def anchor_in_edition(self) -> str:
        """The anchor of the passage in its edition; empty for the text as a whole."""
        return str(getattr(self, self.passage_field) or "")

    @property
    def quoted(self) -> str:
        """The words that are quoted from the passage, if any."""
        return str(getattr(self, "quotation", ""))


class EditionSource(EditionFactMixin, Source):
    """A Source that may be a passage of an edition."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("edition")
    )

    class Meta(Source.Meta):
        abstract = True

    @property
    def passage_url(self) -> str:
        """Return where a reader finds the passage: in the record if it is an edition, else outside; may be empty."""
        if self.edition is None:
            return self.url
        address = self.edition.get_absolute_url()
        return f"{address}#{self.anchor}" if self.anchor else address


class ExpertSource(EditionSource):
    """A source of a fact about an expert."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="sources")

    @property
    def is_required(self) -> bool:
        """Positions that a person holds need a source."""
        return self.expert.affiliations.exists()

    class Meta(EditionSource.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["id"]
        constraints = [*Source.Meta.constraints, precision_agrees("document_date", prefix="expert_source")]
