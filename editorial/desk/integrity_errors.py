"""Which rule of the database a save would have broken, in words."""

from django.apps import apps
from django.db import IntegrityError, models
from django.utils.translation import gettext_lazy as _


def integrity_error_message(error: IntegrityError) -> str:
    """Say in words which rule of the database a save would have broken."""
    diagnosis = getattr(error.__cause__, "diag", None)
    text = f"{getattr(diagnosis, 'constraint_name', '')} {error}"
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name in text.replace("'", " ").split():
                return f"{model._meta.verbose_name}: {constraint.get_violation_error_message()}"
    return _named_by_columns(str(error)) or str(_("Database error: %(error)s")) % {"error": error}


def _named_by_columns(text: str) -> str:
    """Find the rule that SQLite names by its columns: "UNIQUE constraint failed: app_model.a, app_model.b"."""
    columns = {part.strip() for part in text.rpartition("failed:")[2].split(",")}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                attnames = (model._meta.get_field(name).attname for name in constraint.fields)  # type: ignore[union-attr]
                if columns == {f"{model._meta.db_table}.{name}" for name in attnames}:
                    return f"{model._meta.verbose_name}: {constraint.get_violation_error_message()}"
    return ""
