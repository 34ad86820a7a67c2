import pytest
from django.test import Client

from editorial.search.models import SynonymGroup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_record")]


@pytest.mark.parametrize(
    ("list_", "typed", "expected"),
    [
        ("people", "Tokaev", "kasym-zhomart-tokaev"),
        ("people", "Әлиев", "ilham-aliev"),
        ("people", "Əliyev", "ilham-aliev"),
        ("people", "Назарбаеев", "nursultan-nazarbaev"),
        ("people", "Шафи", "farid-shafiev"),
        ("organisations", "Kazmunaygaz", "kazmunaygaz"),
        ("organisations", "унивеситет", "bgu"),
        ("agreements", "dorozhnaya karta", "dorozhnaya-karta-sredniy-koridor-2022"),
        ("agreements", "срединного", "dorozhnaya-karta-sredniy-koridor-2022"),
        ("events", "каспиский самит", "kaspiyskiy-sammit-4"),
        ("indicators", "товарообарот", "tovarooborot"),
    ],
)
def test_a_name_box_reads_words_as_the_search_does(
    client: Client, list_: str, typed: str, expected: str
) -> None:
    SynonymGroup.objects.filter(name="Middle Corridor").update(words_ru="Средний\nСрединный")
    paths = {"people": "/ru/experts/", "organisations": "/ru/organisations/"}
    answer = client.get(paths.get(list_, f"/ru/{list_}/"), {"q": typed})
    assert answer.status_code == 200
    assert f"/{expected}/" in answer.text


def test_letters_inside_a_word_are_still_found_and_nonsense_finds_nothing(client: Client) -> None:
    assert "/tovarooborot/" in client.get("/ru/indicators/", {"q": "варообор"}).text
    assert "/tovarooborot/" not in client.get("/ru/indicators/", {"q": "йцщшзхъ"}).text
