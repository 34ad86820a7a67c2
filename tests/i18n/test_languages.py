"""The interface in its four languages."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import ngettext
from pytest_django.fixtures import Settings

from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests.catalogues import LANGUAGES, messages, translated
from tests.factory import make_agreement, make_article, make_event, make_user

NAVIGATION = ("Collections", "Articles", "People", "Agreements", "Events", "Indicators", "Search the site")


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_its_language_and_offers_the_others(client: Client, language: str) -> None:
    make_agreement(slug="transit")
    make_event()
    for address in ("", "agreements/", "agreements/transit/", "events/"):
        page = " ".join(client.get(f"/{language}/{address}").content.decode().split())
        assert f'<html lang="{language}"' in page
        for text in NAVIGATION:
            assert translated(language, text) in page
        for other in LANGUAGES:
            assert f'/{other}/{address}"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("language", ["ru", "kk", "az"])
def test_a_refusal_is_in_the_readers_language(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/agreements/nothing/")
    assert answer.status_code == 404
    assert translated(language, "Page not found") in answer.content.decode()


@pytest.mark.usefixtures("catalogues")
def test_plural_forms_follow_the_language() -> None:
    def texts(number: int) -> str:
        return ngettext("%(number)s article", "%(number)s articles", number) % {"number": number}

    with translation.override("ru"):
        assert [texts(number) for number in (1, 2, 5, 21)] == [
            "1 статья",
            "2 статьи",
            "5 статей",
            "21 статья",
        ]
    with translation.override("az"):
        assert [texts(number) for number in (1, 5)] == ["1 məqalə", "5 məqalə"]


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogues")
def test_a_standard_is_named_in_the_letters_of_the_page(client: Client) -> None:
    make_agreement(slug="transit")
    for language, name in (
        ("ru", "ГОСТ Р 7.0.5–2008"),
        ("az", "QOST R 7.0.5–2008"),
        ("en", "GOST R 7.0.5–2008"),
    ):
        assert f">{name}<" in client.get(f"/{language}/agreements/transit/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogues")
def test_no_sentence_about_a_day_ends_with_two_stops(client: Client) -> None:
    article = make_article(slug="corridor")
    article.body = "<p>Стало 65 %.</p>"
    article.save()
    publisher = make_user(Role.PUBLISHER)
    publishing.correct(article, by=publisher, correction_note="Исправлена доля.")
    earlier = client.get("/ru/articles/corridor/editions/1/").content.decode()
    assert " г.; есть более новая" in re.sub(r"[\u00a0\u202f]", " ", earlier)
    publishing.withdraw(article, by=publisher, reason="Повтор публикации.")
    for page in (earlier, client.get("/ru/articles/corridor/").content.decode()):
        assert "г.." not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_api_refuses_in_the_language_of_the_reader(
    client: Client, settings: Settings, language: str
) -> None:
    address = "/api/v1/agreements/?parti=KZ"
    near = translated(language, "Did you mean “%(near)s”?") % {"near": "party"}
    for answer in (
        client.get(address, headers={"Accept-Language": language}),
        client.get(f"{address}&lang={language}", headers={"Accept-Language": "de"}),
    ):
        assert near in answer.json()["detail"]
        assert answer["Content-Language"] == language
    cache.clear()
    settings.API_ANONYMOUS_LIMIT = 0
    refused = client.get(address, headers={"Accept-Language": language})
    text = translated(
        language, "Rate limit of %(limit)s requests per hour exceeded. Retry in %(seconds)s seconds."
    )
    assert refused.json()["detail"].startswith(text.partition("%(seconds)s")[0] % {"limit": 0})


PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


@pytest.mark.parametrize("language", ["ru", "kk", "az"])
def test_a_translation_keeps_what_is_put_into_the_text(language: str) -> None:
    lost = []
    for message in messages(language):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        put_in = {placeholder(found) for found in PLACEHOLDER.findall(texts[-1])}
        lost += [
            form for form in forms if {placeholder(each) for each in PLACEHOLDER.findall(form)} != put_in
        ]
    assert not lost


def placeholder(found: str) -> str:
    """Return a placeholder; one that counts its values may count them in another order."""
    return "{}" if re.fullmatch(r"\{\d*\}", found) else found
