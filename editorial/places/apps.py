"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import EVERY_MODEL, RECORDS


class PlacesConfig(AppConfig):
    name = "editorial.places"
    verbose_name = _("Places")
    permissions = {EVERY_MODEL: RECORDS}

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.places.record_types import RECORD_TYPES
        from editorial.records.registry import register

        for record_type in RECORD_TYPES:
            register(record_type)
