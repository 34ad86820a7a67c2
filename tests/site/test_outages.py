"""A database that is away or a full disk: a clear answer that says when to return."""

import errno
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


def failing(error: Exception) -> Any:
    """Let the query of the home page and of a list fail."""

    def fails(*_args: Any, **_options: Any) -> None:
        raise error

    return fails


@pytest.mark.parametrize(
    "error",
    [OperationalError("connection refused"), OSError(errno.ENOSPC, "No space left on device")],
)
def test_a_page_says_that_it_will_be_back(error: Exception) -> None:
    client = Client(raise_request_exception=False)
    with patch("editorial.site.views.render", failing(error)):
        answer = client.get("/en/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "no-store" in answer["Cache-Control"]
    text = answer.content.decode()
    assert "the database is away or the server is out of space" in text
    assert "connection refused" not in text


def test_another_fault_stays_a_fault() -> None:
    client = Client(raise_request_exception=False)
    with patch("editorial.site.views.render", failing(ValueError("x"))):
        answer = client.get("/en/")
    assert answer.status_code == 500
    assert not answer.has_header("Retry-After")


def test_the_api_answers_with_a_problem() -> None:
    client = Client(raise_request_exception=False)
    with patch("rest_framework.views.APIView.initial", failing(OperationalError("gone"))):
        answer = client.get("/api/v1/topics/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == "The database cannot be reached. Retry in 10 seconds."
