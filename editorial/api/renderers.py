"""The formats of every list and detail besides JSON: NDJSON, CSV, XLSX and JSON-LD."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder

from editorial.api import linked_data, tables


def rows_of(data: Any) -> list[Mapping[str, Any]]:
    """The rows of a page, or the one row of a detail."""
    if isinstance(data, Mapping):
        return list(data["results"]) if "results" in data else [data]
    return list(data or ())


def as_json(value: Any) -> str:
    """Write a value on one line."""
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)


class NDJSONRenderer(BaseRenderer):
    """A row a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = "utf-8"

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Write the rows."""
        return "".join(f"{as_json(row)}\n" for row in rows_of(data)).encode()


class CSVRenderer(BaseRenderer):
    """A table as text."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Write the rows."""
        return tables.to_csv(json.loads(as_json(rows_of(data))))


class XLSXRenderer(BaseRenderer):
    """A table for spreadsheets."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def render(self, data: Any, _media_type: str | None = None, context: Any = None) -> bytes:
        """Write the rows."""
        view = (context or {}).get("view")
        return tables.to_xlsx(
            json.loads(as_json(rows_of(data))), title=getattr(view, "basename", None) or "rows"
        )


class JSONLDRenderer(BaseRenderer):
    """Things of schema.org."""

    media_type = "application/ld+json"
    format = "jsonld"
    charset = "utf-8"

    def render(self, data: Any, _media_type: str | None = None, context: Any = None) -> bytes:
        """Write the rows as things."""
        view = (context or {}).get("view")
        is_list = not isinstance(data, Mapping) or "results" in data
        kind = getattr(view, "basename", "") or ""
        return as_json(linked_data.document(kind, rows_of(data), is_list=is_list)).encode()
