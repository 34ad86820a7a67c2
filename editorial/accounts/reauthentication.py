"""Reauthentication: the user of an open session signs in again before an account is changed."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]


def is_recent(request: HttpRequest) -> bool:
    """Return whether all that signing in takes was given in this session a short while ago."""
    if not isinstance(request.user, User):
        return False
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = [one for one in get_authentication_records(request, request.user) if one["at"] > since]
    # A password is recorded before the code that goes with it, but nobody is signed in without that.
    return any(one["method"] == "password" or one.get("passwordless") for one in records)


def confirmed_recently(view: View) -> View:
    """Ask who it is before a view whose input is no session's to store: allauth's own decorator would store it."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        request = next(each for each in args if isinstance(each, HttpRequest))
        if not request.user.is_authenticated or is_recent(request):
            return view(*args, **kwargs)
        if request.method == "POST":
            messages.warning(request, _("Nothing was changed yet. Confirm that it is you, then do it again."))
        address = reverse("account_reauthenticate")
        return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")

    return guarded
