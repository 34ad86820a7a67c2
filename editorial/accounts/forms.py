"""What signing in asks for."""

import datetime as dt
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _
from unfold.forms import AuthenticationForm
from unfold.widgets import UnfoldAdminTextInputWidget

from editorial.net.client_ip import client_ip
from editorial.workflow import audit
from editorial.workflow.models import Act


class SignInForm(AuthenticationForm):  # type: ignore[misc]
    """Name and password, refused for a while after too many failures from one address."""

    def clean(self) -> Any:
        """Say until when nothing is accepted, and write down what failed."""
        name = self.cleaned_data.get("username", "")
        credentials = {"username": name}
        self._refuse_locked(credentials)
        try:
            return super().clean()
        except ValidationError:
            audit.note(Act.FAILED, by=None, name=name, request=self.request)
            if not AxesProxyHandler.is_allowed(self.request, credentials):
                audit.note(Act.LOCKED, by=None, name=name, request=self.request)
                self._refuse_locked(credentials)
            raise

    def _refuse_locked(self, credentials: dict[str, str]) -> None:
        if not AxesProxyHandler.is_allowed(self.request, credentials):
            raise ValidationError(refusal(locked_until(self.request, credentials["username"])), code="locked")


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
    return _("Too many failed attempts. Try again after %(time)s (in %(minutes)s min).") % {
        "time": time_format(local, "H:i:s"),
        "minutes": minutes,
    }


class CodeForm(forms.Form):
    """A code of the authenticator app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=30,
        widget=UnfoldAdminTextInputWidget(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )
