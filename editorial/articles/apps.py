"""App configuration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import ARTICLES, PICTURES, READ_ONLY, RECORDS


class ArticlesConfig(AppConfig):
    name = "editorial.articles"
    verbose_name = _("Articles and collections")
    permissions = {
        **dict.fromkeys(("article", "articleabstract", "contribution", "footnote", "reference"), ARTICLES),
        **dict.fromkeys(
            ("collection", "collectionpublisher", "collectioncontribution", "expertsource"), RECORDS
        ),
        "picture": PICTURES,
        "edition": READ_ONLY,
        "statechange": READ_ONLY,
    }
    internal_models = ("PrintJob", "StateChange")

    def ready(self) -> None:
        """Register the record types: only now are the fields of the four languages there."""
        from editorial.articles.record_types import RECORD_TYPES, REVISED
        from editorial.records.registry import register, track_revisions

        for record_type in RECORD_TYPES:
            register(record_type)
        for model in REVISED:
            track_revisions(model)
