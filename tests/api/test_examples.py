"""The description shows an example of each list and detail, taken from the demo record and true to its own schema."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from editorial.api.router import router

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1/"


def test_each_list_and_detail_has_an_example_that_its_schema_allows(client: Client) -> None:
    schema = client.get("/api/schema/?format=json").json()
    examples = 0
    for path, methods in schema["paths"].items():
        forms = methods["get"]["responses"]["200"]["content"]
        if "application/json" not in forms:
            continue
        content = forms["application/json"]
        validator = Draft202012Validator({**content["schema"], "components": schema["components"]})
        assert list(validator.iter_errors(content["example"])) == [], path
        examples += 1
    assert examples > len(router.registry)
