"""App configuration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from editorial.records import state
from editorial.workflow.permissions import CHANGE_LOG


class RecordsConfig(AppConfig):
    name = "editorial.records"
    verbose_name = _("Change log")
    permissions = {"change": CHANGE_LOG}
    internal_models = ("ChangeCounter", "PendingChange")

    def ready(self) -> None:
        """Have `migrate` make the triggers of the state of the database, last of all."""
        post_migrate.connect(install_state, sender=self, dispatch_uid="install_state")


def install_state(*, using: str, **_options: object) -> None:
    """Make the triggers in the database that was migrated."""
    state.install(using)
