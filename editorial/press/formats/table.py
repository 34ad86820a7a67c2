"""Tables as CSV and XLSX, and a sidecar that describes their columns."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from editorial.values.characters import clean_value

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its stable key and what it holds."""

    key: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, with the address of the page that shows them."""

    name: str
    title: str
    address: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    sources: Sequence[str] = field(default_factory=tuple)

    def csv(self) -> bytes:
        """Return the table as CSV (UTF-8 with a mark, so that spreadsheets read it right)."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([column.key for column in self.columns])
        writer.writerows([escape_formula(cell) for cell in row] for row in self.rows)
        return out.getvalue().encode("utf-8-sig")

    def xlsx(self) -> bytes:
        """Return the table as a workbook with one sheet."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet(self.name[:31])
        sheet.append([column.key for column in self.columns])
        for row in self.rows:
            sheet.append([escape_formula(cell) for cell in row])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def sidecar(self) -> dict[str, Any]:
        """Return what the files hold: columns, sources, licence, number of rows, checksum of the CSV."""
        return {
            "title": self.title,
            "address": self.address,
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "licence": LICENCE,
            "row_count": len(self.rows),
            "columns": [{"key": column.key, "meaning": str(column.meaning)} for column in self.columns],
            "sources": list(self.sources),
            "csv_sha256": hashlib.sha256(self.csv()).hexdigest(),
        }


def escape_formula(cell: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula, nor breaks on."""
    cell = clean_value(cell)
    if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t"}:
        return f"'{cell}"
    return "" if cell is None else cell


def table_response(table: Table, form: str) -> HttpResponse:
    """Answer with the table as `csv` or `xlsx`, or with its sidecar as `json`. Raises Http404 for other forms."""
    if form == "json":
        return JsonResponse(table.sidecar(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    if form == "csv":
        response = HttpResponse(table.csv(), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        response = HttpResponse(table.xlsx(), content_type=XLSX)
    else:
        raise Http404(_("Format “%(form)s” is not available. Available: csv, xlsx, json.") % {"form": form})
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{form}"'
    return response


def titles(editions: Iterable[Any]) -> list[str]:
    """Return the titles of the texts that a table rests on, each once."""
    return sorted({edition.title for edition in editions if edition is not None})
