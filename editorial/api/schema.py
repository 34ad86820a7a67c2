"""What the description of the API says besides what its views say of themselves: how it refuses, and its formats."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

EXAMPLES_FILE = Path(__file__).with_name("examples.json")
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A refusal (RFC 9457). `errors` names each parameter that is wrong; `tombstone` tells of what "
    "was withdrawn.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "tombstone": {"type": "object"},
    },
    "required": ["type", "title", "status", "detail"],
}
REFUSALS = {
    "400": "A parameter or value that is not known.",
    "404": "There is nothing here, or no such page.",
    "406": "No such format of this.",
    "429": "The limit is spent; `Retry-After` says for how long.",
}
OF_A_ROW = {"410": "It was withdrawn: the tombstone says when and why."}


def describe_formats(operation: dict[str, Any]) -> None:
    """Say of formats other than JSON that their form is their own."""
    for name, described in operation["responses"].get("200", {}).get("content", {}).items():
        if name == "application/ld+json":
            described["schema"] = {"type": "object", "properties": {"@context": {"type": "string"}}}
        elif name != "application/json":
            described["schema"] = {"type": "string"}


@cache
def examples() -> dict[str, Any]:
    """Answers by address, taken from the demo record by `make examples`."""
    found: dict[str, Any] = json.loads(EXAMPLES_FILE.read_text(encoding="utf-8"))
    return found


def show_example(path: str, operation: dict[str, Any]) -> None:
    """Show an answer of the address, where one is kept."""
    content = operation["responses"].get("200", {}).get("content", {})
    if path in examples() and "application/json" in content:
        content["application/json"]["example"] = examples()[path]


def say_null(part: Any) -> None:
    """Say of what may be missing that it may be null, in the words of OpenAPI 3.1; an empty address fits two forms."""
    if isinstance(part, list):
        for each in part:
            say_null(each)
    if not isinstance(part, dict):
        return
    if part.pop("nullable", False) and isinstance(part.get("type"), str):
        part["type"] = [part["type"], "null"]
        part.pop("example", None)
    if {"type": "string", "maxLength": 0} in part.get("oneOf", ()):
        part["anyOf"] = part.pop("oneOf")
    for each in part.values():
        say_null(each)


def mark_deprecated(path: str, operation: dict[str, Any]) -> None:
    """Mark an address or a parameter that is to go."""
    for one in settings.API_DEPRECATIONS:
        if not path.startswith(f"{one.address}/"):
            continue
        marked = [part for part in operation.get("parameters", ()) if part["name"] == one.parameter]
        for part in marked if one.parameter else [operation]:
            part["deprecated"] = True


def describe_refusals(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add to each address how it refuses."""
    say_null(result["components"]["schemas"])
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, methods in result["paths"].items():
        refusals = REFUSALS | (OF_A_ROW if "{slug}" in path else {})
        for operation in methods.values():
            describe_formats(operation)
            mark_deprecated(path, operation)
            show_example(path, operation)
            for status, description in refusals.items():
                operation["responses"].setdefault(status, {"description": description, "content": content})
    return result
