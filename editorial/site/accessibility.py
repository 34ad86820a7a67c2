"""The version for weak-sighted readers: large letters, strong contrast, wide spacing, no pictures."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from editorial.web.reading_preferences import CHOICES, COOKIE, preferences_from_cookie

YEAR = 365 * 24 * 3600


class AccessibilityMiddleware:
    """Keep what the reader chose beside the request, and tell caches that pages depend on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; a page depends on the cookie only as far as it is a page."""
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith(("/admin/", "/api/")):
            patch_vary_headers(response, ["Cookie"])
        return response


@csrf_exempt  # it changes only how this reader sees pages, and no cookie is set before it is needed
def reading(request: HttpRequest) -> HttpResponse:
    """Let the reader choose how pages look; the choice is kept in a cookie of this site alone."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    if request.method != "POST":
        chosen = preferences_from_cookie(request)
        fields = [
            (name, label, [(value, words, chosen.get(name, "") == value) for value, words in values.items()])
            for name, (label, values) in CHOICES.items()
        ]
        return render(request, "site/accessibility.html", {"fields": fields, "next": back})
    posted = {name: request.POST.get(name, "") for name, (_label, values) in CHOICES.items()}
    cookie = "&".join(
        f"{name}={value}" for name, value in posted.items() if value and value in CHOICES[name][1]
    )
    response = redirect(back)
    if cookie and "usual" not in request.POST:
        response.set_cookie(
            COOKIE, cookie, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(COOKIE)
    return response
