"""A text and its translations: each reader is shown one of them, and none is lost."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.articles.models import Article
from editorial.articles.services import publishing
from tests.factory import make_agreement, make_article, make_expert, make_topic

pytestmark = pytest.mark.django_db


def make_versions(**given: object) -> dict[str, Article]:
    original = make_article(slug="corridor", title="О коридоре", language="ru", is_digest=True, **given)
    made = {"ru": original}
    for language, title in (("en", "On the corridor"), ("az", "Dəhliz haqqında")):
        made[language] = make_article(
            slug=f"corridor-{language}",
            title=title,
            language=language,
            translation_of=original,
            is_digest=True,
        )
    return made


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(page: str) -> set[str]:
    return set(re.findall(r'href="/\w\w/articles/(corridor[\w-]*)/"', page))


SHOWN = {"ru": "corridor", "kk": "corridor", "az": "corridor-az", "en": "corridor-en"}


@pytest.mark.parametrize(("language", "slug"), SHOWN.items())
def test_a_list_has_the_version_of_its_readers(client: Client, language: str, slug: str) -> None:
    topic, person = make_topic(slug="roads"), make_expert(slug="author")
    for article in make_versions().values():
        article.topics.add(topic)
        article.contributions.create(expert=person, role="author", order=1)
    for address in ("articles/?topic=roads", "topics/roads/", "experts/author/"):
        assert listed(page_of(client, f"/{language}/{address}")) == {slug}, address


def test_a_list_of_one_language_has_that_version(client: Client) -> None:
    topic = make_topic(slug="roads")
    for article in make_versions().values():
        article.topics.add(topic)
    assert listed(page_of(client, "/ru/articles/?topic=roads&language=en")) == {"corridor-en"}


def test_a_translation_of_a_withdrawn_text_is_still_listed(client: Client, publisher: User) -> None:
    versions = make_versions()
    topic = make_topic(slug="roads")
    for article in versions.values():
        article.topics.add(topic)
    publishing.withdraw(versions["ru"], by=publisher, reason="Ошибка")
    assert "corridor-en" in listed(page_of(client, "/en/articles/?topic=roads"))


def test_the_switcher_leads_to_the_version_of_each_language(client: Client) -> None:
    make_versions()
    for slug in ("corridor", "corridor-en"):
        page = page_of(client, f"/en/articles/{slug}/")
        found = dict(re.findall(r'rel="alternate" hreflang="(\w\w)" href="http://testserver([^"]+)"', page))
        assert found == {language: f"/{language}/articles/{shown}/" for language, shown in SHOWN.items()}


def test_a_fact_names_the_version_of_its_readers_once(client: Client) -> None:
    agreement = make_agreement(slug="treaty")
    for article in make_versions().values():
        agreement.sources.create(edition=article.editions.get(), anchor="p-1")
    for language, slug in SHOWN.items():
        assert set(
            re.findall(r"/articles/([\w-]+)/#p-1", page_of(client, f"/{language}/agreements/treaty/"))
        ) == {slug}


def test_the_search_of_each_language_finds_its_version(client: Client, publisher: User) -> None:
    versions = make_versions()
    for article in versions.values():
        publishing.withdraw(article, by=publisher, reason="Ошибка")
        publishing.restore(article, by=publisher, reason="Верно")
    for language, slug in SHOWN.items():
        assert listed(page_of(client, f"/{language}/search/?q=corridor+коридор+dəhliz&mode=any")) <= {slug}
    assert listed(page_of(client, "/en/search/?q=On+the+corridor")) == {"corridor-en"}
    assert listed(page_of(client, "/ru/search/?q=О+коридоре")) == {"corridor"}
