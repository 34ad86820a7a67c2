"""The version for weak-sighted readers."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_no_cookie_is_set_before_the_reader_chooses(client: Client) -> None:
    response = client.get("/ru/")
    assert not response.cookies
    assert "Cookie" in response["Vary"]
    assert "data-scheme" not in response.content.decode().split("<head>")[0]


def test_what_the_reader_chooses_shapes_every_page(client: Client) -> None:
    answer = client.post(
        "/ru/reading/", {"scheme": "white-on-black", "size": "huge", "pictures": "off", "next": "/ru/events/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/ru/events/")
    top = client.get("/ru/events/").content.decode().split("<head>")[0]
    assert 'data-scheme="white-on-black"' in top
    assert 'data-size="huge"' in top
    client.post("/ru/reading/", {"usual": "1"})
    assert "data-scheme" not in client.get("/ru/").content.decode().split("<head>")[0]


def test_neither_a_foreign_address_nor_an_unknown_choice_is_followed(client: Client) -> None:
    answer = client.post("/ru/reading/", {"scheme": '"><script>', "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"
    client.cookies["reading"] = 'scheme="><script>&size=huge'
    top = client.get("/ru/").content.decode().split("<head>")[0]
    assert "<script>" not in top
    assert 'data-size="huge"' in top
