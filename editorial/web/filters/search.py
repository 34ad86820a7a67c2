"""The site's search as a filter of a list."""

from typing import Any

import django_filters as filters
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from editorial.i18n.requests import requested_language
from editorial.search.engine import matching_keys


class SearchFilter(filters.CharFilter):  # type: ignore[misc]
    """Words in any form, as in the search of the site; the order of the list stays its own."""

    def __init__(self, type: str, **kwargs: Any) -> None:  # noqa: A002  (as the index calls it)
        super().__init__(label=_("Search terms, as in the site search."), max_length=200, **kwargs)
        self.type = type

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows that the search finds."""
        if not value:
            return qs
        language = requested_language(self.parent.request) or settings.LANGUAGE_CODE
        return qs.filter(slug__in=matching_keys(value, type=self.type, language=language))
