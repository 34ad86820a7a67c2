"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "editorial.articles"
    verbose_name = _("Articles and collections")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.articles.models import Article, Collection, Edition, Picture
        from editorial.articles.search import article_entries, collection_entries
        from editorial.experts.models import Expert, Organisation
        from editorial.places.models import Place
        from editorial.records.registry import RecordType, register, track_revisions
        from editorial.search.sources import SearchSource
        from editorial.topics.models import Topic

        register(
            RecordType(
                model=Collection,
                revisions=("publishers", "contributions"),
                search=SearchSource(rows=Collection.objects.for_search, entries=collection_entries),
                embeds={
                    Topic: ("topics",),
                    Place: ("place",),
                    Expert: ("contributions__expert",),
                    Organisation: ("publishers__organisation", "contributions__organisation"),
                    Article: ("articles",),
                },
            )
        )
        register(
            RecordType(
                model=Article,
                revisions=("abstracts", "contributions", "footnotes", "references"),
                search=SearchSource(
                    rows=Edition.objects.for_search, entries=article_entries, key="article__slug"
                ),
                embeds={
                    Topic: ("topics",),
                    Expert: ("contributions__expert",),
                    Organisation: ("outlet", "contributions__organisation"),
                    Collection: ("collection",),
                    Article: ("translation_of",),
                },
                references={"collection": Collection},
                # As the contents of a collection have it.
                embedded_fields=("genre", "order_in_collection", "first_page", "last_page"),
                embedded_values={"title": Edition.objects.current_titles},
            )
        )
        track_revisions(Picture)
