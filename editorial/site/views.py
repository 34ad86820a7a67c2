"""Pages that join several parts of the record."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from editorial.agreements.page_queries import newest_agreements
from editorial.articles import page_queries as texts
from editorial.events.page_queries import newest_events
from editorial.site.record_counts import tallies
from editorial.web.answer_cache import public_answer


def preferred_language(request: HttpRequest) -> HttpResponseRedirect:
    """Send the reader to the record in the language that the browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@public_answer()
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is not for them and where the map is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Disallow: /{language}/search/" for language, _name in settings.LANGUAGES),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_answer()
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new and the ways into the record. Seven queries."""
    context = {
        "collection": texts.newest_book.first(),
        "articles": texts.newest_articles(number=6),
        "agreements": newest_agreements(number=5),
        "events": newest_events(number=6),
        "tallies": tallies(),
    }
    return render(request, "site/home.html", context)
