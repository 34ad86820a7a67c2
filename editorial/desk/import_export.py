"""Registers in and out as CSV and XLSX: a dry run shows each row's change and error before anything is saved."""

import hashlib
from collections.abc import Iterator
from typing import Any, cast

import reversion
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.forms import CharField, HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.forms import ConfirmImportForm
from import_export.resources import ModelResource
from import_export.widgets import CharWidget
from unfold.contrib.import_export.forms import ExportForm, ImportForm

from editorial.desk.integrity_errors import integrity_error_message
from editorial.desk.spreadsheet_cells import NumberCell, WholeNumberCell, YesNoCell
from editorial.desk.spreadsheet_files import CSV, XLSX
from editorial.records import changelog
from editorial.workflow.models import PublishableModel

SALT = "register"
PREVIEW_VALID_FOR = 24 * 3600  # seconds that a preview is good for
MAX_CELL_LENGTH = 32_767  # characters in a spreadsheet
WHOLE_NUMBERS = ("Integer", "PositiveInteger", "PositiveSmallInteger", "SmallInteger", "BigInteger")


class ImportRefusedError(Exception):
    """An import that saves nothing."""


class RecordResource(ModelResource):  # type: ignore[misc]
    """The columns of a register. Rows are known by their slug; new ones begin as drafts.

    `one` and `many` name what the columns point to, so that a row costs no query of its own when it goes out.
    """

    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()

    WIDGETS_MAP = {
        **ModelResource.WIDGETS_MAP,
        **dict.fromkeys(("TextField", "SlugField"), CharWidget),
        **dict.fromkeys(("DecimalField", "FloatField"), NumberCell),
        **{f"{name}Field": WholeNumberCell for name in WHOLE_NUMBERS},
        "BooleanField": YesNoCell,
    }

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
        """Save all rows or none, and say what is wrong by the rows and columns of the file."""
        kwargs.setdefault("rollback_on_validation_errors", True)
        result = super().import_data(dataset, **kwargs)
        numbers = getattr(dataset, "sheet_rows", None) or range(2, len(dataset) + 2)
        for row in (*result.invalid_rows, *result.error_rows):
            row.number = numbers[row.number - 1]
        result.error_lines = list(self._error_lines(result))
        result.fingerprint = _fingerprint(result)
        if request := kwargs.get("request"):
            request.previewed = result.fingerprint
        return result

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
            messages = {
                name: list(errors)
                for name, errors in error.error_dict.items()
                if f"{name}_{settings.LANGUAGE_CODE}" not in error.error_dict
            }
            for name, errors in messages.items():
                if any(each.code == "invalid_choice" for each in errors):
                    choices = instance._meta.get_field(name).flatchoices
                    allowed = ", ".join(value for value, _label in choices)
                    errors.append(ValidationError(_("Allowed values: %(values)s.") % {"values": allowed}))
            raise ValidationError(messages) from error

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Leave a text as it is that a spreadsheet can only have written in another way."""
        for column in instance._meta.concrete_fields:
            new, old = getattr(instance, column.attname), getattr(original, column.attname)
            if new != old and _is_same_text(new, old):
                setattr(instance, column.attname, old)
        skipped: bool = super().skip_row(instance, original, row, import_validation_errors)
        return skipped

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Count the version up."""
        if isinstance(instance, PublishableModel) and instance.pk:
            instance.version += 1

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Write down what readers will find changed."""
        if not kwargs.get("dry_run"):
            changelog.record_save(self.public_object(instance))

    def public_object(self, instance: Any) -> Model:
        """Return the row under whose address readers see an imported one; a hook."""
        return cast("Model", instance)

    def _error_lines(self, result: Any) -> Iterator[str]:
        """Say what is wrong with the file, or with each cell by its row and column."""
        for error in result.base_errors:
            yield _error_text(error.error)
        if result.base_errors:
            return  # all rows are wrong by the same
        for row in result.error_rows:
            for error in row.errors:
                yield _("Row %(row)s: %(text)s") % {"row": row.number, "text": _error_text(error.error)}
        for row in result.invalid_rows:
            for name, texts in row.error_dict.items():
                params = {"row": row.number, "text": " ".join(texts)}
                if name == NON_FIELD_ERRORS:
                    yield _("Row %(row)s: %(text)s") % params
                else:
                    yield _("Row %(row)s, column %(column)s: %(text)s") % {
                        **params,
                        "column": self._column(name),
                    }

    def _column(self, name: str) -> str:
        """Name a column by its heading and by what the desk calls it."""
        model = self._meta.model
        for known in (name, f"{name}_on"):
            try:
                field = model._meta.get_field(known)
            except FieldDoesNotExist:
                continue
            label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
            return f"{name.removesuffix('_on')} ({label})"
        return name


class ConfirmForm(ConfirmImportForm):  # type: ignore[misc]
    """The previewed file, by a name that only the server gives, and the changes that it would make."""

    seen = CharField(widget=HiddenInput)

    def clean_import_file_name(self) -> str:
        """Take no name of a file but ours."""
        try:
            name: str = signing.loads(
                self.cleaned_data["import_file_name"], salt=SALT, max_age=PREVIEW_VALID_FOR
            )
        except signing.BadSignature as error:
            raise ValidationError(_("Upload the file again.")) from error
        return name


class RegisterMixin(ImportExportMixin):  # type: ignore[misc]
    """Import and export for a list of the desk."""

    import_form_class = ImportForm
    confirm_form_class = ConfirmForm
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

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say what is wrong with a file that cannot be read."""
        if isinstance(e, ValidationError):
            form.add_error("import_file", e)
        else:
            form.add_error("import_file", _("The file is damaged, or of another format than the one chosen."))

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        """Remember what the preview showed."""
        initial: dict[str, Any] = super().get_confirm_form_initial(request, import_form)
        if initial:
            initial["import_file_name"] = signing.dumps(initial["import_file_name"], salt=SALT)
            initial["seen"] = request.previewed  # type: ignore[attr-defined]
        return initial

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Save what was looked at. The file is gone once it was."""
        try:
            response: HttpResponse = super().process_import(request, **kwargs)
        except FileNotFoundError:
            messages.error(
                request, _("This preview was confirmed already, or is too old: upload the file again.")
            )
            return HttpResponseRedirect(self._address("import"))
        return response

    def process_dataset(self, dataset: Any, form: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Keep an import as one revision, and do for each row what follows a save; or save nothing at all."""
        result = None
        try:
            with reversion.create_revision():
                reversion.set_user(request.user)
                reversion.set_comment(
                    _("Import: %(file)s") % {"file": form.cleaned_data.get("original_file_name", "")}
                )
                result = super().process_dataset(dataset, form, request, **kwargs)
                _reject_changed_preview(result, seen=form.cleaned_data["seen"])
                for row in result.valid_rows():
                    if row.import_type in ("new", "update") and row.instance is not None:
                        self.after_save(row.instance)
        except ImportRefusedError:
            pass
        return result

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """Say what was imported; or why nothing was, row by row."""
        if not result.error_lines and not result.is_other:
            response: HttpResponse = super().process_result(result, request)
            return response
        messages.error(
            request,
            _(
                "Nothing was imported: the data was changed since the preview. This is what the file would change now."
            )
            if result.is_other
            else _("Nothing was imported: the data was changed since the preview, and rows are refused now."),
        )
        form = self.import_form_class(self.get_import_formats(), self.get_import_resource_classes(request))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import"),
            "form": form,
            "opts": self.model._meta,
            "media": self.media + form.media,
            "result": result,
            "import_error_display": self.import_error_display,
        }
        return TemplateResponse(request, [self.import_template_name], context)

    def _address(self, page: str) -> str:
        return reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{page}")


def _reject_changed_preview(result: Any, *, seen: str) -> None:
    """Raise Refused where rows are refused, or would change in another way than was seen in the preview.

    Versions of what was rolled back would be kept otherwise.
    """
    result.is_other = not result.error_lines and result.fingerprint != seen
    if result.error_lines or result.is_other:
        raise ImportRefusedError


def _is_same_text(new: Any, old: Any) -> bool:
    """Say whether a text is the one that was there, as far as a cell can hold it: ends of lines, emptiness, length."""
    if not isinstance(new, str) or not isinstance(old, str | None):
        return False
    was = _normalize_line_ends(old or "")
    now = _normalize_line_ends(new)
    return now == was or (len(new) >= MAX_CELL_LENGTH - 1 and was.startswith(now))


def _normalize_line_ends(text: str) -> str:
    return text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")


def _fingerprint(result: Any) -> str:
    """Return by what it is told that two imports change the same."""
    rows = [(row.import_type, *map(str, row.diff or ())) for row in result.rows]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _error_text(error: Exception) -> str:
    """Say what went wrong, without the names that the program has for it."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, IntegrityError):
        return integrity_error_message(error)
    if type(error) is ValueError:
        return str(error)
    return _("This row cannot be read.")
