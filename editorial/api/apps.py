"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import ADMINISTRATION, LOGS, REVOKED_NOT_DELETED


class ApiConfig(AppConfig):
    name = "editorial.api"
    verbose_name = _("API")
    permissions = {"apikey": REVOKED_NOT_DELETED, "webhook": ADMINISTRATION, "delivery": LOGS}
    internal_models = ("ApiKey", "Delivery", "Webhook")
