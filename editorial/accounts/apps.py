"""App configuration."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from editorial.accounts.checks import cache_is_shared, two_factor_is_required
from editorial.accounts.roles import sync_roles
from editorial.workflow.permissions import ADMINISTRATION


class AccountsConfig(AppConfig):
    name = "editorial.accounts"
    verbose_name = _("Accounts")
    permissions = {"auth.user": ADMINISTRATION, "auth.group": ADMINISTRATION}

    def ready(self) -> None:
        """Register audit log, checks of a server in production, and the roles to be synchronised by `migrate`."""
        from editorial.accounts import audit_hooks  # its models are there only now

        audit_hooks.connect()
        register(Tags.security, deploy=True)(two_factor_is_required)
        register(Tags.security, deploy=True)(cache_is_shared)
        post_migrate.connect(sync_roles, sender=self, dispatch_uid="sync_roles")
