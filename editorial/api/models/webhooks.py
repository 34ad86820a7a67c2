"""Webhooks: who is notified of changes, and the log of deliveries."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.i18n.stored_messages import MessageField
from editorial.records.models import Change
from editorial.values.text_fields import CharField, EmailField, JSONField, URLField
from editorial.workflow.search_text import (
    SearchedModel,
    SearchTextField,
    SearchTextManager,
    SearchTextQuerySet,
)


class Webhook(SearchedModel):
    """An address of a partner that is told of each change. The secret itself is kept nowhere."""

    name = CharField(_("recipient"), max_length=200)
    contact = EmailField(_("contact"), blank=True, help_text=_("Used when deliveries keep failing."))
    address = URLField(
        _("URL"), max_length=500, help_text=_("Where changes are sent: a public https address.")
    )
    kinds = JSONField(_("types of changes"), default=list, blank=True)
    types = JSONField(_("resources"), default=list, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    nonce = CharField(max_length=64, editable=False)
    digest = CharField(max_length=64, editable=False)
    position = models.BigIntegerField(_("last change sent"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    note = MessageField(_("note"), blank=True, editable=False)
    created_at = models.DateTimeField(_("issued on"), auto_now_add=True)
    search_text = SearchTextField("name", "address", "contact")
    objects = SearchTextManager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def accepts(self, change: Change) -> bool:
        """Say whether the partner asked to be told of such a change; an empty choice means all."""
        return (not self.kinds or change.kind in self.kinds) and (not self.types or change.type in self.types)


class DeliveryQuerySet(SearchTextQuerySet):
    """Deliveries."""

    def due(self, now: dt.datetime) -> Self:
        """Select those to be sent now, the longest due first."""
        waiting = self.filter(state=Delivery.State.WAITING, due_at__lte=now, webhook__is_active=True)
        return waiting.order_by("due_at", "pk")

    def again(self, now: dt.datetime) -> int:
        """Send once more whatever is not waiting anyway, with all attempts; returns how many."""
        finished = self.exclude(state=Delivery.State.WAITING)
        return finished.update(state=Delivery.State.WAITING, due_at=now, attempts=0)


class Delivery(SearchedModel):
    """One change on its way to one webhook."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("delivery", "pending")
        DELIVERED = "delivered", pgettext_lazy("delivery", "delivered")
        GIVEN_UP = "given_up", pgettext_lazy("delivery", "failed")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    change = models.ForeignKey(Change, models.CASCADE, related_name="+", verbose_name=_("change"))
    state = CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"))
    attempted_at = models.DateTimeField(_("last attempt"), null=True)
    status_code = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    milliseconds = models.PositiveIntegerField(_("duration, ms"), null=True)
    error = MessageField(_("error"), blank=True)

    search_text = SearchTextField("error")
    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-change", "webhook"]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_by_due")]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "change"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "delivered", "given_up")), name="delivery_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.change_id} → {self.webhook}"
