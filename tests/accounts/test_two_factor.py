"""Two steps: the password, then a code of the app or a recovery code."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client, TestCase
from django.urls import reverse

from editorial.workflow.models import AuditAction, AuditEntry
from tests.accounts.authenticator import add_app, code_of, set_up, shown_codes
from tests.desk_client import confirm, messages_of, sign_in, url_of

pytestmark = pytest.mark.django_db

DESK = "/admin/"
CODE_PAGE = "/admin/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = True


def where(response: Any) -> str:
    return str(response.redirect_chain[-1][0]).partition("?")[0]


def test_a_publisher_sets_an_app_up_and_signs_in_with_a_code(client: Client, publisher: User) -> None:
    page = sign_in(client, "publisher")
    assert where(page) == reverse("mfa_index")
    assert "Your role requires two-factor authentication" in page.content.decode()
    codes = set_up(client)
    assert len(codes) == len(set(codes)) == 10
    assert client.get(DESK).status_code == 200
    elsewhere = Client()
    assert where(sign_in(elsewhere, "publisher")) == CODE_PAGE
    assert elsewhere.get(DESK).status_code == 302
    response = elsewhere.post(CODE_PAGE, {"code": code_of(publisher, ahead=1)})
    assert (response.status_code, response["Location"]) == (302, DESK)
    assert elsewhere.get(DESK).status_code == 200


def test_the_key_is_shown_as_a_picture_and_as_text(client: Client, editor: User) -> None:
    sign_in(client, "editor")
    page = client.get(reverse("mfa_activate_totp"))
    shown = page.content.decode()
    assert page.context["form"].secret in shown
    assert "data:image/svg+xml;base64," in shown
    assert "issuer=Relations" in page.context["totp_url"]


def test_a_recovery_code_opens_the_desk_once(client: Client, publisher: User) -> None:
    sign_in(client, "publisher")
    code = set_up(client)[0]
    elsewhere = Client()
    sign_in(elsewhere, "publisher")
    assert elsewhere.post(CODE_PAGE, {"code": code}).status_code == 302
    assert elsewhere.get(DESK).status_code == 200
    again = Client()
    sign_in(again, "publisher")
    assert "Incorrect code" in again.post(CODE_PAGE, {"code": code}).content.decode()
    assert again.get(DESK).status_code == 302
    assert AuditEntry.objects.filter(action=AuditAction.RECOVERY_CODE_USED, actor=publisher).count() == 1


def test_recovery_codes_are_shown_once(client: Client, editor: User) -> None:
    sign_in(client, "editor")
    code = set_up(client)[0]
    assert code not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 403


def test_the_password_alone_opens_no_page_of_the_desk(client: Client, publisher: User) -> None:
    add_app(publisher)
    half = Client()
    sign_in(half, "publisher")
    for url in (
        DESK, "/admin/articles/article/", reverse("mfa_index"), reverse("account_change_password"),
        reverse("mfa_activate_totp"), reverse("account_email"),
    ):  # fmt: skip
        assert half.get(url).status_code == 302, url
    assert half.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert Authenticator.objects.filter(user=publisher).count() == 1


def test_a_user_without_second_factor_is_nobody_on_other_pages(
    client: Client, publisher: User, settings: Any
) -> None:
    sign_in(client, "publisher")
    for url in (DESK, "/admin/articles/article/", "/admin/articles/article/add/"):
        assert client.get(url)["Location"] == reverse("mfa_index"), url
    page = client.get("/en/")
    assert page.wsgi_request.user.is_anonymous
    settings.TWO_FACTOR_REQUIRED = False
    assert client.get("/en/").wsgi_request.user == publisher


def test_wrong_codes_are_made_to_wait(client: Client, publisher: User) -> None:
    add_app(publisher)
    half = Client()
    sign_in(half, "publisher")
    for _time in range(5):
        half.post(CODE_PAGE, {"code": "000000"})
    refused = half.post(CODE_PAGE, {"code": code_of(publisher)})
    assert "Too many failed attempts. Try again in 15 min." in refused.content.decode()
    assert half.get(DESK).status_code == 302
    assert AuditEntry.objects.filter(action=AuditAction.CODE_FAILED, actor=publisher).count() == 5


def test_a_code_is_not_taken_twice(client: Client, publisher: User) -> None:
    add_app(publisher)
    code = code_of(publisher)
    first, second = Client(), Client()
    for half in (first, second):
        sign_in(half, "publisher")
    assert first.post(CODE_PAGE, {"code": code}).status_code == 302
    assert "Incorrect code" in second.post(CODE_PAGE, {"code": code}).content.decode()


def test_an_editor_may_do_without_and_may_remove_it(client: Client, editor: User) -> None:
    assert where(sign_in(client, "editor")) == DESK
    set_up(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=editor).exists()
    noted = AuditEntry.objects.filter(actor=editor, action__startswith="two_factor").values_list(
        "action", flat=True
    )
    assert sorted(noted) == [AuditAction.TWO_FACTOR_OFF, AuditAction.TWO_FACTOR_ON]


def test_a_publisher_cannot_remove_it_but_makes_new_codes(client: Client, publisher: User) -> None:
    sign_in(client, "publisher")
    old = set_up(client)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "Your role requires two-factor authentication" in page.content.decode()
    assert Authenticator.objects.filter(user=publisher, type="totp").exists()
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = client.post(reverse("mfa_generate_recovery_codes"), follow=True)
    new = shown_codes(done)
    assert len(new) == 10
    assert not set(new) & set(old)
    assert AuditEntry.objects.filter(action=AuditAction.RECOVERY_CODES, actor=publisher).count() == 1


def test_a_user_who_has_an_app_but_no_recovery_codes_has_to_make_some(
    client: Client, publisher: User
) -> None:
    add_app(publisher)
    sign_in(client, "publisher")
    page = client.post(CODE_PAGE, {"code": code_of(publisher)}, follow=True)
    assert where(page) == reverse("mfa_generate_recovery_codes")
    assert "You have no recovery codes." in messages_of(page)[0]
    assert client.get(DESK).status_code == 200, "asked, not forced"


def test_a_new_factor_ends_other_sessions(client: Client, editor: User) -> None:
    other = Client()
    for each in (client, other):
        sign_in(each, "editor")
    set_up(client)
    assert client.get(DESK).status_code == 200
    assert other.get(DESK).status_code == 302


def test_an_administrator_resets_it_for_a_user_who_lost_the_device(client: Client, publisher: User) -> None:
    sign_in(client, "publisher")
    set_up(client)
    administrator = User.objects.create_superuser("root", password="secret")
    desk = Client()
    desk.force_login(administrator)
    confirm(desk)
    add_app(administrator)
    assert "Reset" in desk.get(url_of(publisher)).content.decode()
    reset = reverse("admin:auth_user_reset_two_factor", args=[publisher.pk])
    assert client.post(reset).status_code == 403
    assert desk.post(reset).status_code == 302
    assert client.get(DESK).status_code == 302, "sessions of the user have ended"
    assert where(sign_in(Client(), "publisher")) == reverse("mfa_index")
    entry = AuditEntry.objects.get(action=AuditAction.TWO_FACTOR_RESET)
    assert (entry.actor, entry.object_id) == (administrator, publisher.pk)


def test_nothing_is_required_where_the_setting_is_off(client: Client, publisher: User, settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = False
    assert where(sign_in(client, "publisher")) == DESK
