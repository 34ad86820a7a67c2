"""Querysets of mentions."""

from typing import Any, Self

from django.db import models
from django.db.models import F

from editorial.articles.models import Edition
from editorial.workflow.search_text import SearchTextQuerySet
from editorial.workflow.states import State

ENTITY_KINDS = ("expert", "organisation", "mechanism", "agreement", "event", "place")


class MentionQuerySet(SearchTextQuerySet):
    """Mentions."""

    def with_entities(self) -> Self:
        """Bring what is mentioned. One query."""
        return self.select_related(*ENTITY_KINDS)

    def open(self) -> Self:
        """Select those that an editor has still to decide about, in the text as it stands."""
        return self.filter(state="proposed", is_in_text=True)

    def accepted(self) -> Self:
        """Select those that an editor has accepted and that stand in the text."""
        return self.filter(state="accepted", is_in_text=True)

    def read(self) -> Self:
        """Select those that an editor has accepted and that readers find in an edition."""
        return self.filter(state="accepted", edition__isnull=False)

    def editions(self) -> models.QuerySet[Any]:
        """Select the current editions of the published texts that mention the entity. One query."""
        found: models.QuerySet[Any] = (
            Edition.objects.current()
            .light()
            .filter(article__in=self.read().order_by().values("article"), article__state=State.PUBLISHED)
            .select_related("article__collection", "article__outlet")
            .order_by(F("article__dated_on").desc(nulls_last=True), "article__order_in_collection", "number")
        )
        return found
