"""Shared parts of share cards: the name of the site, joined parts, texts in the active language."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.i18n.fallback_text import fallback_text
from editorial.press.share_card import SharePicture
from editorial.web.site_names import site_name


def build_card(kind: object, title: str, about: str) -> SharePicture:
    """Return the card of a page, with the name of the site below."""
    site = _("Azerbaijan–Kazakhstan Expert Council: documents and data")
    return SharePicture(str(kind), title, about, join_parts(site_name(), site))


def translated_text(row: object, field: str) -> str:
    """Return a text of a row in the active language, or in that which it falls back to."""
    return fallback_text(row, field, get_language() or settings.LANGUAGE_CODE).text


def join_parts(*parts: object) -> str:
    """Join what there is by dots."""
    return " · ".join(str(part) for part in parts if part)
