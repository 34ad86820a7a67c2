"""App configuration."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from editorial.accounts.checks import two_factor_is_required


class AccountsConfig(AppConfig):
    name = "editorial.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Have the checks of production known."""
        register(Tags.security, deploy=True)(two_factor_is_required)
