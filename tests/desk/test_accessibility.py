"""The desk for those who listen to it and those who have no mouse; `make test-access` asks of every page of it."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from editorial.articles.models import Article
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.access import complaints, window
from tests.desk_client import list_url, url_of

pytestmark = pytest.mark.django_db(transaction=True)

# What is in focus, and whether that is seen: an outline, a ring or the caret of a writing surface, and nothing over it.
FOCUS = """(wanted) => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const name = one.getAttribute("aria-label") || one.name || one.textContent.trim().slice(0, 40) || one.id;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  const over = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].map((y) =>
    document.elementFromPoint(box.left + Math.min(box.width / 2, 20), y));
  const isCovered = !over.some((other) => other && (one.contains(other) || other.contains(one)));
  return {name, seen: one.isContentEditable || ring, inView, isCovered, wanted: one.matches(wanted)};
}"""
TEXT = ".field-body .ProseMirror[contenteditable]"


def sign_in(page: Page) -> None:
    page.goto("/admin/login/?next=/admin/")
    page.fill("[name=login]", "chief")
    page.fill("[name=password]", "secret")
    page.keyboard.press("Enter")
    page.wait_for_selector("#content")


def tab_to(page: Page, selector: str, *, key: str = "Tab", most: int = 60) -> None:
    """Go on by the keyboard until the element is in focus; each stop on the way must be seen."""
    for _step in range(most):
        page.keyboard.press(key)
        found = page.evaluate(FOCUS, selector)
        assert found["seen"], found
        assert found["inView"], found
        assert not found["isCovered"], found
        if found["wanted"]:
            return
    raise AssertionError(f"the keyboard did not come to {selector}")


def test_axe_core_has_nothing_against_the_desk(live_server: LiveServer, browser: Browser) -> None:
    User.objects.create_superuser("chief", password="secret")
    draft = factory.make_draft(notes={"a": "Первая"}, body='<p>Текст<sup data-footnote="a"></sup></p>')
    pages = ("/admin/", url_of(draft), list_url(Article), url_of(draft, "history"), "/admin/account/")
    for size, scheme, turn in (("phone", "dark", pages[:2]), ("desktop", "light", pages[1:])):
        with window(browser, live_server.url, size, color_scheme=scheme, locale="ru-RU") as page:
            sign_in(page)
            for address in turn:
                page.goto(address)
                page.wait_for_load_state("networkidle")  # the writing surfaces come to life
                assert complaints(page) == [], (address, size, scheme)


def test_a_text_is_written_and_sent_for_review_without_a_mouse(page: Page) -> None:
    factory.make_user(Role.EDITOR, name="chief")
    draft = factory.make_draft(body="<p>Груз вырос</p>")
    page.goto(f"/admin/login/?next={list_url(Article)}")
    page.focus("[name=login]")  # what autofocus does in a window in front, and without a screen only at times
    page.keyboard.type("chief")
    tab_to(page, "[name=password]", most=3)
    page.keyboard.type("secret")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "desk-skip"
    page.keyboard.press("Enter")
    tab_to(page, f'a[href*="{url_of(draft)}"]')
    page.keyboard.press("Enter")
    expect(page.locator(TEXT)).to_have_text("Груз вырос")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, TEXT)
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Alt+f")
    expect(page.locator("#footnotes-group .ProseMirror-focused")).to_have_text("")
    page.keyboard.insert_text("Сводка порта.")
    page.keyboard.press("Escape")
    expect(page.locator(TEXT)).to_be_focused()
    tab_to(page, "[name=_continue]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#footnotes-group .desk-note-number")).to_have_text(["1"])

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, ".desk-steps .desk-button-primary")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    draft.refresh_from_db()
    assert draft.state == State.IN_REVIEW
    assert draft.footnotes.get().text == "Сводка порта."
