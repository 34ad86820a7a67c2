"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import RECORDS


class SearchConfig(AppConfig):
    name = "editorial.search"
    verbose_name = _("Search")
    permissions = {"synonymgroup": RECORDS}
    internal_models = ("ReindexRequest",)
