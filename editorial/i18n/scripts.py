"""Texts whose language nobody has stated, such as titles of cited works: told by their letters where those suffice."""

import re

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
CYRILLIC_LANGUAGES = ("ru", "kk")
# A tag, or a run of Cyrillic with what stands between its words.
RUN = re.compile(r"<[^>]*>|[Ѐ-ӿ](?:[^<>&A-Za-zÀ-ɏ]*[Ѐ-ӿ])?")


def language_by_letters(text: str) -> str:
    """Return "kk" for a text with letters of Kazakh alone, "ru" for other Cyrillic, empty for a text without Cyrillic."""
    if KAZAKH.search(text):
        return "kk"
    return "ru" if CYRILLIC.search(text) else ""


def marked_runs(html: str, language: str) -> SafeString:
    """Mark the Cyrillic in a text of a language in Latin letters, such as a citation with the title of its original."""
    escaped = str(conditional_escape(html))
    if language in CYRILLIC_LANGUAGES:
        return SafeString(escaped)

    def mark(found: re.Match[str]) -> str:
        code = language_by_letters(found[0])
        return f'<span lang="{code}">{found[0]}</span>' if code and not found[0].startswith("<") else found[0]

    return SafeString(RUN.sub(mark, escaped))


def marked_script(text: str) -> str | SafeString:
    """Write a text, marked with its language where its letters tell that it is another than the page's."""
    language = language_by_letters(text or "")
    page = get_language() or settings.LANGUAGE_CODE
    if not language or language == page:
        return text or ""
    return format_html('<span lang="{}">{}</span>', language, text)
