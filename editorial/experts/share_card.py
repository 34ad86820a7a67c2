"""What the pictures beside links to people and organisations say."""

from editorial.experts.models import Expert, Organisation
from editorial.press.share_card import SharePicture
from editorial.web.share_cards import build_card, join_parts, text_of
from editorial.web.views import get_public_or_404


def expert_card(slug: str) -> SharePicture:
    """Return the card of a person, with a position."""
    row = get_public_or_404(Expert.objects.published_or_withdrawn().with_positions(), slug)
    name = f"{text_of(row, 'given_name')} {text_of(row, 'family_name')}".strip()
    positions = (
        f"{text_of(one, 'position')}, {text_of(one.organisation, 'name')}" for one in row.affiliations.all()
    )
    return build_card(join_parts(row.get_kind_display(), row.country_name), name, next(positions, ""))


def organisation_card(slug: str) -> SharePicture:
    """Return the card of an organisation."""
    row = get_public_or_404(Organisation.objects.published_or_withdrawn(), slug)
    return build_card(join_parts(row.get_kind_display(), row.country_name), text_of(row, "name"), "")
