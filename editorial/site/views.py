"""Pages that join several parts of the record."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, get_language_from_request

from editorial.agreements.page_queries import newest_agreements
from editorial.articles import page_queries as texts
from editorial.events.page_queries import newest_events
from editorial.records.disagreement_details import DisagreementDetail, load_details
from editorial.records.disagreements import all_disagreements
from editorial.records.large_counts import once_per_state
from editorial.site.record_counts import tallies
from editorial.web.answer_cache import public_answer

NEWEST = 4  # disagreements on the first page


def preferred_language(request: HttpRequest) -> HttpResponseRedirect:
    """Send the reader to the record in the language that the browser asks for."""
    response = redirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


SECURITY_TXT_AGE = dt.timedelta(days=180)


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
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Tell who finds a weakness whom to write to (RFC 9116); 404 where nobody is named."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().replace(minute=0, second=0, microsecond=0) + SECURITY_TXT_AGE
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_ORIGIN}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def newest_disagreements() -> tuple[int, list[DisagreementDetail]]:
    """Return the number of disagreements between sources, and those about the latest facts."""
    found = all_disagreements()
    return len(found), load_details(found[:NEWEST])


@public_answer()
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new and the ways into the record. Eight queries while nothing changes."""
    disputed = once_per_state(f"home disagreements {get_language()}", newest_disagreements)
    context = {
        "collection": texts.newest_book.first(),
        "articles": texts.newest_articles(number=6),
        "agreements": newest_agreements(number=5),
        "events": newest_events(number=6),
        "tallies": tallies(),
        "disagreements": disputed,
    }
    return render(request, "site/home.html", context)
