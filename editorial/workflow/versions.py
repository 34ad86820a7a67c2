"""Lost updates: a form knows the version it was opened with, and is not saved over a newer one."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from reversion.models import Version
from unfold.widgets import UnfoldAdminTextInputWidget

from editorial.workflow.forms import DeskForm
from editorial.workflow.models import Published


def version_of(row: Model) -> str:
    """Name the state of a saved row: its number where it has one, else a digest of what is saved. One query."""
    if row.pk is None:
        return ""
    if isinstance(row, Published):
        return str(row.version)
    last = Version.objects.get_for_object(row).values_list("pk", flat=True).first()
    content = [(field.attname, str(getattr(row, field.attname))) for field in row._meta.concrete_fields]
    return hashlib.sha256(repr((last, content)).encode()).hexdigest()[:20]


class VersionedForm(DeskForm):
    """A form of a whole row; `opened_version` is what the row was when the form was shown."""

    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)
    revision_comment = forms.CharField(
        label=_("Reason of the change"),
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("For your colleagues: it is kept in the history with your name."),
    )
    is_stale = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved_version = version_of(self.instance)
        self.initial["opened_version"] = self.saved_version

    def clean(self) -> dict[str, Any] | None:
        """Refuse to save over a version that was saved since the form was opened."""
        cleaned = super().clean()
        if self.instance.pk and (cleaned or {}).get("opened_version") != self.saved_version:
            self.is_stale = True
            raise ValidationError(
                _(
                    "Somebody has saved a newer version since you opened this one. Nothing of yours is lost: see below."
                ),
                code="stale",
            )
        return cleaned


@dataclass(frozen=True)
class Difference:
    """One field in which what was typed and what is saved differ."""

    label: str
    typed: str
    saved: str


@dataclass(frozen=True)
class Conflict:
    """A refused save: who saved in between, when, and where the two versions differ."""

    version: str
    by: str
    at: dt.datetime | None
    differences: list[Difference]


def conflict_of(form: VersionedForm, formsets: Iterable[Any]) -> Conflict:
    """Describe why a form was refused."""
    last = Version.objects.get_for_object(form.instance).select_related("revision__user").first()
    found = list(_differences(form))
    for formset in formsets:
        for line in formset.initial_forms:
            title = f"{formset.model._meta.verbose_name}: {line.instance}"
            found += [Difference(f"{title}, {d.label}", d.typed, d.saved) for d in _differences(line)]
        found += [
            Difference(str(formset.model._meta.verbose_name), _line_in_words(line), "—")
            for line in formset.extra_forms
            if line.has_changed()
        ]
    by = last.revision.user if last else None
    return Conflict(
        version=form.saved_version,
        by=(by.get_full_name() or by.get_username()) if by else "",
        at=last.revision.date_created if last else None,
        differences=found,
    )


def _differences(form: forms.ModelForm) -> Iterable[Difference]:  # type: ignore[type-arg]
    for name in form.changed_data:
        if name in ("opened_version", "revision_comment"):
            continue
        field = form.fields[name]
        typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        label = str(field.label or name)
        yield Difference(
            label, _in_words(field, typed), _in_words(field, form.get_initial_for_field(field, name))
        )


def _line_in_words(form: forms.ModelForm) -> str:  # type: ignore[type-arg]
    return "; ".join(f"{d.label}: {d.typed}" for d in _differences(form) if d.typed)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField) and value not in field.empty_values:
        many = isinstance(field, forms.ModelMultipleChoiceField)
        keys = [getattr(part, "pk", part) for part in (value if many else [value])]
        keys = [key for key in keys if str(key).isdigit()]
        return ", ".join(str(row) for row in field.queryset.filter(pk__in=keys))  # type: ignore[union-attr]
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(str(value or ""), value or ""))  # type: ignore[arg-type]
    return "" if value is None else str(value)
