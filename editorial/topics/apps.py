"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "editorial.topics"
    verbose_name = _("Topics")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.records.registry import RecordType, register
        from editorial.search.sources import SearchSource
        from editorial.topics.models import Topic
        from editorial.topics.search import search_entries

        register(
            RecordType(
                model=Topic,
                search=SearchSource(rows=Topic.objects.for_search, entries=search_entries, facet="topic"),
            )
        )
