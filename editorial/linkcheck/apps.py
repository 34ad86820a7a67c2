"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import READ_ONLY


class LinkcheckConfig(AppConfig):
    name = "editorial.linkcheck"
    verbose_name = _("Site")
    permissions = {"checkedlink": READ_ONLY}
    internal_models = ("CheckedLink",)
