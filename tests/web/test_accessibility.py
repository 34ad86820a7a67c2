"""Results of axe-core for the pages; `make test-access` runs it on every page in every way."""

import itertools

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.access import complaints, window
from tests.measures import measures
from tests.pages import LANGUAGES, PAGES, SCHEMES, SIZES

# A page of each build, each in another of the sixteen ways.
SAMPLE = ("article-notes", "home", "collection", "agreement", "search", "events", "figure-disputed")


def test_axe_core_has_nothing_against_the_pages(
    demo_record_live: None, live_server: LiveServer, browser: Browser
) -> None:
    ways = list(itertools.product(LANGUAGES, SCHEMES, SIZES))
    for turn, name in enumerate(SAMPLE):
        language, scheme, size = ways[turn * 5 % len(ways)]
        with window(browser, live_server.url, size, color_scheme=scheme) as page:
            page.goto(f"/{language}/{PAGES[name]}")
            assert complaints(page) == [], (name, language, scheme, size)


@pytest.mark.parametrize("size", SIZES)
def test_an_article_is_light_and_does_not_move(
    demo_record_live: None, live_server: LiveServer, browser: Browser, size: str
) -> None:
    with window(browser, live_server.url, size) as page:
        measured = measures(page, f"/ru/{PAGES['article']}")
    assert measured.requests <= 8
    assert measured.weight <= 150_000
    assert measured.shift == 0


def test_the_keyboard_comes_to_the_skip_link_first_and_over_it_to_the_content(page: Page, db: None) -> None:
    page.goto("/ru/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('header') !== null")
