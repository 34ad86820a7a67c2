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
        from editorial.experts.models import Expert, Organisation
        from editorial.places.models import Place
        from editorial.records.registry import RecordType, register
        from editorial.topics.models import Topic

        register(
            RecordType(
                model=Event,
                revisions=("participants", "outcomes", "sources"),
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
                embeds={Organisation: ("organisation",), Article: ("sources__edition__article",)},
            )
        )
