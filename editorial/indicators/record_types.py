"""Record types of this app: what each part of the program knows of them."""

from editorial.articles.models import Article
from editorial.experts.models import Organisation
from editorial.indicators.linked_data import describe_indicator
from editorial.indicators.models import Area, Indicator, ObservationSource, Unit
from editorial.indicators.search import search_entries
from editorial.indicators.share_card import indicator_card
from editorial.records.linked_data import LinkedData
from editorial.records.registry import LinkField, RecordType
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic

RECORD_TYPES = (
    RecordType(
        model=Indicator,
        order=80,
        revisions=("observations", "observations__sources"),
        search=SearchSource(rows=Indicator.objects.for_search, entries=search_entries),
        linked_data=LinkedData(
            describe=describe_indicator, fields=("slug", "name", "description", "topics", "url")
        ),
        section="indicators",
        share_card=indicator_card,
        links=(LinkField(ObservationSource, "url", owner="observation__indicator"),),
        translated="name",
        embeds={
            Topic: ("topics",),
            Organisation: ("observations__stated_by",),
            Article: ("observations__sources__edition__article",),
        },
    ),
)
# Models with revisions of their own that are no records.
REVISED = (
    Unit,
    Area,
)
