"""Notes as a reader meets them: in the margin, in a pop-over, and as a list that is linked both ways."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factory import make_article

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/ru/articles/text/"
BODY = """<p>Груз вырос<sup data-footnote="a"></sup> и растёт дальше<sup data-footnote="b"></sup>.</p>
<p>Порт расширили, см. <a href="https://port.example/">сайт порта</a>.</p>"""


@pytest.fixture(autouse=True)
def text() -> None:
    notes = {"a": 'Сводка порта, <a href="https://port.example/2024">2024</a>.', "b": "Там же."}
    make_article(slug="text", body=BODY, notes=notes)


def test_on_a_wide_screen_notes_stand_in_the_margin_beside_their_marks(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(ADDRESS)
    mark, aside = page.locator("#fnref-1"), page.locator(".aside-note").first
    expect(aside).to_contain_text("Сводка порта")
    at, beside = mark.bounding_box(), aside.bounding_box()
    assert at
    assert beside
    assert beside["x"] > at["x"] + at["width"]
    assert abs(beside["y"] - at["y"]) < 24
    mark.click()
    expect(page.locator("#note-popover")).to_be_hidden()
    expect(page.locator("#fn-1")).to_be_in_viewport()


def test_on_a_phone_a_mark_opens_its_note_over_the_text(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ADDRESS)
    box = page.locator("#note-popover")
    page.locator("#fnref-2").click()
    expect(box).to_contain_text("Там же.")
    page.locator("#fnref-1").click()
    expect(box).to_contain_text("Сводка порта")
    expect(box).not_to_contain_text("Там же.")
    box.get_by_role("button", name="Закрыть").click()
    expect(box).to_be_hidden()
    assert page.url.endswith(ADDRESS)


@pytest.mark.parametrize("keys", [["Escape"], ["Tab", "Tab"], ["Shift+Tab"]])
def test_a_reader_who_leaves_a_note_by_the_keyboard_is_back_at_its_mark(page: Page, keys: list[str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ADDRESS)
    mark, box = page.locator("#fnref-1"), page.locator("#note-popover")
    mark.press("Enter")
    expect(box.get_by_role("button")).to_be_focused()
    for key in keys:
        page.keyboard.press(key)
    expect(box).to_be_hidden()
    expect(mark).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#fnref-2")).to_be_focused()


def test_without_scripts_a_mark_leads_to_its_note_and_back(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(ADDRESS)
    page.locator("#fnref-1").click()
    assert page.url.endswith("#fn-1")
    note = page.locator("#fn-1")
    expect(note).to_contain_text("Сводка порта")
    note.locator(".note__back").first.click()
    assert page.url.endswith("#fnref-1")
    context.close()
