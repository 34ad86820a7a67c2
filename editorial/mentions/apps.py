"""The app of mentions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from editorial.workflow.permissions import RECORDS


class MentionsConfig(AppConfig):
    name = "editorial.mentions"
    verbose_name = _("mentions")
    permissions = {"mention": RECORDS}
    internal_models = ("MentionSearch",)

    def ready(self) -> None:
        """Add the page of mentions to the form of texts; make sources of what was accepted where a text is published."""
        from editorial.articles import hooks
        from editorial.articles.models import Article
        from editorial.desk.extensions import extend
        from editorial.mentions import services
        from editorial.mentions.panel import MentionsPanel

        extend(Article, MentionsPanel())
        hooks.on_publish(services.create_sources)
