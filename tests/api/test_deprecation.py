"""Deprecations are announced where they are used and in the description."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from editorial.api.deprecation import Deprecated

pytestmark = pytest.mark.django_db
SINCE, SUNSET = dt.date(2026, 1, 31), dt.date(2027, 3, 1)


@pytest.fixture(autouse=True)
def declared(settings: Any) -> None:
    """Declare a parameter and a resource."""
    settings.API_DEPRECATIONS = [
        Deprecated("articles", SINCE, SUNSET, parameter="genre"),
        Deprecated("places", SINCE, SUNSET),
    ]


@pytest.mark.parametrize("address", ["articles/?genre=analysis", "places/", "places.csv", "places/nowhere/"])
def test_an_answer_that_made_use_of_it_says_until_when(client: Client, address: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer["Deprecation"] == "@1769817600"
    assert answer["Sunset"] == "Mon, 01 Mar 2027 00:00:00 GMT"
    assert '<http://testserver/api/docs/>; rel="deprecation"; type="text/html"' in answer["Link"]
    assert 'rel="license"' in answer["Link"]


@pytest.mark.parametrize("address", ["articles/", "articles/?outlet=x", "topics/?genre=analysis"])
def test_other_answers_say_nothing(client: Client, address: str) -> None:
    assert not client.get(f"/api/v1/{address}").has_header("Deprecation")


def test_the_description_marks_it(client: Client) -> None:
    paths = client.get("/api/schema/?format=json").json()["paths"]
    parameters = {one["name"]: one for one in paths["/api/v1/articles/"]["get"]["parameters"]}
    assert parameters["genre"]["deprecated"]
    assert "deprecated" not in parameters["outlet"]
    assert paths["/api/v1/places/"]["get"]["deprecated"]
    assert "deprecated" not in paths["/api/v1/articles/"]["get"]


def test_partners_have_a_year() -> None:
    with pytest.raises(ValueError, match="twelve months"):
        Deprecated("articles", SINCE, SINCE + dt.timedelta(days=300))
