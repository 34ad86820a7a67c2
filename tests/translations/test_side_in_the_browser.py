"""A translation written beside its original in a browser."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page) -> None:
    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")


def test_notes_are_seen_as_numbers_and_set_by_a_button_where_the_cursor_was(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    body = '<p>Порт<sup data-footnote="n9"></sup> и путь<sup data-footnote="n2"></sup>.</p>'
    text = factory.make_draft(body=body, notes={"n2": "Второе", "n9": "Первое"}, footnotes_from=4)
    url = reverse("admin:translations_translation_side", args=["article", text.pk, "en"])
    page.goto(f"/admin/login/?next={url}")
    sign_in(page)
    expect(page.locator(".desk-side sup[data-note]")).to_have_text(["4", "5"])
    labels = page.locator("textarea[name^=note-]").evaluate_all(
        "fields => fields.map(field => field.ariaLabel)"
    )
    assert labels == ["Footnote 4", "Footnote 5"]
    page.fill("textarea[name=title]", "On ports")
    paragraph = page.locator(".desk-written")
    paragraph.click()
    page.keyboard.type("Port and way.")
    page.keyboard.press("Home")
    for _letter in "Port":
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Insert footnote 4").press("Enter")
    page.keyboard.press("End")
    page.get_by_role("button", name="Insert footnote 5").click()
    expect(page.get_by_role("button", name="Insert footnote")).to_have_count(0)
    expect(paragraph).to_have_text("Port4 and way.5")
    page.keyboard.type("!")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    expect(page.get_by_role("button", name="Insert footnote 5")).to_be_visible()
    page.get_by_role("button", name="Insert footnote 5").click()
    assert "n9" not in page.locator("main, #content").first.inner_text()
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    expect(page.locator(".desk-written sup")).to_have_text(["4", "5"])
    assert text.translations.get().body == (
        '<p>Port<sup data-footnote="n9"></sup> and way.<sup data-footnote="n2"></sup></p>'
    )


def test_a_paragraph_is_written_as_it_reads_and_survives_a_lost_session(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    text = factory.make_draft(body="<p>Порт <em>Актау</em>.</p><h2>Итог</h2>")
    url = reverse("admin:translations_translation_side", args=["article", text.pk, "en"])
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
    page.get_by_role("button", name="Restore").click()
    expect(paragraph.locator("em")).to_have_text("of Aktau")
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    expect(page.get_by_text("Translation saved.")).to_be_visible()
    expect(page.locator(".desk-offer")).to_have_count(0)
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk-side:'))")
    translation = text.translations.get()
    assert translation.title == "On ports"
    assert translation.body == "<p>The port <em>of Aktau</em></p><h2>Result</h2>"


def test_two_windows_on_one_translation_keep_their_copies_apart(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    text = factory.make_draft()
    url = reverse("admin:translations_translation_side", args=["article", text.pk, "en"])
    page.goto(f"/admin/login/?next={url}")
    sign_in(page)
    other = page.context.new_page()
    other.goto(url)
    for window, title in ((page, "The first window"), (other, "The second window")):
        window.fill("textarea[name=title]", title)
        expect(window.locator("[data-side-status]")).not_to_be_empty()
    third = page.context.new_page()
    third.goto(url)
    expect(third.get_by_role("textbox", name="Paragraph 1")).to_be_visible()
    expect(third.locator(".desk-offer")).to_have_count(0)
    for window in (page, other, third):
        window.goto("about:blank")
    page.goto(url)
    expect(page.locator(".desk-offer")).to_have_count(2)
    page.get_by_role("button", name="Restore").last.click()
    expect(page.locator("textarea[name=title]")).to_have_value("The first window")
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    expect(page.get_by_text("Translation saved.")).to_be_visible()
    expect(page.locator(".desk-offer")).to_have_count(1)
    page.get_by_role("button", name="Discard").click()
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk-side:'))")


def test_what_was_refused_is_preserved_until_it_is_saved(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    text = factory.make_draft(body='<p>Порт<sup data-footnote="n9"></sup>.</p>', notes={"n9": "Первое"})
    url = reverse("admin:translations_translation_side", args=["article", text.pk, "en"])
    page.goto(f"/admin/login/?next={url}")
    sign_in(page)
    page.fill("textarea[name=title]", "On ports")
    page.get_by_role("textbox", name="Paragraph 1").click()
    page.keyboard.type("The port.")
    page.locator("button.desk-button-primary:not([type=button])").first.click()
    expect(page.get_by_text("Paragraph 1: 1")).to_be_visible()
    page.goto("about:blank")
    page.goto(url)
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_role("textbox", name="Paragraph 1")).to_have_text("The port.")
