"""Public pages of articles and collections."""

import re

import pytest
from django.test import Client

from editorial.articles.models import ArticleAbstract
from editorial.articles.services import publishing
from editorial.workflow.roles import Role
from tests.factory import (
    make_article,
    make_collection,
    make_draft,
    make_expert,
    make_organisation,
    make_topic,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def test_a_text_shows_its_authors_notes_and_contents(client: Client) -> None:
    expert = make_expert(family_name="Алиева", slug="alieva")
    make_article(
        slug="corridor", authors=(expert,), notes={"a": "Отчёт за год"}, is_digest=True,
        body='<h2>Маршрут</h2><p>Грузы<sup data-footnote="a"></sup>.</p><h2>Порты</h2><p>Ещё<sup data-footnote="a"></sup>.</p>',
    )  # fmt: skip
    page = page_of(client, "/ru/articles/corridor/")
    assert 'href="/ru/experts/alieva/"' in page
    assert 'id="fn-1"' in page
    assert page.count('role="doc-backlink"') == 2
    assert 'href="#porty"' in page


def test_an_edit_in_progress_is_not_public(client: Client) -> None:
    article = make_article(slug="corridor", title="О коридоре")
    article.title, article.body = "Черновая правка", "<p>Ещё не вышло.</p>"
    article.save()
    for address in ("/ru/", "/ru/articles/", "/ru/articles/corridor/"):
        page = page_of(client, address)
        assert "О коридоре" in page
        assert "Черновая правка" not in page
        assert "Ещё не вышло" not in page


def test_an_earlier_edition_stays_at_its_address_and_points_to_the_current_one(client: Client) -> None:
    article = make_article(slug="corridor", body="<p>Было 60 %.</p>")
    article.body = "<p>Стало 65 %.</p>"
    article.save()
    publishing.correct(article, by=make_user(Role.PUBLISHER), correction_note="Исправлена доля.")
    assert "Стало 65 %" in page_of(client, "/ru/articles/corridor/")
    assert "Исправлена доля." in page_of(client, "/ru/articles/corridor/")
    earlier = page_of(client, "/ru/articles/corridor/editions/1/")
    assert "Было 60 %" in earlier
    assert 'href="/ru/articles/corridor/"' in earlier


def test_a_withdrawn_text_leaves_its_title_and_the_reason(client: Client) -> None:
    article = make_article(slug="corridor", title="О коридоре")
    publishing.withdraw(article, by=make_user(Role.PUBLISHER), reason="Повтор публикации.")
    page = page_of(client, "/ru/articles/corridor/", 410)
    assert "О коридоре" in page
    assert "Повтор публикации." in page
    assert "Текст статьи" not in page
    assert page_of(client, "/ru/articles/corridor/editions/1/", 410)
    assert "О коридоре" not in page_of(client, "/ru/articles/")


def test_a_text_in_another_language_is_marked_with_its_language(client: Client) -> None:
    article = make_draft(slug="corridor", title="О коридоре", language="ru")
    ArticleAbstract.objects.create(
        article=article, language="az", title="Dəhliz haqqında", text="Qısa məzmun"
    )
    publish(article)
    page = page_of(client, "/az/articles/corridor/")
    assert '<h1 lang="ru">О коридоре</h1>' in page
    assert "Dəhliz haqqında" in page
    assert 'class="prose body" lang="ru"' in page


def test_a_book_shows_its_contents_with_pages(client: Client) -> None:
    book = make_collection(slug="book", title_ru="Сборник статей")
    make_article(slug="one", title="Первая", collection=book, order_in_collection=1, first_page=4)
    make_article(slug="two", title="Вторая", collection=book, order_in_collection=2, first_page=9)
    page = page_of(client, "/ru/collections/book/")
    assert page.index("Первая") < page.index("Вторая")
    assert 'href="/ru/articles/two/"' in page
    assert 'rel="next"' in page_of(client, "/ru/articles/one/")


def test_a_book_names_each_role_once_and_is_read_from_its_first_text(client: Client) -> None:
    book = make_collection(slug="book")
    for order, name in enumerate(("Центр анализа", "Институт исследований"), start=1):
        book.publishers.create(organisation=make_organisation(name_ru=name), order=order)
    make_article(slug="two", collection=book, order_in_collection=2)
    make_article(slug="one", collection=book, order_in_collection=1)
    page = page_of(client, "/ru/collections/book/")
    imprint = page.split('id="imprint"')[1].split("</section>")[0]
    assert imprint.count("<dt>Publisher</dt>") == 1
    assert imprint.index("Центр анализа") < imprint.index("Институт исследований")
    assert '<a class="button" href="/ru/articles/one/">' in page
    assert 'href="/ru/collections/book/#contents"' in page_of(client, "/ru/articles/two/")


def test_a_text_leads_from_its_head_to_its_files_and_citation(client: Client) -> None:
    make_article(slug="corridor")
    head = page_of(client, "/ru/articles/corridor/").split('class="text__body"')[0]
    for address in ("/ru/articles/corridor/download/pdf/", "#downloads", "#cite"):
        assert f'href="{address}"' in head


def test_a_text_leads_to_others_with_the_same_topics(client: Client) -> None:
    transport, energy = make_topic(slug="transport"), make_topic(slug="energy")
    make_article(slug="corridor", topics=(transport, energy))
    for slug in ("a", "b", "c", "nearest"):
        make_article(slug=slug, topics=(transport, energy) if slug == "nearest" else (energy,))
    make_article(slug="elsewhere", topics=(make_topic(),))
    make_draft(slug="draft").topics.set([transport])
    old = make_article(slug="withdrawn", topics=(transport, energy))
    publishing.withdraw(old, by=make_user(Role.PUBLISHER), reason="Повтор.")
    related = page_of(client, "/ru/articles/corridor/").split("Related articles")[1]
    assert 'href="/ru/articles/nearest/"' in related
    for slug in ("elsewhere", "draft", "withdrawn", "corridor"):
        assert f'href="/ru/articles/{slug}/"' not in related


def test_a_translation_and_a_neighbour_are_not_repeated_as_related(client: Client) -> None:
    topic, book = make_topic(), make_collection()
    one = make_article(slug="one", topics=(topic,), collection=book, order_in_collection=1)
    make_article(slug="two", topics=(topic,), collection=book, order_in_collection=2)
    make_article(slug="bir", topics=(topic,), language="az", translation_of=one)
    page = page_of(client, "/ru/articles/one/")
    assert "Related articles" not in page
    assert page.split('id="cite"')[1].count('href="/ru/articles/two/"') == 1
    assert re.search(r'hreflang="az"\s+lang="az"\s*>Azərbaycan</a>', page.split('class="text__body"')[0])


@pytest.mark.parametrize(
    "address", ["/ru/articles/none/", "/ru/articles/corridor/editions/7/", "/ru/collections/none/"]
)
def test_what_is_not_there_is_404_and_named(client: Client, address: str) -> None:
    make_article(slug="corridor")
    assert "masthead" in page_of(client, address, 404)


def test_a_draft_is_not_there(client: Client) -> None:
    make_draft(slug="draft")
    page_of(client, "/ru/articles/draft/", 404)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("genre=poem", "poem"), ("year=MMXX", "MMXX"), ("topic=none", "none"), ("language=de", "de"),
        ("page=two", "two"), ("page=-1", "-1"),
    ],
)  # fmt: skip
def test_an_impossible_filter_is_refused_by_name(client: Client, query: str, named: str) -> None:
    page = page_of(client, f"/ru/articles/?{query}", 400)
    assert query.split("=", maxsplit=1)[0] in page
    assert named in page


def test_a_page_past_the_end_is_404(client: Client) -> None:
    assert "99" in page_of(client, "/ru/articles/?page=99", 404)
