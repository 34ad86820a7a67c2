"""Record types of this app: what each part of the program knows of them."""

from editorial.records.registry import RecordType
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.topics.search import search_entries

RECORD_TYPES = (
    RecordType(
        model=Topic,
        order=90,
        section="topics",
        translated="name",
        search=SearchSource(rows=Topic.objects.for_search, entries=search_entries, facet="topic"),
    ),
)
