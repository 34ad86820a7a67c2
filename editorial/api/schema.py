"""Additions to the OpenAPI schema that views do not declare: error answers and formats."""

import json
from collections.abc import Iterable
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from editorial.api import openapi_extras
from editorial.api.pagination import LAST_PAGE, RecordPagination
from editorial.web.api.fields import LANG
from editorial.web.api.viewsets import RecordViewSet
from editorial.web.filters.fields import MAX_NUMBER

WHOLE = "The whole list as one file; with `page`, `page_size` or `cursor` a page of it."
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
NUMBERS = {
    "page": {"minimum": 1, "maximum": LAST_PAGE},
    "page_size": {"minimum": 1, "maximum": RecordPagination.max_page_size},
    "year": {"minimum": 1900, "maximum": 2200},
}
REFUSALS = {
    "400": "A parameter or value that is not known.",
    "404": "There is nothing here, or no such page.",
    "406": "No such format of this.",
    "429": "The limit is spent; `Retry-After` says for how long.",
}
ROW_REFUSALS = {"410": "It was withdrawn: the tombstone says when and why."}


class RecordSchema(AutoSchema):
    """Describes what each list and row can be asked for: its own fields, ties and orders, and no others."""

    def get_override_parameters(self) -> list[Any]:
        """Name the fields, the ties that are shown in full, and the orders."""
        found: list[Any] = list(super().get_override_parameters())
        view = self.view
        if not isinstance(view, RecordViewSet) or view.action not in ("list", "retrieve"):
            return found
        fields = list(view.get_serializer_class()().fields)
        found += [LANG, listed("fields", "Only these fields.", fields)]
        if view.expandable:
            found.append(listed("expand", "Ties to show in full in place of their slugs.", view.expandable))
        if view.action == "list":
            orders = [sign + name for name in view.ordering_fields for sign in ("", "-")]
            found.append(listed("ordering", "By which fields; backwards with a hyphen.", orders))
        return found

    def get_description(self) -> str:  # type: ignore[override]
        """Say of a list what its rows are, not how lists are read."""
        if isinstance(self.view, RecordViewSet):
            return cleandoc(self.view.__doc__ or "")
        return str(super().get_description())

    def map_renderers(self, attribute: str) -> list[Any]:
        """Leave out what a list has no form in."""
        found: list[Any] = super().map_renderers(attribute)
        if getattr(self.view, "action", "") != "list":
            return found
        of_one = {
            getattr(one, attribute)
            for one in self.view.get_renderers()
            if not getattr(one, "takes_lists", True)
        }
        return [one for one in found if one not in of_one]


def listed(name: str, description: str, values: Iterable[str]) -> OpenApiParameter:
    """Describe a parameter that takes some of the values, with commas between."""
    items = {"type": "string", "enum": list(values)}
    return OpenApiParameter(
        name, {"type": "array", "items": items}, description=description, style="form", explode=False
    )


def describe_values(operation: dict[str, Any]) -> None:
    """Say between what bounds numbers are taken, and that a text has a letter and no zero byte."""
    for part in operation.get("parameters", ()):
        schema = part["schema"]
        if part["in"] == "header":
            continue
        if part["name"] in NUMBERS and not {"minimum", "items"} & set(schema):
            schema |= NUMBERS[part["name"]] | {"type": "integer"}
        elif schema.get("type") == "number":
            schema |= {"minimum": -MAX_NUMBER, "maximum": MAX_NUMBER}
        elif schema.get("type") == "array":
            schema["minItems"] = 1
            _describe_text(schema["items"])
        else:
            _describe_text(schema)


def _describe_text(schema: dict[str, Any]) -> None:
    if "" in schema.get("enum", ()):
        schema["enum"] = [value for value in schema["enum"] if value]
    if schema.get("type") == "string" and not {"enum", "format", "pattern"} & set(schema):
        schema["pattern"] = r"^[^\x00\s,]+$"


def describe_formats(path: str, operation: dict[str, Any]) -> None:
    """Say of formats other than JSON that their form is their own, and of lists that they come whole."""
    is_list = (
        any(part["name"] == "page_size" for part in operation.get("parameters", ())) and "search" not in path
    )
    for name, form in operation["responses"].get("200", {}).get("content", {}).items():
        if name == "application/ld+json":
            form["schema"] = {"type": "object", "properties": {"@context": {"type": "string"}}}
        elif name.endswith("+json"):
            form["schema"] = {"type": ["array", "object"]}
        elif name != "application/json":
            form["schema"] = {"type": "string"}
        if is_list and name not in ("application/json", "application/ld+json"):
            form["schema"]["description"] = WHOLE


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


def document_nullable(part: Any) -> None:
    """Say of what may be missing that it may be null, in the words of OpenAPI 3.1; an empty address fits two forms."""
    if isinstance(part, list):
        for each in part:
            document_nullable(each)
    if not isinstance(part, dict):
        return
    if part.pop("nullable", False) and isinstance(part.get("type"), str):
        part["type"] = [part["type"], "null"]
        part.pop("example", None)
    if {"type": "string", "maxLength": 0} in part.get("oneOf", ()):
        part["anyOf"] = part.pop("oneOf")
    for each in part.values():
        document_nullable(each)


def document_sparse_fields(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Require no field of a row of which `fields` may ask for some only."""
    if not any(part["name"] == "fields" for part in operation.get("parameters", ())):
        return
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    schema = schemas[answer["$ref"].rpartition("/")[2]]
    if "results" in schema["properties"]:
        schema = schemas[schema["properties"]["results"]["items"]["$ref"].rpartition("/")[2]]
    schema.pop("required", None)


def mark_deprecated(path: str, operation: dict[str, Any]) -> None:
    """Mark an address or a parameter that is to go."""
    for one in settings.API_DEPRECATIONS:
        if not path.startswith(f"{one.address}/"):
            continue
        marked = [part for part in operation.get("parameters", ()) if part["name"] == one.parameter]
        for part in marked if one.parameter else [operation]:
            part["deprecated"] = True


def document_errors(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add to each address how it refuses."""
    document_nullable(result["components"]["schemas"])
    result["components"]["schemas"]["Problem"] = PROBLEM
    result["paths"] |= {
        reverse("api:oai"): openapi_extras.harvest(),
        reverse("api:dump"): openapi_extras.dump(),
    }
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path, methods in result["paths"].items():
        refusals = REFUSALS | (ROW_REFUSALS if "{slug}" in path else {})
        for operation in methods.values():
            describe_formats(path, operation)
            describe_values(operation)
            document_sparse_fields(operation, result["components"]["schemas"])
            mark_deprecated(path, operation)
            show_example(path, operation)
            for status, description in refusals.items():
                operation["responses"].setdefault(status, {"description": description})
            for status, answer in operation["responses"].items():
                if status >= "400":
                    answer["content"] = content
    return result
