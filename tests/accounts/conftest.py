"""Fixtures shared by the tests of accounts."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    """Let pages speak English, django-allauth's own texts among them."""
    settings.LANGUAGE_CODE = "en"
