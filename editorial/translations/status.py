"""Update the translation status when a row is saved at the desk."""

from typing import Any

from editorial.desk.extensions import Extension
from editorial.translations import tracking


class TranslationStatus(Extension):
    """Marks translations that a save has outdated, and those that it has brought up to date."""

    def after_save(self, row: Any, *, changed: set[str], is_new: bool) -> None:
        """Update the status; a new row has no translation behind it, but may be one itself."""
        if not is_new or getattr(row, "translation_of_id", None):
            tracking.update_status(row, changed)
