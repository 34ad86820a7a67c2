"""The formats of every list and detail besides JSON: NDJSON, CSV, XLSX and JSON-LD."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any

from rest_framework.renderers import BaseRenderer

from editorial.api import json_ld, tables
from editorial.api.tables import as_json
from editorial.web.whole_lists import Whole, read_blocks


def response_rows(data: Any) -> list[Mapping[str, Any]]:
    """Return the rows of a page, or the one row of a detail."""
    if isinstance(data, Mapping):
        return list(data["results"]) if "results" in data else [data]
    return list(data or ())


class NDJSONRenderer(BaseRenderer):
    """A row a line."""

    media_type = "application/x-ndjson"
    format = "ndjson"
    charset = "utf-8"

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Write the rows."""
        return b"".join(self.whole(response_rows(data), title="")[0])

    def whole(self, rows: Iterable[Mapping[str, Any]], *, title: str) -> Whole:  # noqa: ARG002
        """Write any number of rows, a line at a time."""
        return (f"{as_json(row)}\n".encode() for row in rows), ""


class CSVRenderer(BaseRenderer):
    """A table as text."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, _media_type: str | None = None, _context: Any = None) -> bytes:
        """Write the rows."""
        return b"".join(self.whole(response_rows(data), title="")[0])

    def whole(self, rows: Iterable[Mapping[str, Any]], *, title: str) -> Whole:  # noqa: ARG002
        """Write any number of rows, a line at a time."""
        return self._lines(rows), ""

    def _lines(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
        with closing(tables.RowStore(rows)) as stored:
            yield from tables.to_csv(stored)


class XLSXRenderer(BaseRenderer):
    """A table for spreadsheets."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None
    render_style = "binary"

    def render(self, data: Any, _media_type: str | None = None, context: Any = None) -> bytes:
        """Write the rows."""
        view = (context or {}).get("view")
        return b"".join(self.whole(response_rows(data), title=getattr(view, "basename", None) or "rows")[0])

    def whole(self, rows: Iterable[Mapping[str, Any]], *, title: str) -> Whole:
        """Write any number of rows; the tag is of the rows, as a book has the time of its making in it."""
        with closing(tables.RowStore(rows)) as stored:
            return read_blocks(tables.to_xlsx(stored, title=title)), stored.digest


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
        return as_json(json_ld.document(kind, response_rows(data), is_list=is_list)).encode()
