"""Cells of registers: texts, numbers, dates and truth values as people write them, and rows by slug."""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import formats
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import CharWidget, ForeignKeyWidget, ManyToManyWidget, Widget

from editorial.desk.spreadsheet_files import plain
from editorial.values.partial_dates import PartialDate

# What stands between thousands; anywhere else it parts two numbers.
SPACE = re.compile(r"[\s'’]")
SPACED = re.compile(r"[+-]?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")
GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}(?:[.,]\d{3})+")
YES = {"1", "true", "yes", "y", "да", "иә", "ия", "bəli", "hə"}
NO = {"0", "false", "no", "n", "нет", "жоқ", "xeyr", "yox"}


class NumberCell(Widget):  # type: ignore[misc]
    """A number: 1250.5, 1 250,5 or 12,5 %."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | int | None:
        """Read a cell. Raises ValueError that quotes it."""
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return Decimal(str(value))
        text = str("" if value is None else value).strip().removesuffix("%").rstrip().replace("−", "-")
        if SPACED.fullmatch(text):
            text = SPACE.sub("", text)
        return _number_in(text, str(value)) if text else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | Decimal | str:
        """Write a number."""
        return "" if value is None else plain(Decimal(str(value)))


class WholeNumberCell(NumberCell):
    """A whole number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        """Read a cell. Raises ValueError that quotes it."""
        number = super().clean(value, row, **kwargs)
        if number is not None and number != int(number):
            raise ValueError(_("“%(text)s” is not a whole number.") % {"text": value})
        return None if number is None else int(number)


class YesNoCell(Widget):  # type: ignore[misc]
    """Yes or no, in any of the languages."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        """Read a cell. Raises ValueError that quotes it."""
        text = str("" if value is None else value).strip().casefold()
        if text in YES or text in NO:
            return text in YES
        if text:
            raise ValueError(_("“%(text)s” is neither yes nor no.") % {"text": value})
        return None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Write a word of the editor's language."""
        return "" if value is None else _("yes") if value else _("no")


class PartialDateCell(Widget):  # type: ignore[misc]
    """A partial date: 2022, 2022-11, 2022-11-14, 11.2022 or 14.11.2022."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> PartialDate | None:
        """Read a cell. Raises ValueError that quotes it."""
        if value in (None, ""):
            return None
        try:
            return PartialDate.parse(str(value))
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Write a cell."""
        return "" if value is None else str(value)


class SlugCell(ForeignKeyWidget):  # type: ignore[misc]
    """A row of the record by its slug or code."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Find the row. Raises ValueError that names what is not there."""
        try:
            return super().clean(str(value or "").strip(), row, **kwargs)
        except self.model.DoesNotExist as error:
            raise ValueError(unknown_values_error(self.model, [value])) from error


class SlugsCell(ManyToManyWidget):  # type: ignore[misc]
    """Rows of the record by their slugs, with semicolons between them."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model, separator=";", field="slug")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Find the rows. Raises ValueError that names those that are not there."""
        slugs = split(value)
        found = self.model._default_manager.filter(slug__in=slugs)
        missing = set(slugs) - {each.slug for each in found}
        if missing:
            raise ValueError(unknown_values_error(self.model, sorted(missing)))
        return found

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Write the slugs in their order, whatever the order of the rows."""
        return "; ".join(sorted(split(super().render(value, **kwargs))))


class LinesField(Field):  # type: ignore[misc]
    """Lines of a row in one cell. The register sets them itself; written here, the preview shows their change."""

    def __init__(self, name: str, write: Callable[[Any], str]) -> None:
        super().__init__(column_name=name, widget=CharWidget(), readonly=True)
        self.write = write

    def get_value(self, instance: Any) -> str:
        """Write the lines."""
        return self.write(instance) if instance.pk else ""


def split(value: Any) -> list[str]:
    """Read a cell of several values."""
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


def unknown_values_error(model: type[Model], names: list[Any]) -> str:
    """Say that rows are not in the record."""
    return _("%(model)s: “%(names)s” not found in the database.") % {
        "model": str(model._meta.verbose_name).capitalize(),
        "names": "”, “".join(map(str, names)),
    }


def dated(attribute: str) -> Field:
    """Return the column of a partial date."""
    return Field(attribute=attribute, column_name=attribute, widget=PartialDateCell())


def foreign_key_column(name: str, model: type[Model], by: str = "slug") -> Field:
    """Return the column of a foreign key."""
    return Field(attribute=name, column_name=name, widget=SlugCell(model, by))


def _number_in(text: str, written: str) -> Decimal:
    """Read a number whose decimals stand after a comma or a point. Raises ValueError for what is read in two ways."""
    marks = [sign for sign in text if sign in ".,"]
    if not NUMBER.fullmatch(text):
        raise ValueError(_("“%(text)s” is not a number: write it in figures, as 1250.5.") % {"text": written})
    if len(set(marks)) == 2 and marks.count(marks[-1]) == 1:  # 1.250,5
        text = text.replace(marks[0], "")
    elif len(marks) > 1 and GROUPS.fullmatch(text) and len(set(marks)) == 1:  # 1.250.000
        return Decimal(text.replace(marks[0], ""))
    elif GROUPS.fullmatch(text) and marks != [formats.get_format("DECIMAL_SEPARATOR")]:  # 1,250
        raise ValueError(
            _("“%(text)s” can be read in two ways: write it without a separator of thousands.")
            % {"text": written}
        )
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(
            _("“%(text)s” is not a number: write it in figures, as 1250.5.") % {"text": written}
        ) from error
