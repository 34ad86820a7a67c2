"""App configuration."""

from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "editorial.site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Find the admin, which reads the record types."""
        admin.autodiscover()
