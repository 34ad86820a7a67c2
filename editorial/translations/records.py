"""The fields of a row beside their translation into one language."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reversion
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from editorial.workflow import changes, translations
from editorial.workflow.models import Published
from editorial.workflow.translations import ORIGINAL, translated_fields


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of the original and its translation."""

    name: str
    label: str
    original: str
    translated: str
    is_long: bool


def pairs(row: models.Model, language: str, typed: Mapping[str, str] | None = None) -> list[FieldPair]:
    """Return the fields side by side; what was typed and refused is shown again."""
    found = []
    for name in translated_fields(row):
        column: Any = row._meta.get_field(f"{name}_{language}")  # noqa: SLF001
        base: Any = row._meta.get_field(name)  # noqa: SLF001
        own = getattr(row, f"{name}_{language}") or ""
        if typed is not None:
            own = typed.get(name, "")
        is_long = not column.max_length or column.max_length > 200
        original = getattr(row, f"{name}_{ORIGINAL}") or ""
        found.append(FieldPair(name, str(base.verbose_name), original, own, is_long))
    return found


def token_of(row: models.Model, language: str) -> str:
    """Return by what it is told whether anybody has saved the fields meanwhile."""
    said = [
        getattr(row, f"{name}_{one}") or "" for name in translated_fields(row) for one in (ORIGINAL, language)
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


@transaction.atomic
def save(row: models.Model, language: str, typed: Mapping[str, str], *, by: User) -> models.Model:
    """Keep the translation of a row's fields as one revision. Raises ValidationError that names the field."""
    current = type(row)._base_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001
    if typed.get("opened") != token_of(current, language):
        raise ValidationError(
            _("Somebody has saved this meanwhile: your text is below, compare it with theirs.")
        )
    names = [f"{name}_{language}" for name in translated_fields(current)]
    for name in translated_fields(current):
        setattr(current, f"{name}_{language}", typed.get(name, "").strip())
    others = [column.name for column in current._meta.fields if column.name not in names]  # noqa: SLF001
    current.clean_fields(exclude=others)
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(_("Translated beside the original."))
        if isinstance(current, Published):
            current.version += 1
        current.save()
        reversion.add_to_revision(current)
    translations.note(current, [language])
    changes.note_saved(current)
    return current
