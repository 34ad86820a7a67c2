"""The change log: numbered changes that readers see. Its tables keep the names that they had in `workflow`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.values.text_fields import CharField, JSONField, TextField


class ChangeKind(models.TextChoices):
    """Kinds of changes that readers see."""

    CREATED = "created", pgettext_lazy("change", "created")
    PUBLISHED = "published", pgettext_lazy("change", "published")
    CORRECTED = "corrected", pgettext_lazy("change", "corrected")
    CHANGED = "changed", pgettext_lazy("change", "changed")
    WITHDRAWN = "withdrawn", pgettext_lazy("change", "withdrawn")
    RESTORED = "restored", pgettext_lazy("change", "restored")
    DELETED = "deleted", pgettext_lazy("change", "deleted")


class ChangeCounter(models.Model):
    """One row: the number of the last change."""

    last = models.BigIntegerField(default=0)

    class Meta:
        db_table = "workflow_changecounter"

    def __str__(self) -> str:
        return str(self.last)


class AbstractChange(models.Model):
    """The description of a change."""

    kind = CharField(_("change"), max_length=10, choices=ChangeKind.choices)
    type = CharField(_("record type"), max_length=20)
    row_id = models.BigIntegerField()
    slug = CharField(_("URL slug"), max_length=100)
    edition = models.PositiveSmallIntegerField(_("edition"), null=True)
    note = TextField(
        _("note"),
        blank=True,
        help_text=_("Shown to readers: what was corrected or why the publication was withdrawn."),
    )

    class Meta:
        abstract = True


class PendingChange(AbstractChange):
    """A change recorded in its own transaction; `changelog.assign_positions` moves it into the log after the commit."""

    class Meta:
        db_table = "workflow_notedchange"

    def __str__(self) -> str:
        return f"{self.type} {self.slug} {self.kind}"


class Change(AbstractChange):
    """One change that readers can see. Never changed itself.

    `embedded_state` is what other records embed of the row, where that differs from before; see `dependents`.
    """

    position = models.BigIntegerField(_("change number"), primary_key=True)
    at = models.DateTimeField(_("date and time"))
    embedded_state = JSONField(null=True, editable=False)

    class Meta:
        db_table = "workflow_change"
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["position"]
        indexes = [
            models.Index(fields=["type", "slug", "position"], name="change_by_slug"),
            models.Index(fields=["type", "row_id"], name="change_by_row"),
            models.Index(fields=["at"], name="change_by_time"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.type} {self.slug} {self.kind}"
