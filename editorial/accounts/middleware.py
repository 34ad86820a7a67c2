"""Nobody is a user of the desk before both steps of signing in are done."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from editorial.accounts import two_factor
from editorial.accounts.sessions import note_seen


class BothSteps:
    """Let `request.user` be nobody until the second step is taken; `account_of` tells who is on the way.

    Pages that do not ask for the user never read the session, and can be kept by caches.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note that the user was here."""
        given = request.user
        request.user = SimpleLazyObject(lambda: _admitted(request, given))  # type: ignore[assignment]
        response = self.get_response(request)
        account: User | None = getattr(request, "account", None)
        if account is not None and request.session.session_key and request.user.is_authenticated:
            note_seen(request, account)
        return response


def _admitted(request: HttpRequest, user: User | AnonymousUser) -> User | AnonymousUser:
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        request.account = None  # type: ignore[attr-defined]
        return user
    request.account = user  # type: ignore[attr-defined]
    return AnonymousUser() if two_factor.owed(user) else user


def account_of(request: HttpRequest) -> User | None:
    """Return whoever gave a right password in this session, whether or not the second step is done."""
    if request.user.is_authenticated:
        return request.user
    account: User | None = getattr(request, "account", None)
    return account
