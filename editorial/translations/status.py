"""What a save at the desk says of the translations of a row."""

from typing import Any

from editorial.desk.extensions import Extension
from editorial.workflow import translations


class TranslationStatus(Extension):
    """Translations that a save has left behind are marked, and those that it has brought up to date."""

    def after_save(self, row: Any, *, changed: set[str], is_new: bool) -> None:
        """Update the status; a new row has no translation behind it, but may be one itself."""
        if not is_new or getattr(row, "translation_of_id", None):
            translations.update_status(row, changed)
