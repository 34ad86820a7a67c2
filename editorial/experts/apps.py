"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    name = "editorial.experts"
    verbose_name = _("People and organisations")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.experts.models import Expert, Organisation
        from editorial.experts.search import expert_entries, organisation_entries
        from editorial.records.registry import RecordType, register
        from editorial.search.sources import SearchSource
        from editorial.values.languages import in_each_language

        register(
            RecordType(
                model=Expert,
                revisions=("name_forms", "affiliations", "council_memberships"),
                search=SearchSource(rows=Expert.objects.for_search, entries=expert_entries, facet="person"),
                embeds={Organisation: ("affiliations__organisation",)},
                embedded_fields=tuple(in_each_language("given_name", "family_name")),
            )
        )
        register(
            RecordType(
                model=Organisation,
                revisions=("name_forms",),
                search=SearchSource(
                    rows=Organisation.objects.for_search, entries=organisation_entries, facet="organisation"
                ),
                embedded_fields=tuple(in_each_language("name", "short_name")),
            )
        )
