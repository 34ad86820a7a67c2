"""What signing in asks for."""

import datetime as dt
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm
from unfold.widgets import UnfoldAdminPasswordWidget, UnfoldAdminTextInputWidget

from editorial.accounts import two_factor
from editorial.net.client_ip import client_ip
from editorial.workflow import audit_log
from editorial.workflow.models import AuditAction


class SignInForm(AuthenticationForm):  # type: ignore[misc]
    """Name and password, refused for a while after too many failures from one address."""

    def clean(self) -> Any:
        """Say until when nothing is accepted, and write down what failed."""
        name = self.cleaned_data.get("username", "")
        refuse_locked(self.request, name)
        try:
            return super().clean()
        except ValidationError:
            note_failure(self.request, name)
            raise


def refuse_locked(request: HttpRequest, name: str) -> None:
    """Raise ValidationError while no password of this name is heard from this address."""
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        raise ValidationError(refusal(locked_until(request, name)), code="locked")


def note_failure(request: HttpRequest, name: str) -> None:
    """Write a wrong password down. Raises ValidationError if it was the last of too many."""
    audit_log.record(AuditAction.FAILED, by=None, name=name, request=request)
    if not AxesProxyHandler.is_allowed(request, {"username": name}):
        audit_log.record(AuditAction.LOCKED, by=None, name=name, request=request)
        refuse_locked(request, name)


def locked_until(request: HttpRequest, name: str) -> dt.datetime:
    """Return when the next attempt of this name from this address is heard again. One query."""
    tried = AccessAttempt.objects.filter(username=name, ip_address=client_ip(request) or None)
    last: dt.datetime = tried.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    until: dt.datetime = last + settings.AXES_COOLOFF_TIME
    return until


def refusal(until: dt.datetime) -> str:
    """Say that there were too many attempts, and when the next may be made."""
    local = timezone.localtime(until)
    minutes = max(1, round((until - timezone.now()).total_seconds() / 60 + 0.5))
    return _("Too many failed attempts. Try again at %(time)s (in %(minutes)s min).") % {
        "time": time_format(local, "H:i:s"),
        "minutes": minutes,
    }


def _code_field(*, autofocus: bool = False) -> forms.CharField:
    attributes = {"autocomplete": "one-time-code", "autofocus": autofocus, "spellcheck": "false"}
    return forms.CharField(
        label=_("Code"), max_length=30, widget=UnfoldAdminTextInputWidget(attrs=attributes)
    )


class ConfirmForm(forms.Form):
    """The password of whoever is signed in, and a code where two-factor sign-in is set up."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, request: HttpRequest, account: User, data: Any = None) -> None:
        super().__init__(data)
        self.request, self.account = request, account
        if two_factor.device_of(account):
            self.fields["code"] = _code_field()

    def clean(self) -> dict[str, Any]:
        """Try the password, then the code: a code is spent by trying."""
        cleaned = self.cleaned_data
        if self.errors:
            return cleaned
        name = self.account.get_username()
        refuse_locked(self.request, name)
        found = authenticate(self.request, username=name, password=cleaned["password"])
        if found is None or found.pk != self.account.pk:
            note_failure(self.request, name)
            self.add_error("password", _("This password is not right."))
        elif "code" in self.fields and not two_factor.verify(self.request, self.account, cleaned["code"]):
            self.add_error("code", wrong_code(self.account))
        return cleaned


def wrong_code(account: User) -> str:
    """Say that a code is wrong, and until when no other is taken."""
    until = two_factor.locked_until(account)
    wrong = _("Invalid code.")
    return f"{wrong} {refusal(until)}" if until else str(wrong)


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = _code_field(autofocus=True)
