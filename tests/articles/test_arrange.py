"""The contents of a collection are put in order where the collection is."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page, expect

from editorial.articles.models import Article, Collection
from tests import factory
from tests.desk_client import errors_of, opened, saved, url_of

pytestmark = pytest.mark.django_db


def collection_of(*titles: str) -> Collection:
    collection = factory.make_collection(printed_elsewhere=True)
    for number, title in enumerate(titles, start=1):
        factory.make_draft(title=title, collection=collection, order_in_collection=number)
    return collection


def order(collection: Collection) -> list[tuple[str, int | None]]:
    return list(
        collection.articles.order_by("order_in_collection").values_list("title", "order_in_collection")
    )


def test_articles_trade_places_and_get_pages_in_one_save(client: Client, editor: User) -> None:
    client.force_login(editor)
    collection = collection_of("Первая", "Вторая", "Третья")
    url = url_of(collection)
    # Dragging counts from 0.
    places = {"articles-0-order_in_collection": 2, "articles-1-order_in_collection": 0}
    places |= {"articles-2-order_in_collection": 1, "articles-1-first_page": 3, "articles-1-last_page": 9}
    saved(client, url, opened(client, url) | places)
    assert order(collection) == [("Вторая", 1), ("Третья", 2), ("Первая", 3)]
    second = Article.objects.get(title="Вторая")
    assert (second.first_page, second.last_page, second.version) == (3, 9, 2)
    assert [side["by"] for side in client.get(url_of(second, "history")).context["sides"]] == [editor]


def test_an_article_that_is_open_elsewhere_is_not_saved_over_its_new_place(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    collection = collection_of("Первая", "Вторая")
    first = Article.objects.get(title="Первая")
    typed = opened(client, url_of(first))
    url = url_of(collection)
    saved(client, url, opened(client, url) | {"articles-0-order_in_collection": 5})
    assert "newer version" in errors_of(client.post(url_of(first), typed))["__all__"][0]


def test_pages_in_the_wrong_order_are_refused_beside_them(client: Client, editor: User) -> None:
    client.force_login(editor)
    url = url_of(collection_of("Первая"))
    given = opened(client, url) | {"articles-0-first_page": 9, "articles-0-last_page": 3}
    assert "The last page number must not be less than the first." in str(errors_of(client.post(url, given)))


def contents_of(page: Page, collection: Collection) -> None:
    """Open the contents of a book at the desk."""
    factory.make_user("editor", name="editor")
    page.goto(f"/admin/login/?next={url_of(collection)}")
    page.fill("[name=login]", "editor")
    page.fill("[name=password]", "secret")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="contents").click()


def test_a_line_is_dragged_with_the_mouse_and_counted_from_one(page: Page) -> None:
    collection = collection_of("Первая", "Вторая", "Третья")
    contents_of(page, collection)
    rows = page.locator("#articles-data .form-group.original")
    grip, last = rows.first.locator("[x-sort\\:handle]").bounding_box(), rows.last.bounding_box()
    assert grip is not None
    assert last is not None
    page.mouse.move(grip["x"] + 9, grip["y"] + 9)
    page.mouse.down()
    for share in (0.5, 0.7, 0.9, 0.8, 0.9, 0.8, 0.9):  # until the line has moved: the page looks at intervals
        page.mouse.move(grip["x"] + 9, last["y"] + last["height"] * share, steps=8)
        page.wait_for_timeout(100)
        if "Первая" in rows.last.inner_text():
            break
    page.mouse.up()
    expect(rows.last).to_contain_text("Первая")
    numbers = page.locator("#articles-data .form-group.original input[name$=order_in_collection]")
    expect(numbers.first).to_have_value("1")
    expect(numbers.last).to_have_value("3")
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/articles/collection/(#.*)?$"))
    assert order(collection) == [("Вторая", 1), ("Третья", 2), ("Первая", 3)]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_tab_is_in_sight_and_within_reach_of_the_keyboard(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    contents_of(page, collection_of("Первая"))
    tabs = page.locator("#tabs-items a")
    expect(tabs).to_have_count(4)
    tabs.last.focus()
    page.keyboard.press("Enter")
    expect(tabs.last).to_have_class(re.compile("active"))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_line_is_moved_with_the_keyboard(page: Page) -> None:
    collection = collection_of("Первая", "Вторая")
    contents_of(page, collection)
    up = page.locator("#articles-data .desk-move button").nth(2)
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#articles-data .form-group.original").first).to_contain_text("Вторая")
    page.locator("[name=_save]").click()
    page.wait_for_url(re.compile(r"/articles/collection/(#.*)?$"))
    assert order(collection) == [("Вторая", 1), ("Первая", 2)]
