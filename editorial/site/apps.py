"""App configuration."""

from django.apps import AppConfig
from django.contrib import admin
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _

from editorial.site.checks import cache_answers


class SiteConfig(AppConfig):
    name = "editorial.site"
    verbose_name = _("Site")

    def ready(self) -> None:
        """Register the checks of a server in production; find the admin, which reads the record types."""
        register(Tags.caches, deploy=True)(cache_answers)
        admin.autodiscover()
