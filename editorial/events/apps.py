"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "editorial.events"
    verbose_name = _("Events")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.agreements.models import Agreement
        from editorial.articles.models import Article
        from editorial.events.models import Event, Mechanism
        from editorial.events.search import event_entries, mechanism_entries
        from editorial.experts.models import Expert, Organisation
        from editorial.places.models import Place
        from editorial.records.registry import RecordType, register
        from editorial.search.sources import SearchSource
        from editorial.topics.models import Topic

        register(
            RecordType(
                model=Event,
                revisions=("participants", "outcomes", "sources"),
                search=SearchSource(rows=Event.objects.for_search, entries=event_entries),
                embeds={
                    Topic: ("topics",),
                    Place: ("place",),
                    Expert: ("participants__expert",),
                    Organisation: ("participants__organisation",),
                    Article: ("sources__edition__article",),
                    Agreement: ("outcomes__agreement",),
                    Event: ("part_of", "possibly_same_as"),
                    Mechanism: ("mechanism",),
                },
                embedded_in={Agreement: ("outcomes__event",)},
                references={"outcomes__agreement": Agreement, "possibly_same_as": Event},
            )
        )
        register(
            RecordType(
                model=Mechanism,
                revisions=("sources",),
                search=SearchSource(rows=Mechanism.objects.for_search, entries=mechanism_entries),
                embeds={Organisation: ("organisation",), Article: ("sources__edition__article",)},
            )
        )
