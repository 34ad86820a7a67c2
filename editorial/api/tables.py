"""Rows of the API as tables: nested objects become columns with dots in their names."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from editorial.values.characters import clean_text

LONGEST_CELL = 32_767  # characters, by the format


def flat(row: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten a row: `title.ru`; lists of plain values with semicolons between, any other list as JSON."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, list | tuple):
            cells[f"{prefix}{name}"] = _listed(value)
        else:
            cells[f"{prefix}{name}"] = value
    return cells


def _listed(values: Iterable[Any]) -> str:
    values = list(values)
    if any(isinstance(value, Mapping | list | tuple) for value in values):
        return json.dumps(values, ensure_ascii=False, default=str)
    return "; ".join(str(value) for value in values)


def columns_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Name the columns of all rows, in the order in which they are met."""
    return list(dict.fromkeys(name for row in rows for name in row))


def to_csv(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Write rows as CSV (RFC 4180) in UTF-8, with a line of names."""
    cells = [flat(row) for row in rows]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns_of(cells), restval="")
    writer.writeheader()
    writer.writerows(cells)
    return written.getvalue().encode()


def to_xlsx(rows: Iterable[Mapping[str, Any]], *, title: str) -> bytes:
    """Write rows as one sheet. Text is never taken for a formula."""
    cells = [flat(row) for row in rows]
    columns = columns_of(cells)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if isinstance(value, bool | int | float) or value is None:
            return value
        text = WriteOnlyCell(sheet, clean_text(str(value))[:LONGEST_CELL])
        text.data_type = "s"
        return text

    sheet.append([cell(name) for name in columns])
    for row in cells:
        sheet.append([cell(row.get(name)) for name in columns])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
