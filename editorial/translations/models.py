"""The status of translations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField


class Translation(models.Model):
    """A translation of a row or text into a language, and of which original it was made.

    `source_checksum` is the checksum of the original when the translation was made or last marked as up to date.
    """

    type = CharField(_("record type"), max_length=20)
    row_id = models.BigIntegerField(_("record ID"))
    language = CharField(_("language"), max_length=2)
    source_checksum = CharField(_("checksum of the original"), max_length=64)
    is_stale = models.BooleanField(_("outdated"), default=False)
    at = models.DateTimeField(_("date and time"), auto_now=True)

    class Meta:
        db_table = "workflow_translation"
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["type", "row_id", "language"]
        indexes = [models.Index(fields=["type", "language", "is_stale"], name="translation_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["type", "row_id", "language"], name="translation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.row_id} {self.language}"
