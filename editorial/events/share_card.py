"""Share cards of events."""

from editorial.events.models import Event
from editorial.press.share_card import SharePicture
from editorial.values.date_format import format_period
from editorial.web.share_cards import build_card, join_parts, translated_text
from editorial.web.templatetags.record import page_locale
from editorial.web.views import get_public_or_404


def event_card(slug: str) -> SharePicture:
    """Return the card of an event."""
    row = get_public_or_404(Event.objects.published_or_withdrawn().select_related("place"), slug)
    held = format_period(row.started, row.ended, page_locale())
    return build_card(row.get_kind_display(), translated_text(row, "title"), join_parts(held, row.place))
