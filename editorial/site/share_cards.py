"""Pictures that stand beside links to our pages elsewhere, made on demand and kept by what they say."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from editorial.agreements.models import Agreement
from editorial.articles.models import Collection, Edition
from editorial.articles.page_context import get_edition_or_404
from editorial.articles.templatetags.editions import edition_title
from editorial.events.models import Event
from editorial.experts.models import Expert, Organisation
from editorial.i18n.fallback_text import fallback_text
from editorial.indicators.models import Indicator
from editorial.press.share_card import CONTENT_TYPE, SharePicture, draw
from editorial.values.date_format import format_partial_date, format_period
from editorial.web.templatetags.record import page_locale
from editorial.web.views import get_public_or_404

KEPT_FOR = 24 * 3600  # seconds that others may keep the picture without asking
MADE_FOR = 30 * 24 * 3600


def share_picture(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer with the picture of a page in the language of the address."""
    if kind not in SUBJECTS:
        known = ", ".join(SUBJECTS)
        raise Http404(
            _("No share image for “%(kind)s”. Available: %(known)s.") % {"kind": kind, "known": known}
        )
    share = SUBJECTS[kind](slug)
    etag = f'"{share.checksum}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        made = cache.get_or_set(f"share-{share.checksum}", lambda: draw(share), MADE_FOR)
        response = HttpResponse(made, content_type=CONTENT_TYPE, headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=KEPT_FOR)
    return response


def _text(row: object, field: str) -> str:
    return fallback_text(row, field, get_language() or settings.LANGUAGE_CODE).text


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _share(kind: object, title: str, about: str) -> SharePicture:
    site = _("Azerbaijan–Kazakhstan Expert Council: documents and data")
    return SharePicture(str(kind), title, about, _joined(_("Relations"), site))


def _article(slug: str) -> SharePicture:
    edition = get_edition_or_404(Edition.objects.for_page().current(), slug=slug)
    credits_ = edition.article.contributions.select_related("expert", "organisation")
    people = [str(row.contributor) for row in credits_ if row.role in ("author", "interviewee")]
    dated = format_partial_date(edition.article.dated, page_locale()) if edition.article.dated else ""
    return _share(
        _joined(edition.article.get_genre_display(), dated), str(edition_title(edition)), ", ".join(people)
    )


def _collection(slug: str) -> SharePicture:
    book = get_public_or_404(Collection.objects.published_or_withdrawn(), slug)
    return _share(_joined(_("Collection"), book.year), _text(book, "title"), _text(book, "subtitle"))


def _agreement(slug: str) -> SharePicture:
    row = get_public_or_404(
        Agreement.objects.published_or_withdrawn().prefetch_related("parties__organisation"), slug
    )
    signed = format_partial_date(row.signed, page_locale()) if row.signed else ""
    parties = ", ".join(party.name for party in row.parties.all())
    return _share(_joined(row.get_kind_display(), signed), _text(row, "title"), parties)


def _event(slug: str) -> SharePicture:
    row = get_public_or_404(Event.objects.published_or_withdrawn().select_related("place"), slug)
    held = format_period(row.started, row.ended, page_locale())
    return _share(row.get_kind_display(), _text(row, "title"), _joined(held, row.place))


def _expert(slug: str) -> SharePicture:
    row = get_public_or_404(Expert.objects.published_or_withdrawn().with_positions(), slug)
    name = f"{_text(row, 'given_name')} {_text(row, 'family_name')}".strip()
    position = next(
        (f"{_text(one, 'position')}, {_text(one.organisation, 'name')}" for one in row.affiliations.all()), ""
    )
    return _share(_joined(row.get_kind_display(), row.country_name), name, position)


def _organisation(slug: str) -> SharePicture:
    row = get_public_or_404(Organisation.objects.published_or_withdrawn(), slug)
    return _share(_joined(row.get_kind_display(), row.country_name), _text(row, "name"), "")


def _indicator(slug: str) -> SharePicture:
    row = get_public_or_404(Indicator.objects.published_or_withdrawn(), slug)
    return _share(_("Indicator"), _text(row, "name"), _text(row, "description"))


SUBJECTS: dict[str, Callable[[str], SharePicture]] = {
    "articles": _article,
    "collections": _collection,
    "agreements": _agreement,
    "events": _event,
    "experts": _expert,
    "organisations": _organisation,
    "indicators": _indicator,
}
