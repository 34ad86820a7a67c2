"""The surface of the API: what partners build on is added to, never taken away without a new version.

`surface.txt` lists it. After adding to the API: `UPDATE_SURFACE=1 pytest tests/api/test_surface.py`.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

RECORDED = Path(__file__).with_name("surface.txt")


def surface(schema: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each address, parameter, value of a parameter, field and value of a field."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}"
            for parameter in operation.get("parameters", ()):
                name = f"{method.upper()} {path} ?{parameter['name']}"
                yield name
                described = parameter.get("schema", {})
                values = described.get("enum") or described.get("items", {}).get("enum") or ()
                yield from (f"{name}={value}" for value in values)
    for name, component in schema["components"]["schemas"].items():
        for field, described in component.get("properties", {}).items():
            yield f"{name}.{field}: {kind_of(described)}"
        yield from (f"{name} = {value}" for value in component.get("enum", ()))


def kind_of(described: dict[str, Any]) -> Any:
    """Return the type of a field: a reference with a description beside it is within `allOf`."""
    (only,) = described["allOf"] if len(described.get("allOf", ())) == 1 else (described,)
    return only.get("type") or only.get("$ref", "").rpartition("/")[2] or "any"


@pytest.mark.django_db
def test_nothing_that_partners_build_on_is_gone_without_a_new_version(client: Client) -> None:
    version = settings.SPECTACULAR_SETTINGS["VERSION"]
    now = sorted(set(surface(client.get("/api/schema/?format=json").json())))
    if os.environ.get("UPDATE_SURFACE"):
        RECORDED.write_text("\n".join([version, *now]) + "\n", encoding="utf-8")
    recorded_version, *recorded = RECORDED.read_text(encoding="utf-8").splitlines()
    gone, added = sorted(set(recorded) - set(now)), sorted(set(now) - set(recorded))
    if version.partition(".")[0] == recorded_version.partition(".")[0]:
        assert gone == [], "this breaks partners: keep it, or begin a new major version"
    assert added == [], "new: say so in docs/api.md, raise the version and update surface.txt"
