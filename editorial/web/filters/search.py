"""The site's search as a filter of a list."""

from typing import Any

import django_filters as filters
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from editorial.i18n.requests import requested_language
from editorial.search.engine import matching_keys, matching_names
from editorial.web.filters.text import contains_words_q


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


class NameFilter(filters.CharFilter):  # type: ignore[misc]
    """Words of a name or title as the search of the site reads them: in any script, mistyped, synonyms.

    What has the letters themselves in one of `fields`, in any language, is kept as well.
    """

    def __init__(self, type: str, *fields: str, **kwargs: Any) -> None:  # noqa: A002  (as the index calls it)
        super().__init__(**kwargs)
        self.type = type
        self.fields = fields

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        """Keep the rows whose name has the words."""
        if not value:
            return qs
        language = get_language() or settings.LANGUAGE_CODE
        keys = matching_names(value, type=self.type, language=language)
        return qs.filter(contains_words_q(value, *self.fields) | Q(slug__in=keys))
