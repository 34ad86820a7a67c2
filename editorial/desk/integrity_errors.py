"""Messages for the rule of the database that a save would have broken."""

import re

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
    known = _named_by_columns(str(error)) or _unique_field_message(error)
    return known or str(_("Database error: %(error)s")) % {"error": error}


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


def _unique_field_message(error: IntegrityError) -> str:
    """Say which single field has a value that another row has; an empty string where it is none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:  # PostgreSQL: Key (slug)=(energy) already exists.
        found = re.match(r"Key \((\w+)\)=", diagnosis.message_detail or "")
        table, column = diagnosis.table_name, found[1] if found else ""
    else:  # SQLite: UNIQUE constraint failed: topics_topic.slug
        table, _dot, column = str(error).rpartition("failed:")[2].strip().partition(".")
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if field.unique and (model._meta.db_table, field.column) == (table, column):
                return " ".join(model().unique_error_message(model, (field.name,)).messages)
    return ""
