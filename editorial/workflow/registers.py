"""Registers in and out as CSV and XLSX: a dry run shows each row's change and error before anything is saved."""

import datetime as dt
from typing import Any, cast

import reversion
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget, Widget
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from editorial.values.partial_dates import PartialDate
from editorial.workflow import changes
from editorial.workflow.models import Published


class PartialDateWidget(Widget):  # type: ignore[misc]
    """A partial date as one cell: 2022, 2022-11, 2022-11-14."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> PartialDate | None:
        """Read a cell; a spreadsheet may have made a date of it. Raises ValueError that quotes it."""
        if value in (None, ""):
            return None
        text = value.date().isoformat() if isinstance(value, dt.datetime) else str(value)
        try:
            return PartialDate.parse(text)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """Write a cell."""
        return "" if value is None else str(value)


class SlugWidget(ForeignKeyWidget):  # type: ignore[misc]
    """A row of the record by its slug or code."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Find the row. Raises ValueError that names what is not there."""
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist as error:
            raise ValueError(not_there(self.model, [value])) from error


class SlugsWidget(ManyToManyWidget):  # type: ignore[misc]
    """Rows of the record by their slugs, with semicolons between them."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model, separator=";", field="slug")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Find the rows. Raises ValueError that names those that are not there."""
        slugs = split(value)
        found = self.model._default_manager.filter(slug__in=slugs)
        missing = set(slugs) - {each.slug for each in found}
        if missing:
            raise ValueError(not_there(self.model, sorted(missing)))
        return found


def split(value: Any) -> list[str]:
    """Read a cell of several values."""
    return [part.strip() for part in str(value or "").split(";") if part.strip()]


def not_there(model: type[Model], names: list[str]) -> str:
    """Say that rows are not in the record."""
    return _("%(model)s: “%(names)s” is not in the record.") % {
        "model": str(model._meta.verbose_name).capitalize(),
        "names": "”, “".join(names),
    }


def dated(attribute: str) -> Field:
    """Return the column of a partial date."""
    return Field(attribute=attribute, column_name=attribute, widget=PartialDateWidget())


def pointing(name: str, model: type[Model], by: str = "slug") -> Field:
    """Return the column of a foreign key."""
    return Field(attribute=name, column_name=name, widget=SlugWidget(model, by))


class Register(ModelResource):  # type: ignore[misc]
    """The columns of a register. Rows are known by their slug; new ones begin as drafts.

    `one` and `many` name what the columns point to, so that a row costs no query of its own when it goes out.
    """

    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()

    class Meta:
        import_id_fields = ("slug",)
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        """Bring what the columns point to."""
        rows = super().filter_export(queryset, **kwargs).select_related(*self.one)
        return rows.prefetch_related(*self.many)

    def import_data(self, dataset: Any, **kwargs: Any) -> Any:
        """Save all rows or none."""
        kwargs.setdefault("rollback_on_validation_errors", True)
        return super().import_data(dataset, **kwargs)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse columns that the register does not have: a slip in a heading would lose a column."""
        known = {field.column_name for field in self.get_import_fields()}
        unknown = [header for header in dataset.headers or [] if header not in known]
        if unknown:
            raise ValidationError(_("Unknown columns: %(names)s.") % {"names": ", ".join(unknown)})
        missing = [name for name in self.get_import_id_fields() if name not in (dataset.headers or [])]
        if missing:
            raise ValidationError(_("Missing columns: %(names)s.") % {"names": ", ".join(missing)})

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Say of a value that is none of those allowed which are."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            # A field in four languages is refused once, under the name that the column has.
            said = {
                name: list(errors)
                for name, errors in error.error_dict.items()
                if f"{name}_{settings.LANGUAGE_CODE}" not in error.error_dict
            }
            for name, errors in said.items():
                if any(each.code == "invalid_choice" for each in errors):
                    choices = instance._meta.get_field(name).flatchoices
                    allowed = ", ".join(value for value, _label in choices)
                    errors.append(ValidationError(_("Allowed: %(values)s.") % {"values": allowed}))
            raise ValidationError(said) from error

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Take an empty cell for the emptiness that is there: a language without a text is NULL."""
        for column in instance._meta.concrete_fields:
            if getattr(instance, column.attname) == "" and getattr(original, column.attname) is None:
                setattr(instance, column.attname, None)
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Count the version up."""
        if isinstance(instance, Published) and instance.pk:
            instance.version += 1

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Write down what readers will find changed."""
        if not kwargs.get("dry_run"):
            changes.note_saved(self.seen_as(instance))

    def seen_as(self, instance: Any) -> Model:
        """Return the row under whose address readers see an imported one; a hook."""
        return cast("Model", instance)


class RegisterMixin(ImportExportMixin):  # type: ignore[misc]
    """Import and export for a list of the desk."""

    import_form_class = ImportForm
    export_form_class = ExportForm
    formats = (CSV, XLSX)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Let those import who may add and change."""
        may: bool = self.has_add_permission(request) and self.has_change_permission(request)
        return may

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Let those export who may look."""
        may: bool = self.has_view_permission(request)
        return may

    def process_dataset(self, dataset: Any, form: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep an import as one revision, and do for each row what follows a save."""
        with reversion.create_revision():
            reversion.set_user(request.user)
            reversion.set_comment(
                _("Import: %(file)s") % {"file": form.cleaned_data.get("original_file_name", "")}
            )
            result = super().process_dataset(dataset, form, request, **kwargs)
            for row in result.valid_rows():
                if row.import_type in ("new", "update") and row.instance is not None:
                    self.saved(row.instance)
        return result
