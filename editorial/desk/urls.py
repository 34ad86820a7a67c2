"""Permanent redirects from admin pages whose model belongs to another app now; they stand before those of the admin."""

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.urls import path, reverse

# Old app and model → new ones.
MOVED = {
    "articles/manuscriptfile": "intake/manuscriptfile",
    "site/checkedlink": "linkcheck/checkedlink",
    "workflow/translation": "translations/translation",
    "workflow/change": "records/change",
}


def redirect_moved(request: HttpRequest, new: str, rest: str = "") -> HttpResponsePermanentRedirect:
    """Redirect to the same page under the new app; a form sent from the old page keeps its data."""
    query = request.META.get("QUERY_STRING", "")
    url = f"{reverse('admin:index')}{new}/{rest}{'?' if query else ''}{query}"
    return HttpResponsePermanentRedirect(url, preserve_request=request.method not in ("GET", "HEAD"))


urlpatterns = [
    path(f"{old}/{rest}", redirect_moved, {"new": new})
    for old, new in MOVED.items()
    for rest in ("", "<path:rest>")
]
