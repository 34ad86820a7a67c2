"""The authenticator app of an account, as its owner would read it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.test import Client, TestCase
from django.urls import reverse
from lxml import html as lxml_html

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
    page = lxml_html.fromstring(client.get(reverse("mfa_activate_totp")).content.decode())
    (secret,) = page.xpath("//code[@class='desk-key']/text()")
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code_at(secret)}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes"), done.redirect_chain
    return shown_codes(done)


def shown_codes(response: Any) -> list[str]:
    """Return the recovery codes that a page shows."""
    page = lxml_html.fromstring(response.content.decode())
    return str(page.xpath("string(//*[@id='recovery_codes'])")).split()
