"""A browser walks over the pages and finds nothing in them that their policy forbids."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests import factory
from tests.browsers import policy_violations
from tests.desk_client import list_url, url_of
from tests.pages import PAGES

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_browser_finds_a_public_page_at_odds_with_its_policy(
    demo_record_live: None, live_server: LiveServer, browser: Browser
) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    found = policy_violations(page)
    for name, address in PAGES.items():
        page.goto(f"/ru/{address}")
        assert found == [], name
    for address in ("/ru/indicators/tovarooborot/embed/", "/ru/indicators/tovarooborot/chart.svg"):
        page.goto(address)
        assert found == [], address
    page.goto("/api/docs/")
    page.wait_for_selector("#swagger-ui .opblock")
    assert found == []
    context.close()


def test_no_browser_finds_the_desk_at_odds_with_its_policy(
    page: Page, live_server: LiveServer, client: Client
) -> None:
    root = User.objects.create_superuser("root")
    article = factory.make_article()
    agreement, collection = factory.make_agreement(), factory.make_collection()
    client.force_login(root)
    found = policy_violations(page)
    page.goto("/admin/login/")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    lists = [list_url(type(row)) for row in (article, agreement, collection)]
    forms = [url_of(row) for row in (article, agreement, collection)]
    more = [url_of(article, "print"), url_of(article, "history"), list_url(type(agreement), "add"), "/admin/"]
    exchange = [list_url(type(agreement), "import"), list_url(type(agreement), "export")]
    for address in (*lists, *forms, *more, *exchange):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert found == [], address
