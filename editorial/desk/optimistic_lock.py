"""Lost updates: a form knows the version it was opened with, and is not saved over a newer one."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from reversion.models import Version
from unfold.widgets import UnfoldAdminTextInputWidget

from editorial.desk.forms import DeskForm
from editorial.workflow.models import PublishableModel


def version_token(row: Model) -> str:
    """Name the state of a saved row: its number where it has one, else a digest of what is saved. One query."""
    if row.pk is None:
        return ""
    if isinstance(row, PublishableModel):
        return str(row.version)
    last = Version.objects.get_for_object(row).values_list("pk", flat=True).first()
    content = [(field.attname, str(getattr(row, field.attname))) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr((last, content)).encode()).hexdigest()[:20]


class VersionedForm(DeskForm):
    """A form of a whole row; `opened_version` is what the row was when the form was shown."""

    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)
    revision_comment = forms.CharField(
        label=_("Change summary"),
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("For colleagues; saved in the version history with your name."),
    )
    # What was typed is shown again without being saved: merged with a newer version, or recovered.
    save_blocker: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved_version = version_token(self.instance)
        self.initial["opened_version"] = self.saved_version

    def clean(self) -> dict[str, Any] | None:
        """Refuse to save over a version that was saved since the form was opened."""
        cleaned = super().clean()
        if self.save_blocker:
            raise ValidationError(self.save_blocker, code="held")
        if self.instance.pk and (cleaned or {}).get("opened_version") != self.saved_version:
            raise ValidationError(
                _(
                    "Another user saved a newer version after you opened this form. Your changes are kept below."
                ),
                code="stale",
            )
        return cleaned
