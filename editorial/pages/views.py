"""Pages about the site itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.pages.models import Page
from editorial.web.answer_cache import public_answer


@public_answer()
def page(request: HttpRequest, address: str) -> HttpResponse:
    """Show a page. One query."""
    found = Page.objects.shown().filter(address=address).first()
    if found is None:
        raise Http404(_("No published record found at “%(slug)s”.") % {"slug": address})
    return render(request, "pages/page.html", {"page": found})
