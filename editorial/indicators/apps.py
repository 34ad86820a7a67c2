"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "editorial.indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.articles.models import Article
        from editorial.experts.models import Organisation
        from editorial.indicators.models import Area, Indicator, Unit
        from editorial.indicators.search import search_entries
        from editorial.records.registry import RecordType, register, track_revisions
        from editorial.search.sources import SearchSource
        from editorial.topics.models import Topic

        register(
            RecordType(
                model=Indicator,
                revisions=("observations", "observations__sources"),
                search=SearchSource(rows=Indicator.objects.for_search, entries=search_entries),
                embeds={
                    Topic: ("topics",),
                    Organisation: ("observations__stated_by",),
                    Article: ("observations__sources__edition__article",),
                },
            )
        )
        track_revisions(Unit)
        track_revisions(Area)
