"""Share cards: pictures beside links to our pages, made on demand and cached by their content."""

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from editorial.press.share_card import CONTENT_TYPE, draw
from editorial.records import registry
from editorial.web.answer_cache import PICTURE, public_answer

CACHE_TIMEOUT = 30 * 24 * 3600


@public_answer()
def share_picture(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Answer with the picture of a page in the language of the address."""
    cards = {one.section: one.share_card for one in registry.all() if one.share_card}
    if kind not in cards:
        known = ", ".join(cards)
        raise Http404(
            _("No share image for “%(kind)s”. Available: %(known)s.") % {"kind": kind, "known": known}
        )
    share = cards[kind](slug)
    etag = f'"{share.checksum}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        made = caches["memory"].get_or_set(f"share-{share.checksum}", lambda: draw(share), CACHE_TIMEOUT)
        response = HttpResponse(made, content_type=CONTENT_TYPE, headers={"ETag": etag})
    response["Cache-Control"] = PICTURE
    return response
