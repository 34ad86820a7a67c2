"""The app of probes and scheduled commands."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    name = "editorial.health"
    label = "health"
    verbose_name = _("Health")
    internal_models = ("CommandRun",)

    def ready(self) -> None:
        """Register the deployment checks."""
        from editorial.health.checks import deployment_messages  # its models are there only now

        checks.register(deployment_messages, deploy=True)
