"""App configuration."""

from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "editorial.site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Find the admin, which reads the record types."""
        from editorial.records.registry import track_revisions
        from editorial.search.models import SynonymGroup

        track_revisions(SynonymGroup)
        admin.autodiscover()
