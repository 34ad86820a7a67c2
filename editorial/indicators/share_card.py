"""Share cards of indicators."""

from django.utils.translation import gettext as _

from editorial.indicators.models import Indicator
from editorial.press.share_card import SharePicture
from editorial.web.share_cards import build_card, translated_text
from editorial.web.views import get_public_or_404


def indicator_card(slug: str) -> SharePicture:
    """Return the card of an indicator."""
    row = get_public_or_404(Indicator.objects.published_or_withdrawn(), slug)
    return build_card(_("Indicator"), translated_text(row, "name"), translated_text(row, "description"))
