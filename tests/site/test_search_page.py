import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from editorial.search import index
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    for number, year in enumerate(range(2001, 2031)):
        index.index_entries(
            [
                SearchEntry(
                    type="event" if number % 2 else "agreement",
                    key=f"row-{number}",
                    language="ru",
                    title=f"Саммит {year} года",
                    path=f"/events/row-{number}/",
                    available_in=LANGUAGES,
                    passages=[Passage(f"Саммит прошёл в {year} году <у моря>.", "p-1")],
                    facets=[Facet("topic", f"topic-{number % 3}", {"ru": f"Тема {number % 3}"})],
                )
            ]
        )


def test_results_are_marked_and_lead_to_the_passage(client: Client, record: None) -> None:
    page = client.get("/ru/search/", {"q": "саммиты 2005"}).content.decode()
    assert "<mark>Саммит</mark> <mark>2005</mark> года" in page
    assert 'href="/ru/events/row-4/#p-1"' in page
    assert "&lt;у моря&gt;" in page


def test_a_page_takes_at_most_eleven_queries(
    client: Client, record: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # Two for what surrounds a page, which a server reads once in a state.
    with django_assert_max_num_queries(11):
        client.get("/ru/search/", {"q": "самит море", "topic": "topic-1", "page": "1"})
    with django_assert_max_num_queries(11):
        client.get("/ru/search/", {"q": "саммит неведомое", "type": "event"})


def test_facets_narrow_and_can_be_taken_off(client: Client, record: None) -> None:
    page = " ".join(client.get("/ru/search/", {"q": "саммит", "type": "event"}).content.decode().split())
    assert 'href="?q=%D1%81%D0%B0%D0%BC%D0%BC%D0%B8%D1%82" aria-current="true"' in page
    assert "15 " in page


def test_long_results_have_pages_and_no_page_past_the_end(client: Client, record: None) -> None:
    assert 'rel="next"' in client.get("/ru/search/", {"q": "саммит"}).content.decode()
    assert client.get("/ru/search/", {"q": "саммит", "page": "2"}).status_code == 200
    assert client.get("/ru/search/", {"q": "саммит", "page": "9"}).status_code == 404


def test_another_language_says_in_which_language_a_result_is(client: Client, record: None) -> None:
    page = " ".join(client.get("/en/search/", {"q": "саммит 2005"}).content.decode().split())
    assert 'href="/en/events/row-4/" lang="ru"' in page


def test_an_empty_question_shows_the_form_alone(client: Client) -> None:
    response = client.get("/ru/search/")
    assert response.status_code == 200
    assert "search/feed/?" not in response.content.decode()


def test_nothing_found_is_shown(client: Client, record: None) -> None:
    response = client.get("/kk/search/", {"q": "щщщщщщ <script>"})
    assert response.status_code == 200
    assert "<script> " not in response.content.decode()


def test_suggestions_are_titles_with_their_addresses(
    client: Client, record: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7):
        answer = client.get("/ru/search/suggest/", {"q": "сам 2005"}).json()
    assert answer["suggestions"] == []
    answer = client.get("/ru/search/suggest/", {"q": "2005 са"}).json()
    assert [one["url"] for one in answer["suggestions"]] == ["/ru/events/row-4/"]
    assert client.get("/ru/search/suggest/", {"q": ""}).json() == {"suggestions": []}


def test_a_search_can_be_followed_as_a_feed(client: Client, record: None) -> None:
    response = client.get("/ru/search/feed/", {"q": "саммит", "type": "event"})
    assert response["Content-Type"].startswith("application/atom+xml")
    assert response.content.decode().count("<entry>") == 15
    assert client.get("/ru/search/feed/").status_code == 404
