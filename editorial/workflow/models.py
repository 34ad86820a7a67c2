"""Abstract publishable model: state, dates, version against lost updates; the audit log."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.values.indexes import TrigramIndex
from editorial.values.text_fields import CharField, TextField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextManager
from editorial.workflow.states import State


class PublishableModel(SearchedModel):
    """A text or record that readers see only while it is published.

    Only the services of its app write `state` and the dates beside it.
    """

    state = CharField(
        _("publication status"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("created on"), auto_now_add=True)
    changed_at = models.DateTimeField(_("modified on"), auto_now=True)
    published_at = models.DateTimeField(_("date published"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True, editable=False)
    withdrawn_reason = TextField(
        _("reason for withdrawal"),
        blank=True,
        editable=False,
        help_text=_("Shown to readers instead of the text."),
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

    @property
    def is_public(self) -> bool:
        """Return whether readers see what the row states."""
        return self.is_published


class AuditAction(models.TextChoices):
    """An action of a user, done or attempted, on an account or on the state of a row."""

    SIGNED_IN = "signed_in", pgettext_lazy("act", "signed in")
    FAILED = "failed", pgettext_lazy("act", "failed sign-in")
    LOCKED = "locked", pgettext_lazy("act", "account locked after failed attempts")
    SIGNED_OUT = "signed_out", pgettext_lazy("act", "signed out")
    SIGNED_OUT_ELSEWHERE = "signed_out_elsewhere", pgettext_lazy("act", "signed out on other devices")
    CODE_FAILED = "code_failed", pgettext_lazy("act", "invalid code")
    RECOVERY_CODE_USED = "recovery_code_used", pgettext_lazy("act", "used a recovery code")
    TWO_FACTOR_ON = "two_factor_on", pgettext_lazy("act", "turned on two-factor authentication")
    TWO_FACTOR_OFF = "two_factor_off", pgettext_lazy("act", "turned off two-factor authentication")
    TWO_FACTOR_RESET = "two_factor_reset", pgettext_lazy("act", "reset two-factor authentication")
    RECOVERY_CODES = "recovery_codes", pgettext_lazy("act", "generated recovery codes")
    PASSWORD = "password", pgettext_lazy("act", "changed the password")
    EMAIL = "email", pgettext_lazy("act", "changed the e-mail")
    RIGHTS = "rights", pgettext_lazy("act", "changed permissions")
    ACCOUNT_ADDED = "account_added", pgettext_lazy("act", "added an account")
    ACCOUNT_DELETED = "account_deleted", pgettext_lazy("act", "deleted an account")
    STEP = "step", pgettext_lazy("act", "changed status")


class AuditEntry(SearchedModel):
    """One action at the desk. Never changed; it stores names, so that it outlives the rows that it names."""

    at = models.DateTimeField(_("date and time"), auto_now_add=True)
    action = CharField(pgettext_lazy("audit", "action"), max_length=24, choices=AuditAction.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("user")
    )
    actor_name = CharField(_("user"), max_length=150, blank=True)
    object_type = CharField(_("object"), max_length=60, blank=True)
    object_id = models.BigIntegerField(_("object ID"), null=True)
    object_repr = CharField(_("object"), max_length=300, blank=True)
    detail = TextField(_("details"), blank=True)
    address = models.GenericIPAddressField(_("IP address"), null=True)
    device = CharField(_("device"), max_length=200, blank=True)

    search_text = SearchTextField("actor_name", "object_repr", "detail")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("audit log entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_by_time"),
            models.Index(fields=["action", "-at"], name="audit_by_act"),
            models.Index(fields=["object_type", "object_id"], name="audit_by_row"),
            TrigramIndex(name="audit_search_text"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(action__in=AuditAction.values), name="audit_act_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name}: {self.get_action_display()}"


class AuditSeal(models.Model):
    """The checksum of an entry of the audit log, chained to the one before, so that a change or a gap is seen.

    It outlives its entry: what retention deletes or an erasure empties is marked, and the chain still verifies.
    """

    entry_key = models.BigIntegerField(unique=True)
    facts = CharField(max_length=64)
    person = CharField(max_length=64)
    digest = CharField(max_length=64)
    is_erased = models.BooleanField(default=False)
    is_deleted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("seal of the audit log")
        verbose_name_plural = _("seals of the audit log")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry_key}: {self.digest[:12]}"
