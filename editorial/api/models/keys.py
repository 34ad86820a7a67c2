"""API keys: named users with higher limits."""

import hashlib
import secrets
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField, EmailField
from editorial.workflow.search_text import SearchedModel, SearchTextField, SearchTextQuerySet

PREFIX = "rel_"


def key_digest(secret: str) -> str:
    """Return how a key is kept: a key is 256 random bits, so that a plain digest of it cannot be turned back."""
    return hashlib.sha256(secret.encode()).hexdigest()


class ApiKeyQuerySet(SearchTextQuerySet):
    """Keys."""

    def active(self) -> Self:
        """Select those that were not revoked."""
        return self.filter(revoked_at=None)

    def of(self, secret: str) -> "ApiKey | None":
        """Return the key that a request carries, if there is such a key and it was not revoked. One query."""
        return self.active().filter(digest=key_digest(secret)).first()


class ApiKey(SearchedModel):
    """A key that raises the limits of one partner. It opens nothing that is not public."""

    name = CharField(_("key holder"), max_length=200)
    contact = EmailField(
        _("contact"), blank=True, help_text=_("Used to notify of changes to limits or addresses.")
    )
    hourly_limit = models.PositiveIntegerField(
        _("requests per hour"), default=36_000, validators=[MinValueValidator(1)]
    )
    prefix = CharField(_("prefix"), max_length=12, editable=False)
    digest = CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("issued on"), auto_now_add=True)
    used_on = models.DateField(_("last used"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)

    search_text = SearchTextField("name", "contact", "prefix")
    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def issue(self) -> str:
        """Give the key its secret and save it; returns the secret, which is kept nowhere."""
        secret = f"{PREFIX}{secrets.token_urlsafe(32)}"
        self.prefix, self.digest = secret[:10], key_digest(secret)
        self.save()
        return secret

    def revoke(self) -> None:
        """Refuse the key from now on."""
        self.revoked_at = self.revoked_at or timezone.now()
        self.save(update_fields=["revoked_at"])

    def note_use(self) -> None:
        """Remember the day of use; a write at most once a day."""
        today = timezone.localdate()
        if self.used_on != today:
            type(self).objects.filter(pk=self.pk).update(used_on=today)
