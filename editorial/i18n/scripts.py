"""Texts whose language nobody has stated, such as titles of cited works: told by their letters where those suffice."""

import re

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
CYRILLIC_LANGUAGES = ("ru", "kk")


def language_by_letters(text: str) -> str:
    """Return "kk" for a text with letters of Kazakh alone, "ru" for other Cyrillic, empty for a text without Cyrillic."""
    if KAZAKH.search(text):
        return "kk"
    return "ru" if CYRILLIC.search(text) else ""


def marked_script(text: str) -> str | SafeString:
    """Write a text, marked with its language where its letters tell that it is another than the page's."""
    language = language_by_letters(text or "")
    page = get_language() or settings.LANGUAGE_CODE
    if not language or language == page:
        return text or ""
    return format_html('<span lang="{}">{}</span>', language, text)
