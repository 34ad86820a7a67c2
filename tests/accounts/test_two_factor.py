"""Two steps: the password, then a code of the device or a recovery code."""

import re
import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from editorial.accounts.models import RecoveryCode
from editorial.workflow.models import AuditAction, AuditEntry
from tests.desk_client import messages_of, url_of

pytestmark = pytest.mark.django_db

DESK = "/admin/"
CODE = re.compile(r"<code>((?:\w{4}-){3}\w{4})</code>")


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = True


def code_of(user: User, *, ahead: int = 0) -> str:
    """Return what the user's app shows; a code is taken once, so that a second one lies `ahead`."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + ahead * device.step
    return f"{totp.token():06}"


def sign_in(client: Client, user: User) -> Any:
    given = {"username": user.username, "password": "secret", "next": DESK}
    return client.post(reverse("admin:login"), given, follow=True)


def set_up(client: Client, user: User) -> list[str]:
    """Sign in and set the device up; return the recovery codes."""
    assert sign_in(client, user).redirect_chain[-1][0].startswith(reverse("accounts:set-up"))
    response = client.post(reverse("accounts:set-up"), {"code": code_of(user)})
    return CODE.findall(response.content.decode())


def test_a_publisher_sets_two_factor_sign_in_up_and_signs_in_with_a_code(
    client: Client, publisher: User
) -> None:
    shown = sign_in(client, publisher).content.decode()
    assert "viewBox" in shown.partition("<svg")[2].partition(">")[0], "not cut off"
    assert TOTPDevice.objects.get(user=publisher).config_url.split("secret=")[1][:4] in shown
    codes = set_up(client, publisher)
    assert len(codes) == 10
    assert client.get(DESK).status_code == 200
    elsewhere = Client()
    assert sign_in(elsewhere, publisher).redirect_chain[-1][0].startswith(reverse("accounts:code"))
    assert elsewhere.get(DESK).status_code == 302
    response = elsewhere.post(
        f"{reverse('accounts:code')}?next={DESK}", {"code": code_of(publisher, ahead=1)}
    )
    assert (response.status_code, response["Location"]) == (302, DESK)
    assert elsewhere.get(DESK).status_code == 200


def test_a_recovery_code_opens_the_desk_once_and_is_kept_as_a_digest(client: Client, publisher: User) -> None:
    code = set_up(client, publisher)[0]
    assert not RecoveryCode.objects.filter(digest__contains=code.replace("-", "")).exists()
    elsewhere = Client()
    sign_in(elsewhere, publisher)
    assert elsewhere.post(reverse("accounts:code"), {"code": code.upper()}).status_code == 302
    assert elsewhere.get(DESK).status_code == 200
    again = Client()
    sign_in(again, publisher)
    assert "Invalid code" in again.post(reverse("accounts:code"), {"code": code}).content.decode()
    assert again.get(DESK).status_code == 302
    assert RecoveryCode.objects.filter(user=publisher).count() == 9


def test_the_password_alone_opens_no_page_of_the_desk(client: Client, publisher: User) -> None:
    set_up(client, publisher)
    half = Client()
    sign_in(half, publisher)
    for url in (DESK, "/admin/articles/article/", reverse("accounts:own"), reverse("admin:password_change")):
        assert half.get(url).status_code == 302, url
    # Nor does it put a device of the thief's own in the place of the right one.
    assert half.get(reverse("accounts:set-up")).status_code == 302
    assert half.post(reverse("accounts:change-two-factor"), {"remove": ""}).status_code == 302
    assert TOTPDevice.objects.filter(user=publisher, confirmed=True).count() == 1


def test_wrong_codes_are_made_to_wait(client: Client, publisher: User) -> None:
    set_up(client, publisher)
    half = Client()
    sign_in(half, publisher)
    half.post(reverse("accounts:code"), {"code": "000000"})
    refused = half.post(reverse("accounts:code"), {"code": code_of(publisher, ahead=1)})
    assert "Too many failed attempts. Try again at" in refused.content.decode()
    assert half.get(DESK).status_code == 302
    assert AuditEntry.objects.filter(action=AuditAction.CODE_FAILED, actor=publisher).count() == 1


def test_a_code_is_not_taken_twice(client: Client, publisher: User) -> None:
    sign_in(client, publisher)
    code = code_of(publisher)
    client.post(reverse("accounts:set-up"), {"code": code})
    half = Client()
    sign_in(half, publisher)
    assert "Invalid code" in half.post(reverse("accounts:code"), {"code": code}).content.decode()


def test_an_editor_may_do_without_and_may_remove_it(client: Client, editor: User) -> None:
    assert sign_in(client, editor).redirect_chain[-1][0] == DESK
    client.get(reverse("accounts:set-up"))
    codes = CODE.findall(client.post(reverse("accounts:set-up"), {"code": code_of(editor)}).content.decode())
    change = reverse("accounts:change-two-factor")
    assert len(codes) == 10
    assert client.post(change, {"remove": ""}).status_code == 302
    assert not TOTPDevice.objects.filter(user=editor).exists()
    assert not RecoveryCode.objects.filter(user=editor).exists()


def test_a_publisher_cannot_remove_it_but_makes_new_codes(client: Client, publisher: User) -> None:
    old = set_up(client, publisher)
    change = reverse("accounts:change-two-factor")
    assert "requires" in messages_of(client.post(change, {"remove": ""}))[0]
    new = CODE.findall(client.post(change, {"renew": ""}).content.decode())
    assert len(new) == 10
    assert not set(new) & set(old)


def test_an_administrator_resets_it_for_whoever_lost_the_device(client: Client, publisher: User) -> None:
    codes = set_up(client, publisher)
    administrator = User.objects.create_superuser("root", password="secret")
    desk = Client()
    set_up(desk, administrator)
    assert "Reset" in desk.get(url_of(publisher)).content.decode()
    reset = reverse("admin:auth_user_reset_two_factor", args=[publisher.pk])
    assert client.post(reset).status_code == 403
    assert desk.post(reset).status_code == 302
    assert client.get(DESK).status_code == 302, "sessions of the user have ended"
    assert len(set_up(Client(), publisher)) == len(codes)
    entry = AuditEntry.objects.get(action=AuditAction.TWO_FACTOR_RESET)
    assert (entry.actor, entry.object_id) == (administrator, publisher.pk)


def test_nothing_is_required_where_the_setting_is_off(client: Client, publisher: User, settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = False
    assert sign_in(client, publisher).redirect_chain[-1][0] == DESK
