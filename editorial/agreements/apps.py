"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    name = "editorial.agreements"
    verbose_name = _("Agreements")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.agreements.models import Agreement
        from editorial.agreements.search import search_entries
        from editorial.agreements.services import before_publish
        from editorial.articles.models import Article
        from editorial.experts.models import Organisation
        from editorial.places.models import Place
        from editorial.records.registry import RecordType, register
        from editorial.search.sources import SearchSource
        from editorial.topics.models import Topic

        register(
            RecordType(
                model=Agreement,
                revisions=("parties", "actions", "relations", "texts", "sources"),
                search=SearchSource(rows=Agreement.objects.for_search, entries=search_entries),
                before_publish=before_publish,
                embeds={
                    Topic: ("topics",),
                    Place: ("place",),
                    Organisation: ("parties__organisation",),
                    Article: ("sources__edition__article",),
                    Agreement: ("relations__other", "inverse_relations__agreement"),
                },
                references={"relations__other": Agreement},
            )
        )
