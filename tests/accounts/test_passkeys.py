"""A passkey is added, confirms who somebody is, and signs in without a password; in a browser, with its own key."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from editorial.workflow.models import AuditAction, AuditEntry
from tests.accounts.authenticator import add_app, code_of
from tests.browsers import policy_violations

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """Return the address of the server by name: a key is bound to a name, never to a number."""
    return f"http://localhost:{live_server.thread.port}"


@pytest.fixture
def key(page: Page) -> CDPSession:
    """Give the browser a key."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return devtools


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/admin/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", "secret")
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/login/" not in url)


def add_passkey(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/account/2fa/webauthn/add/")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.check("#codes_saved")


def sign_out(page: Page, address: str) -> None:
    page.goto(f"{address}/admin/account/logout/")
    page.click("main form [type=submit]")
    page.wait_for_url("**/login/")


def test_a_passkey_is_added_and_signs_in_alone(
    page: Page, key: CDPSession, address: str, editor: User
) -> None:
    found = policy_violations(page)
    sign_in(page, address, "editor")
    add_passkey(page, address)
    sign_out(page, address)
    page.goto(f"{address}/admin/account/login/?next=/admin/account/sessions/")
    page.click("#passkey_login")
    page.wait_for_url("**/admin/account/sessions/")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert found == []
    noted = AuditEntry.objects.filter(actor=editor).order_by("pk").values_list("action", flat=True)
    assert list(noted) == [
        AuditAction.SIGNED_IN, AuditAction.TWO_FACTOR_ON, AuditAction.SIGNED_OUT, AuditAction.SIGNED_IN,
    ]  # fmt: skip


def test_a_passkey_is_the_second_step_after_the_password(
    page: Page, key: CDPSession, address: str, editor: User
) -> None:
    sign_in(page, address, "editor")
    add_passkey(page, address)
    sign_out(page, address)
    sign_in(page, address, "editor")
    assert "/2fa/authenticate/" in page.url
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(re.compile("/admin/$"))


def test_a_passkey_confirms_who_somebody_is_beside_the_password(
    page: Page, key: CDPSession, address: str, editor: User
) -> None:
    sign_in(page, address, "editor")
    add_passkey(page, address)
    for password, is_right in (("wrong", False), ("secret", True)):
        page.goto(f"{address}/admin/account/reauthenticate/?next=/admin/account/sessions/")
        page.fill("[name=password]", password)
        page.click("#mfa_webauthn_reauthenticate")
        if is_right:
            page.wait_for_url("**/admin/account/sessions/")
        else:
            expect(page.locator("main")).to_contain_text("Неверный пароль")


def test_everything_is_done_by_keyboard_and_fits_a_phone(page: Page, address: str, editor: User) -> None:
    add_app(editor)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/admin/")
    page.focus("[name=login][autofocus]")  # a browser without a window does not by itself
    page.keyboard.type("editor")
    page.keyboard.press("Tab")
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/**")
    page.focus("[name=code]")
    page.keyboard.type(code_of(editor))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/generate/")  # there are none yet
    for path in (
        "2fa/",
        "sessions/",
        "email/",
        "password/change/",
        "2fa/webauthn/add/",
        "2fa/totp/deactivate/",
    ):
        page.goto(f"{address}/admin/account/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert Authenticator.objects.filter(user=editor, type="totp").exists()
