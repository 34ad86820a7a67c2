"""Texts that a page leaves out of its lists, as its readers are shown another language version of each."""

from typing import Any

from django.apps import apps
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from editorial.i18n.fallback_text import languages_to_try
from editorial.i18n.language_versions import page_language
from editorial.workflow.states import State


def hidden_versions() -> "list[QuerySet[Any, Any]]":
    """Select the keys of published texts that are published in a language which readers of this page prefer.

    Each query starts from translations, which are few beside the texts.
    """
    articles = apps.get_model("articles.Article").objects
    translations = articles.filter(translation_of__isnull=False).order_by()
    is_public, is_original_public = Q(state=State.PUBLISHED), Q(translation_of__state=State.PUBLISHED)
    own, of_original = _rank("language"), _rank("translation_of__language")
    sibling = translations.filter(translation_of__translations__state=State.PUBLISHED)
    return [
        translations.filter(is_public).annotate(own=own, other=of_original)
        .filter(own__lt=F("other")).values("translation_of"),
        translations.filter(is_original_public).annotate(own=own, other=of_original)
        .filter(own__gte=F("other")).values("pk"),
        sibling.annotate(own=own, other=_rank("translation_of__translations__language"))
        .filter(own__gt=F("other")).values("pk"),
    ]  # fmt: skip


def _rank(path: str) -> Case:
    order = languages_to_try(page_language())
    places = (When(**{path: language}, then=Value(place)) for place, language in enumerate(order))
    return Case(*places, default=Value(len(order)), output_field=IntegerField())
