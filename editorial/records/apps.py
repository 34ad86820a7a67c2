"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import CHANGE_LOG


class RecordsConfig(AppConfig):
    name = "editorial.records"
    verbose_name = _("Change log")
    permissions = {"change": CHANGE_LOG}
