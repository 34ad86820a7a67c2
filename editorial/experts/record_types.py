"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.experts.linked_data import describe_expert, describe_organisation, from_expert_page
from editorial.experts.models import Expert, Organisation
from editorial.experts.search import expert_entries, organisation_entries
from editorial.experts.share_card import expert_card, organisation_card
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.records.surfaces import Citation, Entry, FactType
from editorial.search.sources import SearchSource
from editorial.values.languages import language_columns

RECORD_TYPES = (
    RecordType(
        model=Expert,
        order=30,
        label=_("Person"),
        plural=_("People"),
        lists=("experts:list",),
        navigation=Entry(_("People"), 30),
        tally=Entry(_("People"), 50),
        citation=Citation(page="experts:expert", path="expert", title=("given_name", "family_name")),
        facts=(FactType(model=Expert, label=_("experts with positions"), has_disputes=True),),
        revisions=("name_forms", "affiliations", "council_memberships", "explanations"),
        search=SearchSource(rows=Expert.objects.for_search, entries=expert_entries, facet="person"),
        linked_data=LinkedData(
            describe=describe_expert,
            fields=(
                "slug",
                "given_name",
                "family_name",
                "name_forms",
                "note",
                "country",
                "orcid",
                "affiliations",
                "url",
            ),
            expand=("affiliations.organisation",),
            from_page=from_expert_page,
        ),
        section="experts",
        share_card=expert_card,
        translated="family_name",
        embeds={Organisation: ("affiliations__organisation",)},
        embedded_fields=tuple(language_columns("given_name", "family_name")),
    ),
    RecordType(
        model=Organisation,
        order=40,
        label=_("Organisation"),
        plural=_("Organisations"),
        lists=("experts:organisations", "experts:council"),
        citation=Citation(page="experts:organisation", path="organisation", title="name"),
        revisions=("name_forms",),
        search=SearchSource(
            rows=Organisation.objects.for_search, entries=organisation_entries, facet="organisation"
        ),
        linked_data=LinkedData(
            describe=describe_organisation,
            fields=("slug", "name", "short_name", "name_forms", "website", "country", "url"),
        ),
        section="organisations",
        share_card=organisation_card,
        links=(LinkField(Organisation, "website"),),
        translated="name",
        embedded_fields=tuple(language_columns("name", "short_name")),
    ),
)
