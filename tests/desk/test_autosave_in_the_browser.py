"""Typing survives: the session that ends, the server that is gone, the window that is closed."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from editorial.articles.models import Article
from editorial.desk.models import FormDraft
from tests import factory
from tests.desk_client import url_of

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page) -> None:
    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")


def test_what_is_typed_survives_a_lost_window_and_a_lost_session(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    draft = factory.make_draft()
    page.goto(f"/admin/login/?next={url_of(draft)}")
    sign_in(page)
    surface = page.locator(".field-body .ProseMirror")
    surface.click()
    page.keyboard.press("End")
    page.keyboard.type(" Набрано до потери.")
    expect(page.locator("[data-status]")).to_be_visible(timeout=15_000)
    assert "Набрано до потери." in FormDraft.objects.get().data["body"][0]
    page.evaluate("window.onbeforeunload = null")
    page.goto("about:blank")

    page.goto(url_of(draft))
    page.locator(".desk-offer button").first.click()
    expect(surface).to_contain_text("Набрано до потери.")
    Session.objects.all().delete()
    page.locator("button[name=_continue], input[name=_continue]").last.click()
    sign_in(page)
    expect(surface).to_contain_text("Набрано до потери.")
    page.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(page.locator(".desk-state-line")).to_contain_text("2")
    draft.refresh_from_db()
    assert draft.body == "<p>Текст статьи. Набрано до потери.</p>"
    expect(page.locator(".desk-offer")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('desk:')).length") == 0


def test_what_is_typed_survives_the_loss_of_all_cookies(page: Page) -> None:
    User.objects.create_superuser("chief", password="secret")
    draft = factory.make_draft()
    page.goto(f"/admin/login/?next={url_of(draft)}")
    sign_in(page)
    surface = page.locator(".field-body .ProseMirror")
    surface.click()
    page.keyboard.press("End")
    page.keyboard.type(" Набрано до потери.")
    page.context.clear_cookies()
    page.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(page.get_by_role("heading", name="The form could not be submitted")).to_be_visible()
    page.get_by_role("link", name="Reload the page").click()
    sign_in(page)
    expect(surface).to_contain_text("Набрано до потери.")


def opened_twice(page: Page, draft: Article) -> Page:
    """Open a text as an administrator in this window and in another one, which is returned."""
    User.objects.create_superuser("chief", password="secret")
    page.goto(f"/admin/login/?next={url_of(draft)}")
    sign_in(page)
    expect(page.locator(".field-body .ProseMirror")).to_be_visible()
    other = page.context.new_page()
    other.goto(url_of(draft))
    return other


def test_a_form_that_is_open_twice_keeps_what_was_typed_in_the_other(page: Page) -> None:
    draft = factory.make_draft()
    other = opened_twice(page, draft)
    other.fill("textarea[name=internal_note]", "Набрано во втором окне")
    expect(other.locator("[data-status]")).to_be_visible(timeout=15_000)
    page.bring_to_front()
    page.fill("input[name=subtitle]", "Из первого окна")
    page.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(page.locator(".desk-state-line")).to_contain_text("2")
    other.bring_to_front()
    copies = "Object.values(localStorage).join().includes('Набрано во втором окне')"
    other.wait_for_function(copies, timeout=15_000)
    for _try in range(80):
        if FormDraft.objects.exists():
            break
        other.wait_for_timeout(250)
    assert FormDraft.objects.get().data["internal_note"] == ["Набрано во втором окне"]
    other.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(other.locator(".desk-conflict")).to_contain_text("merged")
    other.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(other.locator(".desk-state-line")).to_contain_text("3")
    draft.refresh_from_db()
    assert (draft.subtitle, draft.internal_note) == ("Из первого окна", "Набрано во втором окне")


def typed_in(page: Page, text: str) -> None:
    """Type into the note of the desk and wait until this browser and the server have a copy of it."""
    page.bring_to_front()
    page.fill("textarea[name=internal_note]", text)
    expect(page.locator("[data-status]")).to_be_visible(timeout=15_000)


def test_two_windows_of_one_person_keep_their_copies_apart(page: Page) -> None:
    draft = factory.make_draft()
    other = opened_twice(page, draft)
    typed_in(page, "Из первого окна")
    typed_in(other, "Из второго окна")
    expect(other.locator("[data-others]")).to_contain_text("another window of this browser", timeout=30_000)
    # A third window offers nothing of what is still open.
    third = page.context.new_page()
    third.goto(url_of(draft))
    expect(third.locator(".field-body .ProseMirror")).to_be_visible()
    expect(third.locator(".desk-offer")).to_have_count(0)
    for window in (page, other):
        window.evaluate("window.onbeforeunload = null")
        window.goto("about:blank")
    third.goto("about:blank")
    page.bring_to_front()
    page.goto(url_of(draft))
    expect(page.locator("[data-offer]")).to_have_count(
        0
    )  # those of the server give way to those of this browser
    expect(page.locator(".desk-offer")).to_have_count(2)
    page.locator(".desk-offer [data-recover]").first.click()
    expect(page.locator("textarea[name=internal_note]")).to_have_value("Из второго окна")
    page.locator("button[name=_continue], input[name=_continue]").last.click()
    expect(page.locator(".desk-state-line")).to_contain_text("2")
    page.locator(".desk-offer [data-discard]").click()
    expect(page.locator(".desk-offer")).to_have_count(0)
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('desk:'))")
    page.wait_for_timeout(500)
    page.goto(url_of(draft))
    expect(page.locator(".field-body .ProseMirror")).to_be_visible()
    expect(page.locator(".desk-offer")).to_have_count(0)
    assert not FormDraft.objects.exists()
