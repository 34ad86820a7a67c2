"""Output for programs: JSON-LD, meta tags, sitemaps, feeds, files."""

import csv
import hashlib
import io
import json
import re

import pytest
from django.test import Client

from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_indicator,
    make_observation,
    make_organisation,
    make_topic,
)

pytestmark = pytest.mark.django_db


def linked_data_of(client: Client, address: str) -> dict[str, object]:
    page = client.get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found, address
    described: dict[str, object] = json.loads(found.group(1))
    return described


def test_each_kind_of_page_describes_its_subject(client: Client) -> None:
    make_article(slug="text", genre="research_article", authors=(make_expert(slug="person"),))
    make_agreement(slug="treaty")
    make_event(slug="visit")
    make_indicator(slug="trade")
    make_organisation(slug="body")
    kinds = {
        "articles/text": "ScholarlyArticle", "experts/person": "Person", "agreements/treaty": "Legislation",
        "events/visit": "Event", "indicators/trade": "Dataset", "organisations/body": "Organization",
    }  # fmt: skip
    for address, kind in kinds.items():
        assert linked_data_of(client, f"/ru/{address}/")["@type"] == kind


def test_a_title_cannot_break_out_of_the_description(client: Client) -> None:
    make_article(slug="text", title="</script><script>alert(1)</script>")
    assert linked_data_of(client, "/ru/articles/text/")["headline"] == "</script><script>alert(1)</script>"


def test_a_text_names_its_authors_to_indexers(client: Client) -> None:
    make_article(slug="text", authors=(make_expert(given_name_ru="Роза", family_name_ru="Алиева"),))
    page = client.get("/ru/articles/text/").content.decode()
    assert '<meta name="citation_author" content="Роза Алиева">' in page


def test_every_record_has_a_name_an_address_and_a_language_for_libraries(client: Client) -> None:
    book = make_collection(slug="book", title_en="The book", year=2024)
    book.publishers.create(organisation=make_organisation(name_ru="Центр"))
    make_agreement(slug="transit")
    page = client.get("/en/collections/book/").content.decode()
    for meta in ('DC.date" content="2024"', 'DC.publisher" content="Центр"', 'DC.title" content="The book"'):
        assert f'<meta name="{meta}>' in page
    page = client.get("/kk/agreements/transit/").content.decode()
    assert '<meta name="DC.identifier" content="http://testserver/kk/agreements/transit/">' in page
    assert '<meta name="DC.language" content="kk">' in page


def test_the_map_lists_published_pages_in_all_languages(client: Client) -> None:
    make_article(slug="text")
    make_event(slug="secret", state="draft")
    assert "sitemap-articles.xml" in client.get("/sitemap.xml").content.decode()
    articles = client.get("/sitemap-articles.xml").content.decode()
    for language in ("ru", "kk", "az", "en"):
        assert f"http://testserver/{language}/articles/text/" in articles
    assert "secret" not in client.get("/sitemap-events.xml").content.decode()
    for section in ("pages", "topics", "series", "indicators"):
        assert client.get(f"/sitemap-{section}.xml").status_code == 200
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("kind", ["articles", "agreements", "events"])
def test_a_list_can_be_followed_as_a_feed(client: Client, kind: str) -> None:
    topic = make_topic(slug="energy")
    make_article(slug="kept", topics=(topic,))
    make_agreement(slug="kept").topics.add(topic)
    make_event(slug="kept").topics.add(topic)
    make_article(slug="other")
    make_agreement(slug="other")
    make_event(slug="other")
    feed = client.get(f"/ru/{kind}/feed/?topic=energy")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert f"/ru/{kind}/kept/" in feed.content.decode()
    assert "other" not in feed.content.decode()
    items = client.get(f"/ru/{kind}/feed/?topic=energy&format=json").json()["items"]
    assert [item["url"] for item in items] == [f"http://testserver/ru/{kind}/kept/"]
    assert client.get(f"/ru/{kind}/feed/?topic=none").status_code == 400


def test_values_can_be_taken_away_with_a_sidecar_that_vouches_for_them(client: Client) -> None:
    trade = make_indicator(slug="trade")
    row = make_observation(trade, value="529.4", note="=cmd()")
    row.sources.create(edition=make_article(title="О торговле").editions.get(), anchor="p-1")
    file = client.get("/ru/indicators/trade/data.csv").content
    lines = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"))))
    assert lines[0]["value"].startswith("529.4")
    assert lines[0]["source"] == "О торговле"
    assert lines[0]["note"] == "'=cmd()"
    sidecar = client.get("/ru/indicators/trade/data.json").json()
    assert sidecar["row_count"] == 1
    assert sidecar["csv_sha256"] == hashlib.sha256(file).hexdigest()
    assert client.get("/ru/indicators/trade/data.xlsx").content.startswith(b"PK")
    assert client.get("/ru/indicators/trade/data.exe").status_code == 404


def test_a_chart_is_drawn_where_values_can_be_compared(client: Client) -> None:
    trade = make_indicator(slug="trade")
    make_observation(trade, value="300", started="2022", ended="2022")
    assert client.get("/ru/indicators/trade/chart.svg").status_code == 404
    make_observation(trade, value="600", started="2023", ended="2023")
    picture = client.get("/ru/indicators/trade/chart.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.decode().count("<circle") == 2
