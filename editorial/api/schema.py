"""What the description of the API says besides what its views say of themselves: how it refuses, and its formats."""

from typing import Any

from django.conf import settings

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
    result["components"]["schemas"]["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, methods in result["paths"].items():
        refusals = REFUSALS | (OF_A_ROW if "{slug}" in path else {})
        for operation in methods.values():
            describe_formats(operation)
            mark_deprecated(path, operation)
            for status, description in refusals.items():
                operation["responses"].setdefault(status, {"description": description, "content": content})
    return result
