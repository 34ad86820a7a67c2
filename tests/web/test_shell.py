"""The shell around every page: language, navigation, refusals."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["ru", "kk", "az", "en"])
def test_the_first_page_opens_in_each_language(client: Client, language: str) -> None:
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    page = " ".join(response.content.decode().split())
    assert f'<html lang="{language}"' in page
    assert f'hreflang="{language}"' in page


@pytest.mark.parametrize(("accepted", "given"), [("kk,ru;q=0.5", "/kk/"), ("de", "/ru/"), ("en-GB", "/en/")])
def test_the_root_sends_the_reader_to_their_language(client: Client, accepted: str, given: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, given)
    assert "Accept-Language" in response["Vary"]


def test_switching_the_language_keeps_the_page_and_its_query(client: Client) -> None:
    page = client.get("/ru/?year=2023").content.decode()
    assert 'href="http://testserver/az/?year=2023"' in page


@pytest.mark.parametrize("address", ["/de/", "/ru/nothing-here/", "/ru/articles/nothing-here/"])
def test_an_unknown_address_gets_a_designed_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "masthead" in response.content.decode()
