"""Old addresses of signing in, and the list of sessions."""

from typing import Any

from allauth.usersessions.adapter import get_adapter
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.accounts import sessions


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send on from where the admin signs people in."""
    if request.user.is_authenticated and not admin.site.has_permission(request):
        raise PermissionDenied(_("This account has no access to the editorial system."))
    query = request.META.get("QUERY_STRING", "")
    address = reverse("account_login")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def list_sessions(request: HttpRequest) -> HttpResponse:
    """Show where the user is signed in; by POST, sign out of one other session or of all others."""
    user: Any = request.user
    if request.method == "POST":
        _end_sessions(request, user)
        return redirect("usersessions_list")
    context: dict[str, Any] = {
        "sessions": sessions.open_sessions(user),
        "this_session": request.session.session_key,
    }
    return TemplateResponse(request, "usersessions/usersession_list.html", context)


def _end_sessions(request: HttpRequest, user: User) -> None:
    number = request.POST.get("session", "")
    others = sessions.open_sessions(user).exclude(session_key=request.session.session_key)
    chosen = list(others.filter(pk=int(number)) if number.isdecimal() else others)
    if chosen:
        get_adapter().end_sessions(chosen)
        messages.success(request, _("The other session has been signed out."))
