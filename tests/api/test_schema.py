"""Requests generated from the API's own description: none fails, and each answer is as described.

All checks of schemathesis, on requests that the description allows, on requests that it forbids, and on each
parameter at its bounds, with methods that there are not. `SCHEMA_EXAMPLES` says how many are made at random for
each operation; `make test-api` makes many, others each time. The suite makes a few, always the same: a change that
breaks something fails, and no other does.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
IN_THE_SUITE = "SCHEMA_EXAMPLES" not in os.environ
# What the description cannot say, as it is in the record: which slugs, codes and countries there are, and how
# many changes. Such values may be refused, and a cursor that we did not give.
OF_THE_RECORD = {
    "agreement", "area", "collection", "country", "cursor", "expert", "indicator", "mechanism", "organisation", "outlet",
    "part_of", "party", "place", "publisher", "related_to", "series", "since", "stated_by", "stated_in", "mentioned_in",
    "topic", "translation_of", "unit",
}  # fmt: skip
# A cursor has an order of its own.
NOT_WITH_A_CURSOR = {"page", "ordering"}
pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.timeout(60 * 60)]


@pytest.fixture
def described(settings: Any, tmp_path: Path) -> Iterator[schemathesis.BaseSchema]:
    """Return the description of a small record, and keep the connection of the test open."""
    settings.API_ANONYMOUS_LIMIT, settings.DUMPS_ROOT = 10**9, tmp_path
    topic, place, body, expert = make_topic(), make_place(), make_organisation(), make_expert()
    expert.affiliations.create(organisation=body, position="советник")
    book = make_collection(place=place)
    book.topics.add(topic)
    make_article(authors=(expert,), topics=(topic,), collection=book, order_in_collection=1, outlet=body)
    make_agreement(parties=("AZ", body), place=place).topics.add(topic)
    make_event(place=place, mechanism=make_mechanism(organisation=body)).topics.add(topic)
    indicator = make_indicator()
    indicator.topics.add(topic)
    make_observation(indicator, stated_by=body)
    call_command("dump_record", to=tmp_path, verbosity=0)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())
    schema.config.generation.update(modes=list(schemathesis.GenerationMode), max_examples=EXAMPLES)
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
    assert len(request_counts) > 25
    print(f"{sum(request_counts.values())} requests to {len(request_counts)} operations")  # noqa: T201


request_counts: Counter[str] = Counter()
schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=IN_THE_SUITE,
    suppress_health_check=list(HealthCheck),
)
def test_made_up_requests_are_answered_as_described(case: schemathesis.Case) -> None:
    response = case.call(headers={"Accept-Encoding": "identity"})
    request_counts[case.operation.label] += 1
    left_out = [positive_data_acceptance] if is_about_the_record(response) else []
    # Refusals of OAI-PMH are answers: that is its protocol.
    left_out += [negative_data_rejection] if case.path == "/api/oai/" else []
    load_all_checks()
    case.validate_response(response, checks=CHECKS.get_all(), excluded_checks=left_out)


def is_about_the_record(response: schemathesis.Response) -> bool:
    """Return whether a request was refused only for what is, or is not, in the record."""
    if response.status_code != 400:
        return False
    named = set(response.json().get("errors", {"": []}))
    return named <= OF_THE_RECORD | (NOT_WITH_A_CURSOR if "cursor=" in response.request.url else set())
