"""The people of the tests: one of each group of the desk, and a stranger."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from editorial.workflow.roles import Role
from tests import factory


@pytest.fixture
def author(db: None) -> User:
    return factory.make_user(Role.AUTHOR, name="author")


@pytest.fixture
def editor(db: None) -> User:
    return factory.make_user(Role.EDITOR, name="editor")


@pytest.fixture
def publisher(db: None) -> User:
    return factory.make_user(Role.PUBLISHER, name="publisher")


@pytest.fixture
def administrator(db: None) -> User:
    return factory.make_user(Role.ADMINISTRATOR, name="administrator")


@pytest.fixture
def stranger() -> Client:
    """Return a browser that nobody has signed into."""
    return Client()
