"""The way back to a revision: without the rows that it points to and that are gone, which are named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import reversion
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _
from reversion.models import Version
from reversion.revisions import _get_options

from editorial.desk.inlines import TEMP_ORDER_OFFSET
from editorial.desk.integrity_errors import integrity_error_message
from editorial.desk.revisions import (
    WORKFLOW_FIELDS,
    keys_in,
    line_name,
    revision_columns,
    revision_objects,
)
from editorial.workflow.models import PublishableModel
from editorial.workflow.sourcing import require_sources, unsourced

# The place in a book is that of all its texts: another may stand there now.
EXCLUDED_FROM_RESTORE = (*WORKFLOW_FIELDS, "collection", "order_in_collection")

Keys = dict[type[models.Model], set[Any]]


@dataclass
class Restored:
    """A row as it was restored, and the names of what could not be brought back with it."""

    row: models.Model
    missing: list[str] = field(default_factory=list)


@transaction.atomic
def restore(row: models.Model, version: Version, *, by: Any) -> Restored:
    """Bring the content of a revision back into the working copy, as a new revision.

    State, dates of publishing and editions stay as they are. Rows that are gone are left out, and so are lines that
    cannot be without them. Raises ValidationError when the row itself cannot be without them, or when readers would
    see a fact without a source.
    """
    current = type(row)._base_manager.select_for_update().get(pk=row.pk)
    without_source = unsourced(current)
    with reversion.create_revision():
        reversion.set_user(by)
        for lines in _ordered_lines(current):
            lines.update(order=models.F("order") + TEMP_ORDER_OFFSET)
        try:
            with transaction.atomic():
                restored = _restore_row(version, current)
        except IntegrityError as error:
            refusal = _("This version cannot be restored: %(reason)s") % {
                "reason": integrity_error_message(error)
            }
            raise ValidationError(refusal) from error
        if getattr(restored.row, "is_public", False):
            require_sources(restored.row, known=without_source)
        at = f"{version.revision.date_created:%d.%m.%Y %H:%M}"
        comments = [_("Restored version of %(at)s.") % {"at": at}]
        if restored.missing:
            comments.append(missing_message(restored.missing))
        reversion.set_comment(" ".join(comments))
    return restored


def missing_message(names: Iterable[str]) -> str:
    """Say what could not be brought back."""
    return _("Not brought back, since it is no longer in the database: %(names)s.") % {
        "names": "; ".join(dict.fromkeys(names))
    }


def _restore_row(version: Version, current: models.Model) -> Restored:
    """Save what the revision holds of the row, and remove lines that came later. Raises IntegrityError."""
    parts = _parts_with_lost_lines(version)
    whole = next(part for part in parts if part == version)
    _retain_current_values(whole, current)
    missing = []
    while found := _without_missing_targets(parts, version, current):
        parts, names = found
        missing += names
    for name in _get_options(type(current)).follow:
        lines = getattr(current, name)
        lines.exclude(pk__in=[part.object_id for part in parts if part._model is lines.model]).delete()
    _save_all(parts)
    row: models.Model = type(current)._base_manager.get(pk=current.pk)
    if isinstance(row, PublishableModel) and isinstance(current, PublishableModel):
        row.version = current.version + 1
    row.save()
    # Foreign keys are otherwise asked for at the end of the request, outside of all that answers for it.
    connection.check_constraints(table_names=_table_names(parts))
    return Restored(row, missing)


def _parts_with_lost_lines(version: Version) -> list[Version]:
    """Return what the revision holds of the row and its lines, and of the lines of those that were deleted."""
    parts = revision_objects(version)
    for part in parts[:]:
        has_lines = part != version and _get_options(part._model).follow
        if has_lines and not part._model._base_manager.filter(pk=part.object_id).exists():
            parts += [line for line in revision_objects(part) if line != part]
    return parts


def _retain_current_values(version: Version, current: models.Model) -> None:
    columns = [column for column in current._meta.concrete_fields if column.name in EXCLUDED_FROM_RESTORE]
    current_values = {column.attname: getattr(current, column.attname) for column in columns}
    current_values.pop("changed_at", None)
    vars(version._object_version.object).update(current_values)


def _without_missing_targets(
    parts: list[Version], version: Version, current: models.Model
) -> tuple[list[Version], list[str]] | None:
    """Take out of the parts what they point to and is gone; return those left and what is named, None if all is there.

    Lines that cannot be without it go too: what points to them is looked at in the next round. Raises ValidationError
    when the row cannot be without it.
    """
    missing_keys = _missing_keys(parts, current)
    left, names = [], []
    for part in parts:
        lost = _remove_missing(part, missing_keys)
        names += lost
        if not lost or not _is_impossible(part, missing_keys):
            left.append(part)
        elif part == version:
            raise ValidationError(
                _("This version cannot be restored without what is no longer in the database: %(names)s.")
                % {"names": "; ".join(lost)}
            )
        else:
            names.append(line_name(part._model, part.object_id, part.object_repr)[1])
    return (left, names) if names else None


def _missing_keys(parts: list[Version], current: models.Model) -> Keys:
    """Return the keys that parts point to and under which there will be no row. One query for each kind of rows."""
    target_keys: Keys = {}
    for part in parts:
        for column in _relation_columns(part._model):
            target_keys.setdefault(column.related_model, set()).update(
                keys_in(column, _column_value(part, column))
            )
    own = {relation.related_model: relation.field.attname for relation in _line_relations(current)}
    missing_keys: Keys = {}
    for model, keys in target_keys.items():
        brought = {part._object_version.object.pk for part in parts if part._model is model}
        others = model._base_manager.filter(pk__in=keys - brought)
        if model in own:  # a line that is not brought back is removed
            others = others.exclude(**{own[model]: current.pk})
        missing_keys[model] = keys - brought - set(others.values_list("pk", flat=True))
    return missing_keys


def _remove_missing(part: Version, missing_keys: Keys) -> list[str]:
    """Empty the columns of a part that point to rows which are gone, if it can be without; return the names of those."""
    names = []
    for column in _relation_columns(part._model):
        model, value = column.related_model, _column_value(part, column)
        lost = [key for key in keys_in(column, value) if key in missing_keys[model]]
        names += [_name_missing(model, key) for key in lost]
        if lost and column.many_to_many:
            part._object_version.m2m_data[column.name] = [
                key for key in keys_in(column, value) if key not in lost
            ]
        elif lost and column.null and column.remote_field.on_delete is not models.CASCADE:
            setattr(part._object_version.object, column.attname, None)
    return names


def _is_impossible(part: Version, missing_keys: Keys) -> bool:
    """Say whether a part still points to a row that is gone, or breaks a rule of its kind of rows without it."""
    row = part._object_version.object
    columns = (column for column in _relation_columns(part._model) if not column.many_to_many)
    if any(getattr(row, column.attname) in missing_keys[column.related_model] for column in columns):
        return True
    rules = (rule for rule in row._meta.constraints if isinstance(rule, models.CheckConstraint))
    for rule in rules:
        try:
            rule.validate(part._model, row)
        except ValidationError:
            return True
    return False


def _relation_columns(model: type[models.Model]) -> list[Any]:
    return [column for column in revision_columns(model) if column.is_relation]


def _column_value(part: Version, column: Any) -> Any:
    if column.many_to_many:
        return (part._object_version.m2m_data or {}).get(column.name)
    return getattr(part._object_version.object, column.attname)


def _name_missing(model: type[models.Model], key: Any) -> str:
    """Name a row that is gone as the history or the log of the desk last called it."""
    name = ""
    if reversion.is_registered(model):
        last = Version.objects.get_for_object_reference(model, key).first()
        name = last.object_repr if last else ""
    if not name:
        logged = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=key)
        name = logged.values_list("object_repr", flat=True).first() or ""
    return line_name(model, key, name)[1]


def _save_all(parts: list[Version]) -> None:
    """Save the parts; those that stand in each other's way in another order. Raises IntegrityError."""
    while parts:
        refused, reason = [], None
        for part in parts:
            try:
                with transaction.atomic():
                    part.revert()
            except (IntegrityError, ObjectDoesNotExist) as error:
                refused.append(part)
                reason = error
        if len(refused) == len(parts):
            raise IntegrityError(str(reason)) from getattr(reason, "__cause__", None)
        parts = refused


def _table_names(parts: list[Version]) -> list[str]:
    """Return the tables that the parts are kept in."""
    tables = {part._model._meta.db_table for part in parts}
    through = {
        column.remote_field.through._meta.db_table
        for part in parts
        for column in part._model._meta.many_to_many
    }
    return sorted(tables | through)


def _line_relations(row: models.Model) -> list[Any]:
    """Return the relations by which the lines of a row point to it."""
    return [type(row)._meta.get_field(name) for name in _get_options(type(row)).follow]


def _ordered_lines(row: models.Model) -> Iterator[Any]:
    """Yield the lines that have an order: moved aside, they do not stand in each other's way."""
    for name in _get_options(type(row)).follow:
        lines = getattr(row, name)
        if any(column.name == "order" for column in lines.model._meta.concrete_fields):
            yield lines.all()
