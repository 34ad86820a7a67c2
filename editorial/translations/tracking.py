"""Tracking of outdated translations: each save at the desk brings their status up to date.

The original of a row in four languages is its Russian. A full translation of a text is a text of its own
(`translation_of`), and its original is that text with its notes.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import permutations
from typing import Any

from django.db import models
from modeltranslation.manager import get_translatable_fields_for_model

from editorial.translations.models import Translation
from editorial.values.languages import Language

ORIGINAL = Language.RU
OTHERS = tuple(language for language in Language.values if language != ORIGINAL)
TEXT = ("title", "subtitle", "body")


def type_name(row: models.Model) -> str:
    """Return the name of the row's type in this table."""
    return row._meta.model_name or ""


def translated_fields(row: Any) -> list[str]:
    """Return the fields that a model has in four languages, as it declares them."""
    model: Any = row if isinstance(row, type) else type(row)
    translated = set(get_translatable_fields_for_model(model) or ())
    return [column.name for column in model._meta.fields if column.name in translated]


def source_checksum(row: Any) -> str:
    """Return the checksum of the original."""
    return source_checksums(row)[0]


def source_checksums(row: Any) -> list[str]:
    """Return the checksums by which the original is known: the present one first.

    Others have the fields in another order: earlier versions took them as they came, in each process differently.
    """
    orders = permutations(getattr(row, f"{name}_{ORIGINAL}") or "" for name in translated_fields(row))
    texts = [list(order) for order in orders if order] or [[getattr(row, name, "") for name in TEXT]]
    notes = []
    if hasattr(row, "footnotes"):
        notes = [f"{key} {text}" for key, text in row.footnotes.order_by("key").values_list("key", "text")]
    return [_checksum(order + notes) for order in texts]


def _checksum(texts: list[str]) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def status_queryset(row: models.Model) -> "models.QuerySet[Translation]":
    """Return the status of the translations of a row."""
    return Translation.objects.filter(type=type_name(row), row_id=row.pk)


def record_translation(row: models.Model, languages: Iterable[str]) -> None:
    """Record that the translations match the original as it is now."""
    now = source_checksum(row)
    for language in languages:
        status_queryset(row).update_or_create(
            language=language,
            defaults={"source_checksum": now, "is_stale": False},
            create_defaults={
                "type": type_name(row),
                "row_id": row.pk,
                "source_checksum": now,
                "language": language,
            },
        )


def update_status(row: models.Model, changed: set[str]) -> None:
    """Mark translations that a save has outdated, and those that it has brought up to date."""
    fields = translated_fields(row)
    if not fields and not hasattr(row, "translation_of_id"):
        return
    known = source_checksums(row)
    status_queryset(row).exclude(source_checksum__in=known).update(is_stale=True)
    status_queryset(row).filter(source_checksum__in=known).update(is_stale=False, source_checksum=known[0])
    if fields:
        touched = [one for one in OTHERS if any(f"{name}_{one}" in changed for name in fields)]
        record_translation(row, touched)
        if any(f"{name}_{ORIGINAL}" in changed for name in fields):
            mark_outdated(row, fields, set(OTHERS) - set(touched))
        return
    article: Any = row
    original = article.translation_of
    if original is not None and not status_queryset(original).filter(language=article.language).exists():
        record_translation(original, [article.language])


def mark_outdated(row: models.Model, fields: Iterable[str], languages: Iterable[str]) -> None:
    """Mark as outdated what was translated before the status was recorded."""
    for language in languages:
        if any(getattr(row, f"{name}_{language}") for name in fields):
            given = {"type": type_name(row), "row_id": row.pk, "language": language}
            Translation.objects.get_or_create(**given, defaults={"source_checksum": "", "is_stale": True})
