"""Rows of the API as tables: nested objects become columns with dots in their names."""

import csv
import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from rest_framework.exceptions import ValidationError
from rest_framework.utils.encoders import JSONEncoder

from editorial.values.characters import clean_text
from editorial.web.whole_lists import IN_MEMORY

MAX_CELL_LENGTH = 32_767  # characters, by the format
MAX_ROWS = 1_048_576  # of a sheet, with the line of names


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


class RowStore:
    """Rows kept on disk while their columns are gathered, to be read again; memory does not grow with them."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.file = tempfile.SpooledTemporaryFile(  # noqa: SIM115  (`closing` rows are read from it)
            mode="w+", max_size=IN_MEMORY, encoding="utf-8", newline="\n"
        )
        self.columns: dict[str, None] = {}
        self.count = 0
        self.digest = ""
        try:
            self._write(rows)
        except BaseException:
            self.close()
            raise

    def _write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        digest = hashlib.sha256()
        for row in rows:
            line = as_json(row)
            self.columns |= dict.fromkeys(flat(json.loads(line)))
            self.file.write(f"{line}\n")
            digest.update(line.encode())
            self.count += 1
        self.digest = digest.hexdigest()[:32]

    def close(self) -> None:
        """Remove the rows from disk."""
        self.file.close()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the rows, flattened."""
        self.file.seek(0)
        for line in self.file:
            yield flat(json.loads(line))


def as_json(value: Any) -> str:
    """Write a value on one line."""
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)


def to_csv(rows: RowStore) -> Iterator[bytes]:
    """Write rows as CSV (RFC 4180) in UTF-8, with a line of names; yields each line."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, list(rows.columns), restval="")
    writer.writeheader()
    for row in rows:
        yield written.getvalue().encode()
        written.seek(0)
        written.truncate()
        writer.writerow(row)
    yield written.getvalue().encode()


def to_xlsx(rows: RowStore, *, title: str) -> IO[bytes]:
    """Write rows as one sheet of a temporary file. Text is never taken for a formula.

    Raises ValidationError for more rows than a sheet holds.
    """
    if rows.count >= MAX_ROWS:
        text = _(
            "A sheet holds %(most)s rows at most, and these are %(count)s: take them as CSV, or filter the list."
        )
        raise ValidationError({"format": [text % {"most": MAX_ROWS - 1, "count": rows.count}]})
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if isinstance(value, bool | int | float) or value is None:
            return value
        text = WriteOnlyCell(sheet, clean_text(str(value))[:MAX_CELL_LENGTH])
        text.data_type = "s"
        return text

    sheet.append([cell(name) for name in rows.columns])
    for row in rows:
        sheet.append([cell(row.get(name)) for name in rows.columns])
    written: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the caller reads it)
    book.save(written)
    return written
