"""Texts by the comments of their review."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import DropdownFilter

from editorial.articles.models import Article
from editorial.reviews.models import ReviewComment


def with_open_comments() -> Q:
    """Select texts with comments that nobody has resolved; begin with the comments, which are fewer."""
    return Q(pk__in=ReviewComment.objects.open().order_by().values("article"))


class CommentsFilter(DropdownFilter):  # type: ignore[misc]
    """Texts by the comments of their review."""

    title = _("comments")
    parameter_name = "comments"

    def lookups(self, _request: Any, _model_admin: Any) -> list[tuple[str, Any]]:
        """Offer those with comments left to resolve."""
        return [("open", _("open comments"))]

    def queryset(self, _request: Any, queryset: "QuerySet[Article]") -> "QuerySet[Article]":
        """Narrow to the texts that have one."""
        return queryset.filter(with_open_comments()) if self.value() == "open" else queryset
