"""A list of the desk is searched by its words in any case, in all the fields by which its rows are known."""

from io import StringIO

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import call_command
from django.db import connection, models
from django.db.models.functions import Upper
from django.test import Client
from django.utils import translation

from editorial.agreements.models import Agreement
from editorial.articles.models import Article, Edition
from editorial.experts.models import Expert
from editorial.mentions.models import Mention
from editorial.topics.models import Topic
from editorial.values.languages import language_columns
from editorial.workflow.search_text import SearchedModel, SearchTextField
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import list_url

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
    for words in ("порты иванов", "портыы", "«»", '"', "' & !", "%", "порт_"):
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


def test_drafts_and_published_texts_are_found_in_any_case(desk: Client) -> None:
    author = factory.make_expert(family_name_ru="Қасымов", family_name_az="Qasımoğlu")
    draft = factory.make_draft(title="Қазақстан мен Әзербайжан", authors=(author,))
    shown = factory.make_article(title="Bakı və İlham: Işıq, Şuşa")
    for words in ("ҚАЗАҚ", "қазақ", "Қазақ әЗЕРБ", "қАСЫМ ҚАЗАҚ"):
        assert found(desk, Article, words) == {draft.pk}, words
    for words in ("İLHAM", "ILHAM", "ilham ŞUŞA", "ıŞıQ", "IŞIQ", "işiq", "BAKI", "bakı", "baki"):
        assert found(desk, Article, words) == {shown.pk}, words
    assert found(desk, Article, "QASIMOĞLU") == {draft.pk}
    assert found(desk, Expert, "qasımoğlu ҚАСЫМ") == {author.pk}


@pytest.mark.parametrize("title", mark_campaign(["ҚАЗАҚ", "İLHAM", "ıŞıK"], fast=["İLHAM"]))
def test_a_word_is_found_in_each_case_whatever_its_own_is(desk: Client, title: str) -> None:
    row = factory.make_agreement(title_ru=f"Договор «{title}»")
    for word in (title, title.lower(), title.upper(), title.swapcase(), title.capitalize()):
        assert found(desk, Agreement, word) == {row.pk}, word


def test_what_is_written_in_bulk_is_found(desk: Client) -> None:
    first, second = Topic.objects.bulk_create(
        [Topic(slug="a", name_ru="Ветер"), Topic(slug="b", name_ru="Уголь")]
    )
    assert found(desk, Topic, "ВЕТЕР") == {first.pk}
    first.name_ru = "Ядро"
    Topic.objects.bulk_update([first], ["name_ru"])
    assert (found(desk, Topic, "ветер"), found(desk, Topic, "ядро")) == (set(), {first.pk})
    Topic.objects.filter(slug="b").update(slug="c", name_kk="Көмір")
    assert found(desk, Topic, "КӨМІР c") == {second.pk}
    Topic.objects.filter(name_ru="Уголь").update(name_ru=Upper("slug"))
    assert (found(desk, Topic, "уголь"), found(desk, Topic, "c")) == (set(), {second.pk})
    second.refresh_from_db()
    second.name_en = "Coal"
    second.save(update_fields=["name_en"])
    assert found(desk, Topic, "coal") == {second.pk}
    Topic.objects.update_or_create(slug="c", defaults={"name_en": "Lignite"})
    assert (found(desk, Topic, "coal"), found(desk, Topic, "lignite")) == (set(), {second.pk})
    with translation.override("kk"):
        Topic.objects.filter(pk=second.pk).update(name="Қоңыр")
    assert found(desk, Topic, "қоңыр") == {second.pk}
    Topic.objects.bulk_create(
        [Topic(pk=second.pk, slug="c", name_ru="Торф")],
        update_conflicts=True, unique_fields=["id"], update_fields=[*language_columns("name"), "slug"],
    )  # fmt: skip
    assert (found(desk, Topic, "lignite"), found(desk, Topic, "торф")) == (set(), {second.pk})
    with pytest.raises(ValueError, match="slug"):
        Topic.objects.bulk_create(
            [Topic(slug="d")], update_conflicts=True, unique_fields=["slug"], update_fields=["name_ru"]
        )


def test_what_a_revision_or_a_fixture_brings_back_is_found(desk: Client) -> None:
    topic = factory.make_topic(slug="wind", name="Ветер")
    fixture = serializers.serialize("json", [topic])
    assert "search_text" not in fixture
    Topic.objects.update(name_ru="Уголь")
    for row in serializers.deserialize("json", fixture):
        row.save()
    assert (found(desk, Topic, "ветер"), found(desk, Topic, "уголь")) == ({topic.pk}, set())


def test_what_goes_past_the_models_is_found_after_reindexing(desk: Client) -> None:
    topic = factory.make_topic(slug="wind", name="Ветер")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE topics_topic SET name_ru = 'Уголь'")
    assert found(desk, Topic, "уголь") == set()
    output = StringIO()
    call_command("reindex", stdout=output)
    assert found(desk, Topic, "уголь") == {topic.pk}
    assert "1 search texts of the desk were out of date" in output.getvalue()


def test_each_list_of_the_desk_is_searched_by_folded_columns() -> None:
    for model, desk in admin.site._registry.items():
        for name in desk.search_fields if issubclass(model, SearchedModel) else ():
            *path, column = name.split("__")
            target = model
            for step in path:
                target = target._meta.get_field(step).related_model
            field = target._meta.get_field(column)
            assert isinstance(field, SearchTextField | models.SlugField) or column == "slug", name


@pytest.mark.parametrize("common", mark_campaign([0, 5_000], fast=[5_000]))
def test_words_of_many_titles_are_found(desk: Client, monkeypatch: pytest.MonkeyPatch, common: int) -> None:
    monkeypatch.setattr("editorial.desk.changelist.COMMON", common)
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
