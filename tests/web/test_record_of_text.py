"""Statements of a passage: in place with scripts, by a link without."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from tests.factory import make_agreement, make_article, make_event, make_indicator, make_observation

pytestmark = pytest.mark.django_db


def build() -> None:
    """A text of three blocks: of the first the record takes an agreement and a figure, of the list an event."""
    edition = make_article(
        slug="text", body="<p>О договоре.</p><ul><li>О визите.</li></ul><p>Ни о чём.</p>"
    ).editions.get()
    treaty = make_agreement(slug="treaty", title_en="Treaty on transit", signed="2022-08-24")
    treaty.actions.create(kind="entered_into_force", dated_on="2023-01-10", dated_on_precision="day")
    treaty.sources.create(edition=edition, anchor="p-1")
    trade = make_indicator(slug="trade", name_en="Trade")
    make_observation(trade, value="314.1")
    make_observation(trade, value="529.4").sources.create(edition=edition, anchor="p-1")
    make_event(slug="visit", title_en="State visit").sources.create(edition=edition, anchor="p-2")
    make_event(slug="secret", title_en="Secret", state="draft").sources.create(edition=edition, anchor="p-2")
    make_event(slug="whole", title_en="Of the whole").sources.create(edition=edition)


def test_each_passage_tells_what_the_record_takes_from_it(client: Client) -> None:
    build()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/en/articles/text/record/")
    assert len(captured) <= 11  # two for what surrounds a page, which a server reads once in a state
    first, second, whole = answer.content.decode().split("data-passage=")[1:]
    for shown in (
        "Treaty on transit",
        "24 August 2022",
        "in force",
        "529.4",
        "other sources report a different value",
    ):
        assert shown in first
    assert "State visit" in second
    assert "Secret" not in second
    assert "Of the whole" in whole
    assert client.get("/en/articles/text/editions/1/record/").status_code == 200
    assert client.get("/en/articles/none/record/").status_code == 404


def test_the_text_has_a_mark_at_each_such_passage_and_at_no_other(client: Client) -> None:
    build()
    page = client.get("/en/articles/text/").content.decode()
    assert page.count('class="statement-mark"') == 2
    assert 'О договоре. <a class="statement-mark" href="/en/articles/text/record/#passage-p-1"' in page
    assert "</a></p><ul" in page


@pytest.mark.django_db(transaction=True)
def test_a_mark_shows_it_on_hover_by_keyboard_and_by_tap(page: Page) -> None:
    build()
    page.goto("/en/articles/text/")
    box, mark = page.locator("#statements-popover"), page.locator(".statement-mark").first
    mark.hover()
    expect(box).to_contain_text("Treaty on transit")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.mouse.move(0, 0)
    mark.press("Enter")
    expect(box).to_contain_text("529.4")
    page.keyboard.press("Tab")
    expect(box.locator("a").first).to_be_focused()


@pytest.mark.django_db(transaction=True)
def test_what_a_mark_shows_lies_over_nothing_that_the_keyboard_goes_on_to(page: Page) -> None:
    build()
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto("/en/articles/text/")
    box, marks = page.locator("#statements-popover"), page.locator(".statement-mark")
    marks.first.evaluate("(mark) => scrollBy(0, mark.getBoundingClientRect().bottom - innerHeight + 60)")
    marks.first.press("Enter")
    expect(box).to_contain_text("529.4")
    links = box.locator("a")
    for number in range(links.count()):
        page.keyboard.press("Tab")
        expect(links.nth(number)).to_be_focused()
        expect(links.nth(number)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(marks.nth(1)).to_be_focused()
    expect(box).to_contain_text("State visit")
    while box.locator(":focus").count() or marks.nth(1).evaluate("(mark) => mark === document.activeElement"):
        page.keyboard.press("Tab")
    expect(box).to_be_hidden()


@pytest.mark.django_db(transaction=True)
def test_a_mark_whose_record_cannot_be_read_is_followed_only_when_it_is_pressed(page: Page) -> None:
    build()
    page.route(
        "**/record/",
        lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_(),
    )
    page.goto("/en/articles/text/")
    mark = page.locator(".statement-mark").first
    with page.expect_event("requestfailed"):
        mark.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
    assert page.url.endswith("/en/articles/text/")
    with page.expect_navigation(url="**/record/#passage-p-1"):
        page.keyboard.press("Enter")
