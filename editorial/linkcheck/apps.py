"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinkcheckConfig(AppConfig):
    name = "editorial.linkcheck"
    verbose_name = _("Site")
