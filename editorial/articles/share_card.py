"""Share cards of articles and collections."""

from django.utils.translation import gettext as _

from editorial.articles.display import edition_title
from editorial.articles.models import Collection, Edition
from editorial.articles.page_context import get_edition_or_404
from editorial.press.share_card import SharePicture
from editorial.values.date_format import format_partial_date
from editorial.web.share_cards import build_card, join_parts, translated_text
from editorial.web.templatetags.record import page_locale
from editorial.web.views import get_public_or_404


def article_card(slug: str) -> SharePicture:
    """Return the card of an article as its edition reads."""
    edition = get_edition_or_404(
        Edition.objects.for_page().current().filter(article__slug=slug).first(), slug=slug
    )
    credits_ = edition.article.contributions.select_related("expert", "organisation")
    people = [str(row.contributor) for row in credits_ if row.role in ("author", "interviewee")]
    dated = format_partial_date(edition.article.dated, page_locale()) if edition.article.dated else ""
    kind = join_parts(edition.article.get_genre_display(), dated)
    return build_card(kind, str(edition_title(edition)), ", ".join(people))


def collection_card(slug: str) -> SharePicture:
    """Return the card of a collection."""
    book = get_public_or_404(Collection.objects.published_or_withdrawn(), slug)
    return build_card(
        join_parts(_("Collection"), book.year),
        translated_text(book, "title"),
        translated_text(book, "subtitle"),
    )
