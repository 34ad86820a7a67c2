"""Everything public, as the search keeps it: the one place that knows all apps."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from editorial.agreements.models import Agreement
from editorial.agreements.search import search_entries as agreement_entries
from editorial.articles.models import Collection, Edition
from editorial.articles.search import article_entry, collection_entries
from editorial.events.models import Event, Mechanism
from editorial.events.search import event_entries, mechanism_entries
from editorial.experts.models import Expert, Organisation
from editorial.experts.search import expert_entries, organisation_entries
from editorial.indicators.models import Indicator
from editorial.indicators.search import search_entries as indicator_entries
from editorial.search import index
from editorial.search.entry import SearchEntry
from editorial.topics.models import Topic
from editorial.topics.search import search_entries as topic_entries

BATCH = 500


def search_entries() -> Iterator[SearchEntry]:
    """Yield the entries of whatever readers may see, in a bounded number of queries for each batch."""
    for topic in Topic.objects.for_search():
        yield from topic_entries(topic)
    for expert in Expert.objects.for_search().iterator(BATCH):
        yield from expert_entries(expert)
    for organisation in Organisation.objects.for_search().iterator(BATCH):
        yield from organisation_entries(organisation)
    for collection in Collection.objects.for_search().iterator(BATCH):
        yield from collection_entries(collection)
    for edition in Edition.objects.for_search().iterator(BATCH):
        yield article_entry(edition)
    for agreement in Agreement.objects.for_search().iterator(BATCH):
        yield from agreement_entries(agreement)
    for mechanism in Mechanism.objects.for_search().iterator(BATCH):
        yield from mechanism_entries(mechanism)
    for event in Event.objects.for_search().iterator(BATCH):
        yield from event_entries(event)
    for indicator in Indicator.objects.for_search().iterator(BATCH):
        yield from indicator_entries(indicator)


def write_anew(kind: str, keys: list[str]) -> None:
    """Bring the index up to date with some objects of a kind."""
    row_type, named_by, entries = WRITTEN[kind]
    rows = {key: [] for key in keys}  # type: dict[str, list[Any]]
    for row in row_type.objects.for_search().filter(**{f"{named_by}__in": keys}):
        rows[row.article.slug if kind == "article" else row.slug].append(row)
    for key, found in rows.items():
        index.refresh(kind, key, found, entries)


# Each kind of document: the rows that it is written from, by what they are named, and how they are written.
WRITTEN: dict[str, tuple[Any, str, Callable[[Any], Sequence[SearchEntry]]]] = {
    "topic": (Topic, "slug", topic_entries),
    "article": (Edition, "article__slug", lambda edition: [article_entry(edition)]),
    "collection": (Collection, "slug", collection_entries),
    "agreement": (Agreement, "slug", agreement_entries),
    "event": (Event, "slug", event_entries),
    "mechanism": (Mechanism, "slug", mechanism_entries),
    "indicator": (Indicator, "slug", indicator_entries),
    "expert": (Expert, "slug", expert_entries),
    "organisation": (Organisation, "slug", organisation_entries),
}
