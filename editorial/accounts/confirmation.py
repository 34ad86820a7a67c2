"""That somebody at an open session is still whoever signed in: asked before the sign-in itself is changed."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.accounts import two_factor
from editorial.accounts.middleware import account_of
from editorial.accounts.two_factor import Owed

CONFIRMED_AT = "confirmed_at"
VALID_FOR = dt.timedelta(minutes=15)

View = Callable[..., HttpResponse]


def record_confirmation(request: HttpRequest) -> None:
    """Remember in the session that the password, and the code where one is set up, was given now."""
    request.session[CONFIRMED_AT] = timezone.now().isoformat()


def is_recent(request: HttpRequest) -> bool:
    """Say whether the password was given in this session a short while ago."""
    given: str = request.session.get(CONFIRMED_AT) or ""
    return bool(given) and timezone.now() - dt.datetime.fromisoformat(given) < VALID_FOR


def confirmed_recently(view: View) -> View:
    """Ask for the password, and for the code where one is set up, before a view that changes how somebody signs in."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        request = next(each for each in args if isinstance(each, HttpRequest))
        account = account_of(request)
        # Whoever is not signed in is sent on by the view itself.
        if account is None or is_recent(request) or two_factor.owed(account) is Owed.CODE:
            return view(*args, **kwargs)
        if request.method == "POST":
            messages.warning(request, _("Nothing was changed yet. Confirm that it is you, then do it again."))
        # What is only sent has no page of its own to come back to.
        is_page = request.path != reverse("accounts:change-two-factor")
        back = request.get_full_path() if is_page else reverse("accounts:own")
        return HttpResponseRedirect(f"{reverse('accounts:confirm')}?{urlencode({'next': back})}")

    return guarded
