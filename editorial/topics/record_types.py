"""Record types of this app: what each part of the program knows of them."""

from django.utils.translation import gettext_lazy as _

from editorial.records.registry import RecordType
from editorial.search.sources import SearchSource
from editorial.topics.models import Topic
from editorial.topics.search import search_entries

RECORD_TYPES = (
    RecordType(
        model=Topic,
        order=90,
        label=_("Topic"),
        plural=_("Topics"),
        lists=("topics:list",),
        section="topics",
        translated="name",
        search=SearchSource(rows=Topic.objects.for_search, entries=search_entries, facet="topic"),
    ),
)
