"""The authenticator app of an account, as its owner would read it."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.test import Client, TestCase
from django.urls import reverse

from tests.one_time_codes import code_at

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def add_app(user: User) -> None:
    """Set an authenticator app up, without recovery codes."""
    TOTP.activate(user, SECRET)


def code_of(user: User, *, ahead: int = 0) -> str:
    """Return what the user's app shows."""
    secret = Authenticator.objects.get(user=user, type="totp").data["secret"]
    return code_at(secret, ahead=ahead)


def set_up(client: Client) -> list[str]:
    """Set an app up at an open session; return the recovery codes that the page shows."""
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code_at(form.secret)}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes"), done.redirect_chain
    return list(done.context["unused_codes"])
