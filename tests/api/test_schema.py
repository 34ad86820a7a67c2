"""Requests made up from the API's own description: none fails, and each answer is as described.

`SCHEMA_EXAMPLES` says how many are made for each operation; `make test-api` makes many, others each time. The
suite makes a few, always the same: a change that breaks something fails, and no other does.
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
IN_THE_SUITE = "SCHEMA_EXAMPLES" not in os.environ
# What the description cannot say, as it is in the record: which slugs, codes and countries there are, and how
# many changes. Such values may be refused, and a cursor that we did not give.
OF_THE_RECORD = {
    "agreement", "area", "collection", "country", "cursor", "expert", "indicator", "mechanism", "organisation", "outlet",
    "part_of", "party", "place", "publisher", "related_to", "series", "since", "stated_by", "stated_in", "mentioned_in",
    "topic", "translation_of",
}  # fmt: skip
# A cursor has an order of its own.
NOT_WITH_A_CURSOR = {"page", "ordering"}
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
        derandomize=IN_THE_SUITE,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        response = case.call(headers={"Accept-Encoding": "identity"})
        left_out = [positive_data_acceptance] if is_about_the_record(response) else []
        case.validate_response(response, excluded_checks=left_out)

    ask()


def is_about_the_record(response: schemathesis.Response) -> bool:
    """Whether a request was refused only for what is, or is not, in the record."""
    if response.status_code != 400:
        return False
    named = set(response.json().get("errors", {"": []}))
    return named <= OF_THE_RECORD | (NOT_WITH_A_CURSOR if "cursor=" in response.request.url else set())
