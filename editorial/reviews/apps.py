"""The app of reviews."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "editorial.reviews"
    verbose_name = _("Review")
    internal_models = ("ExpertApproval", "PreviewLink", "ReviewComment", "ReviewReply")

    def ready(self) -> None:
        """Add the review to the form of texts."""
        from editorial.articles.models import Article
        from editorial.desk.extensions import extend
        from editorial.reviews.admin import ReviewPanel

        extend(Article, ReviewPanel())
