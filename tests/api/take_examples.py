"""Take the examples of the API's description from the demo record: `make examples`, after either has changed."""

import json
from typing import Any

import pytest
from django.test import Client

from editorial.api.router import router
from editorial.api.schema import EXAMPLES_FILE

pytestmark = pytest.mark.django_db
PREFIX = "/api/v1/"
LONGEST, MOST = 120, 2  # letters of a text, items of a list


def short(value: Any) -> Any:
    """Leave of an answer what shows its form."""
    if isinstance(value, dict):
        return {name: short(part) for name, part in value.items()}
    if isinstance(value, list):
        return [short(part) for part in value[:MOST]]
    if isinstance(value, str):
        value = value.replace("http://testserver", "https://relations.example")
        return value if len(value) <= LONGEST or value.startswith("https:") else f"{value[:LONGEST]}…"
    return value


def taken(client: Client) -> dict[str, Any]:
    """Ask each list for a row, and then for the row itself."""
    found = {
        PREFIX: short(client.get(PREFIX).json()),
        f"{PREFIX}changes/": short(client.get(f"{PREFIX}changes/").json()),
        f"{PREFIX}disagreements/": short(client.get(f"{PREFIX}disagreements/").json()),
        f"{PREFIX}search/": short(client.get(f"{PREFIX}search/?q=транзит&page_size=2").json()),
    }
    for name, viewset, _basename in router.registry:
        if not hasattr(viewset, "serializer_class"):
            continue
        page = client.get(f"{PREFIX}{name}/?page_size=1").json()
        assert page["results"], f"the demo data have no public row for {PREFIX}{name}/: see editorial/demo/"
        found[f"{PREFIX}{name}/"] = short(page)
        key = page["results"][0]["id" if viewset.lookup_field == "pk" else viewset.lookup_field]
        found[f"{PREFIX}{name}/{{{viewset.lookup_field.replace('pk', 'id')}}}/"] = short(
            client.get(f"{PREFIX}{name}/{key}/").json()
        )
    return found


def test_examples_are_taken(client: Client, demo_record: None, catalogues: None) -> None:
    EXAMPLES_FILE.write_text(json.dumps(taken(client), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
