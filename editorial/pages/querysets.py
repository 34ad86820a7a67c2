"""Querysets of pages and institutes."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from editorial.values.languages import Language
from editorial.workflow.search_text import SearchTextQuerySet


class PageQuerySet(SearchTextQuerySet):
    """Pages about the site."""

    def shown(self) -> Self:
        """Only what readers see: pages that are switched on and have a text in some language."""
        has_text = Q()
        for code in Language.values:
            has_text |= Q(**{f"body_{code}__gt": ""})
        return self.filter(has_text, is_shown=True)


class InstituteQuerySet(models.QuerySet[Any]):
    """Institutes of the council."""

    def shown(self) -> Self:
        """Only those that have a logo and whose organisation is published."""
        return self.filter(organisation__state="published").exclude(logo="").select_related("organisation")
