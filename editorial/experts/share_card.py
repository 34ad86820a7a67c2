"""Share cards of experts and organisations."""

from editorial.experts.models import Expert, Organisation
from editorial.press.share_card import SharePicture
from editorial.web.share_cards import build_card, join_parts, translated_text
from editorial.web.views import get_public_or_404


def expert_card(slug: str) -> SharePicture:
    """Return the card of a person, with a position."""
    row = get_public_or_404(Expert.objects.published_or_withdrawn().with_positions(), slug)
    name = f"{translated_text(row, 'given_name')} {translated_text(row, 'family_name')}".strip()
    positions = (
        f"{translated_text(one, 'position')}, {translated_text(one.organisation, 'name')}"
        for one in row.affiliations.all()
    )
    return build_card(join_parts(row.get_kind_display(), row.country_name), name, next(positions, ""))


def organisation_card(slug: str) -> SharePicture:
    """Return the card of an organisation."""
    row = get_public_or_404(Organisation.objects.published_or_withdrawn(), slug)
    return build_card(join_parts(row.get_kind_display(), row.country_name), translated_text(row, "name"), "")
