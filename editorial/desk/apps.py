"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "editorial.desk"
    verbose_name = _("Workflow")
    internal_models = ("FormDraft", "FormPresence")
