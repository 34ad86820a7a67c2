"""Requests made up from the API's own description: none fails, and each answer is as described.

`SCHEMA_EXAMPLES` says how many are made for each operation; `make test-api` makes many.
"""

import os
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.factory import (
    make_agreement,
    make_article,
    make_event,
    make_expert,
    make_indicator,
    make_observation,
    make_organisation,
    make_topic,
)

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
# A slug that names nothing is refused, though the description cannot list all slugs.
LEFT_OUT = [positive_data_acceptance]
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(60 * 60)]


@pytest.fixture
def described() -> Iterator[schemathesis.BaseSchema]:
    """Return the description of a small record, and keep the connection of the test open."""
    make_article(authors=(make_expert(),), topics=(make_topic(),))
    make_agreement(parties=("AZ", make_organisation())), make_event()
    make_observation(make_indicator())
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_made_up_requests_are_answered_as_described(described: schemathesis.BaseSchema) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        ask_of(operation)


def ask_of(operation: schemathesis.APIOperation) -> None:
    """Make up requests for one operation, and hold each answer to the description."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=LEFT_OUT, headers={"Accept-Encoding": "identity"})

    ask()
