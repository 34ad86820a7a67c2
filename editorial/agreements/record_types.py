"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.agreements.linked_data import describe_agreement
from editorial.agreements.models import Agreement, AgreementSource, AgreementText
from editorial.agreements.search import search_entries
from editorial.agreements.services import before_publish
from editorial.agreements.share_card import agreement_card
from editorial.agreements.statements import prepare_status_lines
from editorial.articles.models import Article
from editorial.experts.models import Expert, Organisation
from editorial.places.models import Place
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.records.surfaces import Citation, Entry, FactType, OrganisationSection, TopicSection
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.workflow.states import State

RECORD_TYPES = (
    RecordType(
        model=Agreement,
        order=50,
        label=_("Agreement"),
        plural=_("Agreements"),
        lists=("agreements:list",),
        navigation=Entry(_("Agreements"), 40),
        tally=Entry(_("Agreements"), 20),
        topic_section=TopicSection(
            rows=lambda topic: topic.agreements.for_register(),
            template="agreements/includes/topic_rows.html",
            more=_("All agreements on this topic"),
        ),
        organisation_section=OrganisationSection(
            heading=_("Agreements"),
            order=10,
            rows=lambda body: body.agreement_parties.filter(agreement__state=State.PUBLISHED),
            page="agreements:detail",
            path="agreement",
            date="signed_on",
        ),
        citation=Citation(
            page="agreements:detail",
            path="agreement",
            sources=AgreementSource,
            template="agreements/includes/statement.html",
            select_related=("agreement__place",),
            prepare=prepare_status_lines,
        ),
        facts=(FactType(model=Agreement, label=_("agreements"), has_disputes=True, day="signed_on"),),
        revisions=("parties", "actions", "signatories", "relations", "texts", "sources", "explanations"),
        search=SearchSource(rows=Agreement.objects.for_search, entries=search_entries),
        linked_data=LinkedData(
            describe=describe_agreement,
            fields=("slug", "title", "kind", "signed", "registration", "parties", "topics", "url"),
        ),
        section="agreements",
        share_card=agreement_card,
        links=(
            LinkField(AgreementSource, "url", owner="agreement"),
            LinkField(AgreementText, "url", owner="agreement"),
        ),
        translated="title",
        before_publish=before_publish,
        embeds={
            Topic: ("topics",),
            Place: ("place",),
            Organisation: ("parties__organisation",),
            Expert: ("signatories__expert",),
            Article: ("sources__edition__article",),
            Agreement: ("relations__other", "inverse_relations__agreement"),
        },
        references={"relations__other": Agreement},
    ),
)
