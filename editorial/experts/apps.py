"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    name = "editorial.experts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.experts.models import Expert, Organisation
        from editorial.records.registry import RecordType, register
        from editorial.values.languages import in_each_language

        register(
            RecordType(
                model=Expert,
                revisions=("name_forms", "affiliations", "council_memberships"),
                embeds={Organisation: ("affiliations__organisation",)},
                embedded_fields=tuple(in_each_language("given_name", "family_name")),
            )
        )
        register(
            RecordType(
                model=Organisation,
                revisions=("name_forms",),
                embedded_fields=tuple(in_each_language("name", "short_name")),
            )
        )
