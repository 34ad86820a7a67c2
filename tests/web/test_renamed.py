"""Old addresses: whatever was renamed is found under its first slug, in every language, with its sub-pages."""

from typing import Any

import pytest
from django.test import Client

from editorial.records import changelog
from tests import factory

pytestmark = pytest.mark.django_db

PAGES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "articles": (factory.make_article, ("", "editions/1/", "download/txt/", "editions/1/download/bib/")),
    "collections": (factory.make_collection, ("", "download/docx/")),
    "experts": (factory.make_expert, ("",)),
    "organisations": (factory.make_organisation, ("",)),
    "agreements": (factory.make_agreement, ("", "cite.ris")),
    "events": (factory.make_event, ("",)),
    "events/series": (factory.make_mechanism, ("",)),
    "indicators": (factory.make_indicator, ("", "data.csv", "chart.svg", "chart.png", "embed/")),
    "topics": (factory.make_topic, ("",)),
}


def rename(row: Any, slug: str) -> None:
    row.slug = slug
    row.save()
    changelog.record_save(row)


@pytest.mark.parametrize("kind", PAGES)
def test_an_old_address_leads_to_the_page_of_today(client: Client, kind: str) -> None:
    make, pages = PAGES[kind]
    row = make(slug="first")
    changelog.record_save(row)
    rename(row, "second")
    rename(row, "third")
    for page in pages:
        for language in ("ru", "kk", "az", "en"):
            answer = client.get(f"/{language}/{kind}/first/{page}?lang=1")
            assert answer.status_code == 301, (page, answer.content[:200])
            assert answer["Location"] == f"/{language}/{kind}/third/{page}?lang=1"
    assert client.get(f"/ru/{kind}/second/").status_code == 301
    assert client.get(f"/ru/{kind}/zeroth/").status_code == 404


def test_a_slug_taken_by_another_row_is_the_other_row(client: Client) -> None:
    first = factory.make_event(slug="visit")
    changelog.record_save(first)
    rename(first, "visit-2022")
    factory.make_event(slug="visit", title_ru="Другой визит")
    assert "Другой визит" in client.get("/ru/events/visit/").content.decode()


def test_the_old_address_of_what_is_not_public_is_not_betrayed(client: Client) -> None:
    event = factory.make_event(slug="visit")
    changelog.record_save(event)
    rename(event, "secret-visit")
    type(event).objects.filter(pk=event.pk).update(state="draft")
    answer = client.get("/ru/events/visit/")
    assert answer.status_code == 404
    assert "secret" not in answer.content.decode()
