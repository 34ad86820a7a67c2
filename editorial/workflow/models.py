"""What every text and record has: a state, its dates, and a version that guards against lost updates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
