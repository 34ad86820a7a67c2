"""What every text and record has: a state, its dates, a version against lost updates; and the log of changes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.workflow.states import State


class Published(models.Model):
    """A text or record that readers see only while it is published.

    Only the services of its app write `state` and the dates beside it.
    """

    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(
        _("reason of withdrawal"),
        blank=True,
        editable=False,
        help_text=_("Readers see it in place of the text."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["state", "published_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(state__in=(State.PUBLISHED, State.WITHDRAWN)),
                name="%(app_label)s_%(class)s_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(app_label)s_%(class)s_withdrawn_has_reason",
            ),
        ]

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_withdrawn(self) -> bool:
        return self.state == State.WITHDRAWN


class ChangeKind(models.TextChoices):
    """What happened."""

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

    def __str__(self) -> str:
        return str(self.last)


class Change(models.Model):
    """One change that readers can see. Never changed itself."""

    position = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("change"), max_length=10, choices=ChangeKind.choices)
    type = models.CharField(_("type"), max_length=20)
    row_id = models.BigIntegerField()
    slug = models.CharField(_("slug"), max_length=100)
    edition = models.PositiveSmallIntegerField(_("edition"), null=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What readers are told: of a correction, or why it was withdrawn.")
    )

    class Meta:
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
