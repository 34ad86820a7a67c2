"""Querysets of review comments."""

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Prefetch


class ReviewCommentQuerySet(models.QuerySet[Any]):
    """Comments of a review."""

    def open(self) -> Self:
        """Select those that nobody has resolved."""
        return self.filter(resolved_at=None)

    def with_replies(self) -> Self:
        """Bring their replies and who wrote what. Two queries."""
        replies = apps.get_model("reviews.ReviewReply").objects.select_related("by", "link")
        return self.select_related("by", "link").prefetch_related(Prefetch("replies", queryset=replies))
