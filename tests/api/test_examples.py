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
        assert "example" in content, (
            f"no example of {path}: run `make examples` once the demo data have such a row"
        )
        validator = Draft202012Validator({**content["schema"], "components": schema["components"]})
        errors = [
            f"{error.json_path}: {error.message}" for error in validator.iter_errors(content["example"])
        ]
        assert not errors, f"{path}: the example is not as described; run `make examples`. {errors}"
        examples += 1
    assert examples > len(router.registry)
