"""Files of registers, as spreadsheet programs write them: XLSX, and CSV in any of its separators and encodings.

A cell comes out as a text, a number or a truth value, an empty one as "". `sheet_rows` of a dataset are the numbers
that the rows have in the file, for messages.
"""

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext as _
from import_export.formats import base_formats
from openpyxl import Workbook, load_workbook

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = ";\t,"
DECLARED_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# A word of two alphabets: the file is in another encoding than the one tried.
MIXED_WORD = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
NOT_A_DATE = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')
MAX_EXACT_DIGITS = 15  # of a number in a spreadsheet; more are written as text

Row = tuple[int, list[Any]]


class CSV(base_formats.CSV):  # type: ignore[misc]
    """Text: written for the spreadsheet program of the editor's language, read in any form."""

    def is_binary(self) -> bool:
        """Hand over bytes: the encoding is found out here."""
        return True

    def get_read_mode(self) -> str:
        """Read bytes."""
        return "rb"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Read a file. Raises ValidationError that says what is wrong with it."""
        text = decoded(in_stream)
        declared = DECLARED_SEPARATOR.match(text)
        separator = declared[1] if declared else _detect_separator(text)
        rows: list[Row] = []
        lines = csv.reader(
            io.StringIO(text[declared.end() if declared else 0 :], newline=""), delimiter=separator
        )
        try:
            rows.extend(enumerate(lines, start=2 if declared else 1))
        except csv.Error as error:
            reason = _("The file cannot be read from line %(line)s on.") % {"line": lines.line_num}
            raise ValidationError(reason) from error
        return build_dataset(rows)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Write a file."""
        out = io.StringIO(newline="")
        comma = formats.get_format("DECIMAL_SEPARATOR") == ","
        writer = csv.writer(out, delimiter=";" if comma else ",")
        writer.writerow(dataset.headers)
        writer.writerows([_as_text(cell) for cell in row] for row in dataset)
        return out.getvalue().encode("utf-8-sig")


class XLSX(base_formats.XLSX):  # type: ignore[misc]
    """A workbook with one sheet."""

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Read the sheet that is shown first. Raises ValidationError that says what is wrong with it."""
        sheet = load_workbook(io.BytesIO(in_stream), data_only=True).active
        written = load_workbook(io.BytesIO(in_stream)).active
        rows: list[Row] = []
        for values, formulas in zip(sheet.iter_rows(), written.iter_rows(), strict=True):
            for value, formula in zip(values, formulas, strict=True):
                if formula.data_type == "f" and value.value is None:
                    raise ValidationError(
                        _("Cell %(cell)s holds a formula without its value: write the value.")
                        % {"cell": formula.coordinate}
                    )
            rows.append((values[0].row, [_cell_value(cell) for cell in values]))
        return build_dataset(rows)

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        """Write a workbook: numbers as such, all else as text, so that no program makes a date or a formula of it."""
        book = Workbook()
        sheet = book.active
        sheet.freeze_panes = "A2"
        for number, row in enumerate((dataset.headers, *dataset), start=1):
            for place, content in enumerate(row, start=1):
                if content in (None, ""):
                    continue
                cell = sheet.cell(number, place)
                if isinstance(content, int | Decimal) and len(str(content)) <= MAX_EXACT_DIGITS:
                    cell.value = content
                else:
                    cell.value, cell.number_format = str(content), "@"
                    cell.data_type = "s"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1251. Raises ValidationError for any other."""
    encoding = next((name for mark, name in BOMS if data.startswith(mark)), "")
    if not encoding and b"\x00" in data[:200]:
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    for name in (encoding,) if encoding else ("utf-8", "cp1251"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if name != "cp1251" or not MIXED_WORD.search(text):
            return text
    raise ValidationError(_("The letters of the file cannot be read: save it as “CSV UTF-8” or as XLSX."))


def build_dataset(rows: Iterable[Row]) -> tablib.Dataset:
    """Return rows under the headings of the first; rows and columns without anything are left out."""
    filled = [(number, cells) for number, cells in rows if any(cell not in ("", None) for cell in cells)]
    dataset = tablib.Dataset()
    dataset.sheet_rows = []
    if not filled:
        return dataset
    headings = [str(cell).strip() for cell in filled[0][1]]
    width = len(headings)
    while width and not headings[width - 1]:
        width -= 1
    _refuse_headings(headings[:width])
    dataset.headers = headings[:width]
    for number, cells in filled[1:]:
        if any(cell not in ("", None) for cell in cells[width:]):
            reason = _("Row %(row)s has more cells than there are headings.")
            raise ValidationError(reason % {"row": number})
        dataset.append([*cells[:width], *[""] * (width - len(cells))])
        dataset.sheet_rows.append(number)
    return dataset


def _refuse_headings(headings: list[str]) -> None:
    for place, heading in enumerate(headings, start=1):
        if not heading:
            raise ValidationError(_("Column %(place)s has no heading.") % {"place": place})
        if heading in headings[: place - 1]:
            raise ValidationError(_("Two columns are headed “%(heading)s”.") % {"heading": heading})


def _detect_separator(text: str) -> str:
    """Return what stands between the headings most often."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").partition("\n")[0])
    return max(SEPARATORS, key=first.count)


def _cell_value(cell: Any) -> Any:
    """Return what a cell of a workbook says."""
    value, form = cell.value, NOT_A_DATE.sub("", cell.number_format or "").lower()
    if value is None:
        return ""
    if isinstance(value, dt.date):  # or a moment
        precision = 10 if "d" in form else 7 if "m" in form else 4
        return value.isoformat()[:precision]
    if isinstance(value, float):
        value = Decimal(str(value))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        value = Decimal(value) * 100 if "%" in form else Decimal(value)
        return plain(value)
    return value


def plain(value: Decimal) -> int | Decimal:
    """Return a number without the noughts at its end."""
    if value == value.to_integral_value():
        return int(value)
    return Decimal(format(value.normalize(), "f"))


def _as_text(cell: Any) -> str:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return formats.number_format(cell, use_l10n=True, force_grouping=False)
    return "" if cell is None else str(cell)
