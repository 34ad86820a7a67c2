"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "editorial.search"
    verbose_name = _("Search")
    internal_models = ("ReindexRequest",)
