from urllib.parse import quote

import pytest
from django.test import Client

from editorial.search import index
from editorial.search.entry import LANGUAGES, Facet, Passage, SearchEntry
from tests.catalogues import translated

pytestmark = pytest.mark.django_db
WORD = quote("транзит")


@pytest.fixture
def record() -> None:
    for number, kind in enumerate(("event", "agreement", "agreement")):
        index.index_entries(
            [
                SearchEntry(
                    type=kind,
                    key=f"row-{number}",
                    language="ru",
                    title=f"Транзит нефти {number}",
                    path=f"/{kind}s/row-{number}/",
                    available_in=LANGUAGES,
                    passages=[Passage("О транзите <нефти>.", "p-1")],
                    facets=[Facet("topic", "energy", {"ru": "Энергетика", "en": "Energy"})],
                )
            ]
        )


@pytest.mark.usefixtures("record")
def test_the_answer_is_a_count_facets_and_results(client: Client) -> None:
    answer = client.get("/api/v1/search/", {"q": "транзиту нефти", "lang": "en", "type": "agreement"}).json()
    assert answer["count"] == 2
    assert answer["facets"]["topic"] == [{"value": "energy", "label": "Energy", "count": 2}]
    first = answer["results"][0]
    assert (first["type"], first["language"]) == ("agreement", "ru")
    assert first["url"] == f"http://testserver/en/agreements/{first['slug']}/"
    assert first["snippet"] == "О <mark>транзите</mark> &lt;<mark>нефти</mark>&gt;."


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("language", [*LANGUAGES])
def test_values_are_called_what_the_pages_call_them(client: Client, catalogues: None, language: str) -> None:
    answer = client.get(
        "/api/v1/search/", {"q": "нефть", "lang": language}, headers={"Accept-Language": "fr"}
    )
    facets = answer.json()["facets"]
    assert [one["label"] for one in facets["type"]] == [
        translated(language, one) for one in ("Agreement", "Event")
    ]
    assert [one["label"] for one in facets["language"]] == [translated(language, "Russian")]


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(("words", "found"), [("нефть", 3), ("щщщ", 0)])
def test_the_results_are_things_of_schema_org_as_well(client: Client, words: str, found: int) -> None:
    answer = client.get("/api/v1/search/", {"q": words, "format": "jsonld"}).json()
    assert answer["numberOfItems"] == found
    assert {one["item"]["@type"] for one in answer["itemListElement"]} == (
        {"Event", "Legislation"} if found else set()
    )
    assert all(one["item"]["name"].startswith("Транзит нефти") for one in answer["itemListElement"])


@pytest.mark.usefixtures("record")
@pytest.mark.usefixtures("record")
def test_results_come_in_pages(client: Client) -> None:
    pages = [
        client.get("/api/v1/search/", {"q": "нефть", "page": page, "page_size": 2}).json()["results"]
        for page in (1, 2)
    ]
    assert [len(page) for page in pages] == [2, 1]


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "x", "lang": "fr"},
        {"q": "x", "page": "0"},
        {"q": "x", "page_size": "1000"},
        {"q": "x", "colour": "red"},
    ],
)
def test_a_parameter_that_makes_no_sense_is_refused(client: Client, parameters: dict[str, str]) -> None:
    assert client.get("/api/v1/search/", parameters).status_code == 400


@pytest.mark.usefixtures("record")
def test_a_page_past_the_end_is_not_found(client: Client) -> None:
    assert client.get("/api/v1/search/", {"q": "нефть", "page": "9"}).status_code == 404


def test_without_a_question_nothing_is_found(client: Client) -> None:
    assert client.get("/api/v1/search/").json() == {
        "count": 0, "next": None, "previous": None, "facets": {}, "results": [],
    }  # fmt: skip


@pytest.mark.usefixtures("record")
def test_pages_of_results_name_their_neighbours(client: Client) -> None:
    base = "http://testserver/api/v1/search/?page"
    first = client.get(f"/api/v1/search/?page_size=2&q={WORD}")
    assert (first.json()["previous"], first.json()["next"]) == (None, f"{base}=2&page_size=2&q={WORD}")
    assert f'<{base}=2&page_size=2&q={WORD}>; rel="next"' in first["Link"]
    last = client.get(first.json()["next"].removeprefix("http://testserver"))
    assert last.json()["next"] is None
    assert f'<{base}=1&page_size=2&q={WORD}>; rel="prev"' in last["Link"]


@pytest.mark.usefixtures("record")
def test_results_come_in_other_forms_by_suffix_and_by_accept(client: Client) -> None:
    table = client.get("/api/v1/search.csv?q=транзит")
    assert table["Content-Type"].startswith("text/csv")
    assert table.content == client.get("/api/v1/search/?q=транзит", headers={"Accept": "text/csv"}).content
    assert "Транзит" in table.content.decode()
