"""What an account of the desk has beside its password: sessions and recovery codes."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.values.text_fields import CharField


class DeskSession(models.Model):
    """Where and since when somebody is signed in; goes with the session itself."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="desk")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_sessions")
    address = models.GenericIPAddressField(_("IP address"), null=True)
    device = CharField(_("device"), max_length=200)
    since = models.DateTimeField(_("signed in on"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last active"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.device}, {self.address}"


class RecoveryCode(models.Model):
    """A code for whoever has lost the device that makes them: good for once, kept as a digest only."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at:%Y-%m-%d}"
