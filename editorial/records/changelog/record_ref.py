"""Records as the change log names them: by type, key and slug."""

from dataclasses import dataclass

from django.db import models

from editorial.workflow.models import PublishableModel


@dataclass(frozen=True)
class RecordRef:
    """A record by its type, key and slug."""

    type: str
    row_id: int
    slug: str


def type_name(row: models.Model | type[models.Model]) -> str:
    """Return the name by which log, registry and API know records of a model."""
    return row._meta.model_name or ""


def is_public(row: models.Model) -> bool:
    """Say whether readers see the row: those without states are always seen."""
    return row.is_published if isinstance(row, PublishableModel) else True
