"""OpenAPI descriptions of the addresses that are not views of the framework: OAI-PMH and the dump."""

from typing import Any

VERBS = ["Identify", "ListMetadataFormats", "ListSets", "ListIdentifiers", "ListRecords", "GetRecord"]
ARGUMENTS = {
    "verb": {"type": "string", "enum": VERBS},
    "metadataPrefix": {"type": "string", "enum": ["oai_dc", "jats"]},
    "identifier": {"type": "string"},
    "from": {"type": "string"},
    "until": {"type": "string"},
    "set": {"type": "string"},
    "resumptionToken": {"type": "string"},
}
ANSWER = {
    "200": {
        "description": "The answer of the protocol; its refusals are answers too.",
        "content": {"text/xml": {"schema": {"type": "string"}}},
    }
}
HARVEST = "Harvest texts by OAI-PMH 2.0, as Dublin Core or JATS; what was withdrawn is told as deleted."
ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}
VALIDATORS = {
    name: {"schema": {"type": "string"}, "required": True}
    for name in ("ETag", "Last-Modified", "Accept-Ranges")
}


def harvest() -> dict[str, Any]:
    """Answer the requests of the protocol, by GET and by POST."""
    by_address = [
        {"name": name, "in": "query", "schema": schema, **({"required": True} if name == "verb" else {})}
        for name, schema in ARGUMENTS.items()
    ]
    form = {"schema": {"type": "object", "properties": ARGUMENTS, "required": ["verb"]}}
    shared = {"description": HARVEST, "tags": ["oai"], "responses": ANSWER}
    return {
        "get": {"operationId": "oai", "parameters": by_address, **shared},
        "post": {
            "operationId": "oai_by_form",
            "requestBody": {"content": {"application/x-www-form-urlencoded": form}, "required": True},
            **shared,
        },
    }


def dump() -> dict[str, Any]:
    """Serve the file, whole or in part."""
    part = {"name": "Range", "in": "header", "schema": {"type": "string", "examples": ["bytes=1000-"]}}
    return {
        "get": {
            "operationId": "dump",
            "description": "The whole record as a Frictionless data package: NDJSON and CSV in a ZIP.",
            "tags": ["dumps"],
            "parameters": [part],
            "responses": {
                "200": {"description": "The whole file.", "headers": VALIDATORS, "content": ZIP},
                "206": {
                    "description": "The bytes that were asked for.",
                    "headers": VALIDATORS,
                    "content": ZIP,
                },
                "416": {"description": "The file has no such bytes."},
            },
        }
    }
