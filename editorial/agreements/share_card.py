"""Share cards of agreements."""

from editorial.agreements.models import Agreement
from editorial.press.share_card import SharePicture
from editorial.values.date_format import format_partial_date
from editorial.web.share_cards import build_card, join_parts, translated_text
from editorial.web.templatetags.record import page_locale
from editorial.web.views import get_public_or_404


def agreement_card(slug: str) -> SharePicture:
    """Return the card of an agreement."""
    rows = Agreement.objects.published_or_withdrawn().prefetch_related("parties__organisation")
    row = get_public_or_404(rows, slug)
    signed = format_partial_date(row.signed, page_locale()) if row.signed else ""
    parties = ", ".join(party.name for party in row.parties.all())
    return build_card(join_parts(row.get_kind_display(), signed), translated_text(row, "title"), parties)
