"""Record types of this app: what each part of the program knows of them."""

from editorial.experts.models import Expert, Organisation
from editorial.experts.search import expert_entries, organisation_entries
from editorial.experts.share_card import expert_card, organisation_card
from editorial.records.registry import LinkField, RecordType
from editorial.search.sources import SearchSource
from editorial.values.languages import in_each_language

RECORD_TYPES = (
    RecordType(
        model=Expert,
        order=30,
        revisions=("name_forms", "affiliations", "council_memberships"),
        search=SearchSource(rows=Expert.objects.for_search, entries=expert_entries, facet="person"),
        section="experts",
        share_card=expert_card,
        translated="family_name",
        embeds={Organisation: ("affiliations__organisation",)},
        embedded_fields=tuple(in_each_language("given_name", "family_name")),
    ),
    RecordType(
        model=Organisation,
        order=40,
        revisions=("name_forms",),
        search=SearchSource(
            rows=Organisation.objects.for_search, entries=organisation_entries, facet="organisation"
        ),
        section="organisations",
        share_card=organisation_card,
        links=(LinkField(Organisation, "website"),),
        translated="name",
        embedded_fields=tuple(in_each_language("name", "short_name")),
    ),
)
