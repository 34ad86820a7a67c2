"""Fixtures shared by the tests of accounts."""

from typing import Any

import pytest

from editorial.site import dashboard


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Let pages speak English, django-allauth's own texts among them."""
    settings.LANGUAGE_CODE = "en"


@pytest.fixture(autouse=True)
def first_page_without_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let signing in lead to a first page that counts nothing, which took most of the time of these tests."""
    monkeypatch.setattr(dashboard, "dashboard", lambda _request, context: context)
