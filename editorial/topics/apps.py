"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import EVERY_MODEL, RECORDS


class TopicsConfig(AppConfig):
    name = "editorial.topics"
    verbose_name = _("Topics")
    permissions = {EVERY_MODEL: RECORDS}

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.records.registry import register
        from editorial.topics.record_types import RECORD_TYPES

        for record_type in RECORD_TYPES:
            register(record_type)
