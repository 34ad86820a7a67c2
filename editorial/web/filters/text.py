"""Filter for words in translated fields."""

import re

from django.conf import settings
from django.db.models import Q


def contains_words_q(text: str, *fields: str) -> Q:
    """Select rows in which each word of the text stands in one of the translated fields, in any language.

    A regular expression, because SQLite's LIKE knows upper and lower case only of Latin letters.
    """
    condition = Q()
    for word in text.split():
        here = Q()
        for field in fields:
            for language in settings.MODELTRANSLATION_LANGUAGES:
                here |= Q(**{f"{field}_{language}__iregex": re.escape(word)})
        condition &= here
    return condition
