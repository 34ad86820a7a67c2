"""The fields of a row beside their translation into one language."""

from dataclasses import dataclass
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _

from editorial.records import changelog
from editorial.translations import tracking
from editorial.translations.merge import Fields, Opened, merge, unsign
from editorial.translations.tracking import ORIGINAL, source_checksum, translated_fields
from editorial.workflow.models import PublishableModel


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of the original and its translation."""

    name: str
    label: str
    original: str
    translated: str
    is_long: bool
    theirs: str = ""


def pairs(
    row: models.Model, language: str, typed: Fields | None = None, theirs: Fields | None = None
) -> list[FieldPair]:
    """Return the fields side by side; what was typed and refused is shown again, with what was saved meanwhile."""
    found = []
    for name in translated_fields(row):
        column: Any = row._meta.get_field(f"{name}_{language}")
        base: Any = row._meta.get_field(name)
        own = (typed or opened_values(row, language).fields).get(name, "")
        is_long = not column.max_length or column.max_length > 200
        original = getattr(row, f"{name}_{ORIGINAL}") or ""
        found.append(
            FieldPair(name, str(base.verbose_name), original, own, is_long, (theirs or {}).get(name, ""))
        )
    return found


def opened_values(row: models.Model, language: str) -> Opened:
    """Return what the form of a translation is opened with now."""
    fields = {name: getattr(row, f"{name}_{language}") or "" for name in translated_fields(row)}
    return Opened(source_checksum(row), fields)


@transaction.atomic
def save(row: models.Model, language: str, typed: Fields, *, by: User) -> models.Model:
    """Keep the translation of a row's fields as one revision.

    Raises ValidationError that names the field, and ConflictError for what a colleague has saved of the same.
    """
    current = type(row)._base_manager.select_for_update().get(pk=row.pk)
    fields = merge(unsign(typed.get("opened", "")), typed, opened_values(current, language))
    for name, text in fields.items():
        setattr(current, f"{name}_{language}", text)
    names = [f"{name}_{language}" for name in fields]
    others = [column.name for column in current._meta.fields if column.name not in names]
    current.clean_fields(exclude=others)
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Translated in the translation editor."))
        if isinstance(current, PublishableModel):
            current.version += 1
        current.save()
        reversion.add_to_revision(current)
    tracking.record_translation(current, [language])
    changelog.record_save(current)
    return current
