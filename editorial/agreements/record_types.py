"""Record types of this app: what each part of the program knows of them."""

from editorial.agreements.linked_data import describe_agreement
from editorial.agreements.models import Agreement, AgreementSource, AgreementText
from editorial.agreements.search import search_entries
from editorial.agreements.services import before_publish
from editorial.agreements.share_card import agreement_card
from editorial.articles.models import Article
from editorial.experts.models import Organisation
from editorial.places.models import Place
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic

RECORD_TYPES = (
    RecordType(
        model=Agreement,
        order=50,
        revisions=("parties", "actions", "relations", "texts", "sources"),
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
            Article: ("sources__edition__article",),
            Agreement: ("relations__other", "inverse_relations__agreement"),
        },
        references={"relations__other": Agreement},
    ),
)
