"""Middleware that requires a second factor at the desk and records the last activity of a session."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from editorial.accounts import sessions, two_factor

DESK = "/admin/"
ACCOUNT_PAGES = "/admin/account/"
ALWAYS_OPEN = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")


class SecondFactorMiddleware:
    """Hold publishers and administrators without a second factor at the page where they set one up.

    Elsewhere they are nobody. Pages that do not ask for the user never read the session, and can be cached.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send somebody on who is held."""
        if request.path.startswith((ACCOUNT_PAGES, *ALWAYS_OPEN)):
            return self.get_response(request)
        if request.path.startswith(DESK):
            if two_factor.is_missing(request, request.user):
                return HttpResponseRedirect(reverse("mfa_index"))
        else:
            given = request.user
            request.user = SimpleLazyObject(lambda: _admitted(request, given))  # type: ignore[assignment]
        return self.get_response(request)


def _admitted(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    return AnonymousUser() if two_factor.is_missing(request, user) else user


class SessionActivityMiddleware:
    """Note that somebody is at the desk, once a minute; the session is prolonged by it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then note."""
        response = self.get_response(request)
        if request.path.startswith(DESK) and request.user.is_authenticated and request.session.session_key:
            sessions.record_activity(request)
        return response
