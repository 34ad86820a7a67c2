"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import EVERY_MODEL, RECORDS


class IndicatorsConfig(AppConfig):
    name = "editorial.indicators"
    verbose_name = _("Indicators")
    permissions = {EVERY_MODEL: RECORDS}

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.indicators.record_types import RECORD_TYPES, REVISED
        from editorial.records.registry import register, track_revisions

        for record_type in RECORD_TYPES:
            register(record_type)
        for model in REVISED:
            track_revisions(model)
