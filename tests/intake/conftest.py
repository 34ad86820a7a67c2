"""Fixtures of the tests of manuscripts at the desk."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Any) -> None:
    storages = {**settings.STORAGES}
    storages["manuscripts"] = {**storages["manuscripts"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = storages


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client
