"""A list of the desk is searched by how words begin, in all the fields by which its rows are known."""

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Edition
from editorial.mentions.models import Mention
from tests import factory
from tests.desk import list_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def found(client: Client, model: type[models.Model], words: str) -> set[int]:
    """Return the keys of the rows that the list shows."""
    page = client.get(list_url(model), {"q": words})
    assert page.status_code == 200
    return {row.pk for row in page.context["cl"].queryset}


def test_a_text_is_found_by_its_title_its_slug_and_its_authors(desk: Client) -> None:
    author = factory.make_expert(family_name_ru="Тукумов")
    text = factory.make_draft(title="Порты Каспия: итоги", slug="ports-2024", authors=(author,))
    factory.make_draft(title="Дороги")
    for words in ("порт", "КАСПИЯ итог", "ports-2024", "порты тукумов", "2024"):
        assert found(desk, Article, words) == {text.pk}, words
    for words in ("порты иванов", "орты", "«»", '"', "' & !"):
        assert found(desk, Article, words) == set(), words


def test_a_text_is_found_by_what_it_is_called_now(desk: Client) -> None:
    text = factory.make_draft(title="Порты Каспия")
    Article.objects.filter(pk=text.pk).update(title="Дороги")
    assert found(desk, Article, "порты") == set()
    assert found(desk, Article, "дороги") == {text.pk}
    Article.objects.filter(pk=text.pk).delete()
    assert found(desk, Article, "дороги") == set()


def test_an_agreement_is_found_in_each_language_and_without_those_it_lacks(desk: Client) -> None:
    agreement = factory.make_agreement(title_ru="Договор о дружбе", title_az="Dostluq müqaviləsi")
    for words in ("дружб", "müqavi", "дружбе DOSTLUQ"):
        assert found(desk, Agreement, words) == {agreement.pk}, words


def test_a_mention_is_found_by_its_words_and_by_its_text(desk: Client) -> None:
    text = factory.make_draft(title="Порты", body="<p>Баку</p>")
    mention = Mention.objects.create(
        article=text, place=factory.make_place(), text="Баку", block=0, start=0, end=4
    )
    for words in ("бак", "порты", "порты баку"):
        assert found(desk, Mention, words) == {mention.pk}, words


def test_an_edition_is_found_by_its_title_or_its_slug(desk: Client) -> None:
    text = factory.make_article(title="Порты Каспия", slug="ports-2024")
    edition = Edition.objects.get(article=text)
    for words in ("порты касп", "ports-2024", "  "):
        assert found(desk, Edition, words) == {edition.pk}, words
    assert found(desk, Edition, "порты дороги") == set()


@pytest.mark.parametrize("model", [Agreement, Article, Edition, Mention])
def test_a_search_without_a_letter_finds_nothing(desk: Client, model: type[models.Model]) -> None:
    factory.make_agreement()
    factory.make_article()
    assert found(desk, model, "«» -") == set()


def test_words_of_many_titles_are_found_by_another_way(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editorial.workflow.list_indexes.COMMON", 1)
    author = factory.make_expert(family_name_ru="Тукумов")
    ports, roads, farms = (
        factory.make_article(title=f"{word} Каспия", authors=(author,))
        for word in ("Порты", "Дороги", "Поля")
    )
    assert found(desk, Article, "касп") == {ports.pk, roads.pk, farms.pk}
    assert found(desk, Article, "каспия порты") == {ports.pk}
    assert found(desk, Article, "каспия тукумов поля") == {farms.pk}
    assert found(desk, Edition, "каспия дороги") == {roads.editions.get().pk}
    assert found(desk, Article, "каспия иванов") == set()
