"""A translation written beside its original in a browser."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page) -> None:
    page.fill("input[name=username]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")


def test_a_paragraph_is_written_as_it_reads_and_survives_a_lost_session(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    text = factory.make_draft(body="<p>Порт <em>Актау</em>.</p><h2>Итог</h2>")
    url = reverse("admin:workflow_translation_side", args=["article", text.pk, "en"])
    page.goto(f"/admin/login/?next={url}")
    sign_in(page)
    page.fill("textarea[name=title]", "On ports")
    paragraph = page.get_by_role("textbox", name="Paragraph 1")
    expect(paragraph).to_have_attribute("contenteditable", "true")
    paragraph.click()
    page.keyboard.type("The port ")
    page.keyboard.press("Control+i")
    page.keyboard.type("of Aktau")
    page.get_by_role("textbox", name="Paragraph 2").click()
    page.keyboard.type("Result")
    Session.objects.all().delete()
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    sign_in(page)
    page.get_by_role("button", name="Recover it").click()
    expect(paragraph.locator("em")).to_have_text("of Aktau")
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    expect(page.get_by_text("The translation is saved.")).to_be_visible()
    expect(page.locator("[data-side-offer]")).to_be_hidden()
    translation = text.translations.get()
    assert translation.title == "On ports"
    assert translation.body == "<p>The port <em>of Aktau</em></p><h2>Result</h2>"
