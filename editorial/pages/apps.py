"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import EVERY_MODEL, SITE


class PagesConfig(AppConfig):
    name = "editorial.pages"
    verbose_name = _("The site")
    permissions = {EVERY_MODEL: SITE}

    def ready(self) -> None:
        """Keep revisions, and give all parts the name that the owner set."""
        from editorial.pages.frame import site_name
        from editorial.pages.models import Page, SiteDetails
        from editorial.records.registry import track_revisions
        from editorial.web import site_names

        track_revisions(Page)
        track_revisions(SiteDetails)
        site_names.provide(site_name)
