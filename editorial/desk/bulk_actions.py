"""One change to many rows of a list: each is shown with what will become of it before anything is saved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import reversion
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modeltranslation.translator import NotRegistered, translator
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from editorial.desk.integrity_errors import integrity_error_message
from editorial.records import changelog
from editorial.values.languages import Language
from editorial.workflow.roles import get_roles

MAX_ROWS = 300  # rows of one change
KEYS = "keys"


@dataclass
class PreviewRow:
    """The result for a row: its changes, or why there are none; `warning` is shown before they are made."""

    row: Any
    url: str
    change: str = ""
    refusal: str = ""
    warning: str = ""


@dataclass
class TranslationStatusRow:
    """Languages that a row lacks; `cells` are by language what is missing."""

    row: Any
    url: str
    cells: list[list[str]] = field(default_factory=list)


class TopicsForm(forms.Form):
    """Topics to add to the rows or to remove from them."""

    mode = forms.ChoiceField(
        label=_("Action"),
        choices=[
            ("add", _("add these topics")),
            ("remove", _("remove these topics")),
            ("set", _("replace with these topics")),
        ],
        initial="add",
        widget=UnfoldAdminRadioSelectWidget,
    )

    def __init__(self, *args: Any, admin_: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = admin_.model._meta.get_field("topics").related_model
        self.fields["topics"] = forms.ModelMultipleChoiceField(
            topics._default_manager.all(), label=_("Topics"), widget=forms.CheckboxSelectMultiple
        )


class StateForm(forms.Form):
    """Transition of the rows, and the reason for it."""

    step = forms.ChoiceField(label=_("Action"), widget=UnfoldAdminRadioSelectWidget)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        help_text=_("Required for some actions. Shown to readers when a record is withdrawn or corrected."),
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
    )
    accepted = forms.BooleanField(label=_("Continue anyway"), required=False, widget=UnfoldBooleanWidget)

    def __init__(self, *args: Any, steps: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step.name, step.label) for step in steps]  # type: ignore[attr-defined]


class BulkMixin:
    """Topics, states and missing languages of the chosen rows; each change is a revision of its row.

    `language_relations` are the rows beside each that say in which languages it is there, as they are prefetched.
    """

    language_relations: Sequence[Any] = ()

    def get_urls(self) -> list[URLPattern]:
        """Add the address of a change."""
        address = path(
            "bulk/<slug:kind>/",
            self.admin_site.admin_view(self.bulk_view),  # type: ignore[attr-defined]
            name=f"{self.opts.app_label}_{self.opts.model_name}_bulk",  # type: ignore[attr-defined]
        )
        return [address, *super().get_urls()]  # type: ignore[misc]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer the changes that the user may make."""
        actions: dict[str, Any] = super().get_actions(request)  # type: ignore[misc]
        if self.has_change_permission(request):  # type: ignore[attr-defined]
            if self._has_topics():
                actions["change_topics"] = (_to("topics"), "change_topics", _("Change topics…"))
            actions["change_state"] = (_to("state"), "change_state", _("Change status…"))
        actions["missing_languages"] = (_to("languages"), "missing_languages", _("Show missing languages"))
        return actions

    def bulk_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Ask what to do, show what will change, do it."""
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        keys = [int(key) for key in request.GET.get(KEYS, "").split(",") if key.isdigit()][:MAX_ROWS]
        rows = list(self.get_queryset(request).filter(pk__in=keys))  # type: ignore[attr-defined]
        if kind == "languages":
            return self._page(
                request, "bulk_languages", _("Missing languages"), statuses=self._translation_status(rows)
            )
        if kind not in ("topics", "state") or (kind == "topics" and not self._has_topics()):
            raise Http404
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        form = self._form(request, kind)
        context: dict[str, Any] = {"form": form, "chosen": [self._named(row) for row in rows]}
        if request.method == "POST" and form.is_valid():
            is_confirmed = "all" in request.POST or "allowed" in request.POST
            outcomes, is_done = self._apply_to_rows(request, kind, rows, form, is_final=is_confirmed)
            if is_done:
                return self._report_outcome(request, outcomes)
            context |= self._dry_run_context(form, outcomes, is_confirmed=is_confirmed)
        return self._page(
            request, "bulk", _("Change topics") if kind == "topics" else _("Change status"), **context
        )

    def missing_in(self, row: Any) -> dict[str, list[str]]:
        """Say by language which fields lack it: those that are written in another; a hook."""
        missing: dict[str, list[str]] = {language: [] for language in Language.values}
        try:
            names = translator.get_options_for_model(type(row)).all_fields
        except NotRegistered:
            return missing
        for name in names:
            texts = {language: getattr(row, f"{name}_{language}") for language in Language.values}
            if any(texts.values()):
                label = str(row._meta.get_field(name).verbose_name)
                for language in (each for each in texts if not texts[each]):
                    missing[language].append(label)
        return missing

    def bulk_warnings(self, row: Any, step: Any) -> list[str]:
        """Say what somebody should know before this step is taken with many rows; a hook."""
        warnings: list[str] = self.transition_warnings(row, step)  # type: ignore[attr-defined]
        return warnings

    def _form(self, request: HttpRequest, kind: str) -> forms.Form:
        data = request.POST if request.method == "POST" else None
        if kind == "topics":
            return TopicsForm(data, admin_=self)
        roles = get_roles(request.user)
        steps = [step for step in self.steps.values() if roles.intersection(step.roles)]  # type: ignore[attr-defined]
        return StateForm(data, steps=steps)

    def _apply_to_rows(
        self, request: HttpRequest, kind: str, rows: list[Any], form: forms.Form, *, is_final: bool
    ) -> tuple[list[PreviewRow], bool]:
        """Change what may be changed, in one transaction, which is taken back when it was a rehearsal.

        Returns what becomes of the rows, and whether it is so already.
        """
        with transaction.atomic():
            outcomes = [self._apply_to_row(request, kind, row, form) for row in rows]
            is_refused = "all" in request.POST and any(outcome.refusal for outcome in outcomes)
            is_warned = any(outcome.warning for outcome in outcomes) and not form.cleaned_data.get("accepted")
            is_done = is_final and not is_refused and not is_warned
            if not is_done:
                transaction.set_rollback(True)
        return outcomes, is_done

    def _dry_run_context(
        self, form: forms.Form, outcomes: list[PreviewRow], *, is_confirmed: bool
    ) -> dict[str, Any]:
        refused = [outcome for outcome in outcomes if outcome.refusal]
        is_warned = any(outcome.warning for outcome in outcomes)
        if is_warned and is_confirmed and not form.cleaned_data.get("accepted"):
            form.add_error("accepted", _("Confirm below."))
        return {
            "outcomes": outcomes,
            "refused": refused,
            "is_warned": is_warned,
            "is_refused": is_confirmed and bool(refused),
        }

    def _apply_to_row(self, request: HttpRequest, kind: str, row: Any, form: forms.Form) -> PreviewRow:
        outcome = self._named(row)
        try:
            with transaction.atomic():
                if kind == "topics":
                    outcome.change = self._change_topics(request, row, form.cleaned_data)
                else:
                    outcome.change, outcome.warning = self._change_state(request, row, form.cleaned_data)
        except ValidationError as error:
            outcome.refusal = " ".join(error.messages)
        except IntegrityError as error:
            outcome.refusal = integrity_error_message(error)
        except PermissionDenied as error:
            outcome.refusal = str(error) or str(_("You do not have permission to change this record."))
        return outcome

    def _change_topics(self, request: HttpRequest, row: Any, data: dict[str, Any]) -> str:
        locked = type(row)._base_manager.select_for_update().get(pk=row.pk)
        if not self.has_change_permission(request, locked):  # type: ignore[attr-defined]
            raise PermissionDenied
        before, chosen = set(locked.topics.all()), set(data["topics"])
        after = {"add": before | chosen, "remove": before - chosen, "set": chosen}[data["mode"]]
        if after == before:
            raise ValidationError(_("No changes."))
        change = f"{_join_names(before)} → {_join_names(after)}"
        with reversion.create_revision():
            reversion.set_user(request.user)
            reversion.set_comment(change)
            locked.topics.set(after)
            locked.version += 1
            locked.save()
        changelog.record_save(locked)
        self.after_save(locked)  # type: ignore[attr-defined]
        return change

    def _change_state(self, request: HttpRequest, row: Any, data: dict[str, Any]) -> tuple[str, str]:
        """Take the step; return what changes, and what should be known before."""
        step = self.steps[data["step"]]  # type: ignore[attr-defined]
        row.refresh_from_db()
        if step not in self.transitions_for(request, row):  # type: ignore[attr-defined]
            raise ValidationError(
                _("“%(step)s” is not available for the status “%(state)s”.")
                % {"step": step.label, "state": row.get_state_display()}
            )
        before, warnings = row.get_state_display(), self.bulk_warnings(row, step)
        self.apply_transition(row, step, by=request.user, reason=data["reason"])  # type: ignore[attr-defined]
        row.refresh_from_db()
        self.after_transition(request, row, step, reason=data["reason"])  # type: ignore[attr-defined]
        return f"{before} → {row.get_state_display()}", " ".join(warnings)

    def _report_outcome(self, request: HttpRequest, outcomes: list[PreviewRow]) -> HttpResponseRedirect:
        done = sum(not outcome.refusal for outcome in outcomes)
        messages.success(
            request,
            ngettext("%(count)s record changed.", "%(count)s records changed.", done) % {"count": done},
        )
        for outcome in outcomes:
            if outcome.refusal:
                messages.warning(request, f"{outcome.row}: {outcome.refusal}")
        return HttpResponseRedirect(self._list_url())

    def _translation_status(self, rows: list[Any]) -> Iterator[TranslationStatusRow]:
        models.prefetch_related_objects(rows, *self.language_relations)
        for row in rows:
            missing = self.missing_in(row)
            yield TranslationStatusRow(
                row, self._named(row).url, [missing[language] for language in Language.values]
            )

    def _named(self, row: Any) -> PreviewRow:
        return PreviewRow(row, self.change_url(row))  # type: ignore[attr-defined]

    def _has_topics(self) -> bool:
        return any(column.name == "topics" for column in self.opts.many_to_many)  # type: ignore[attr-defined]

    def _list_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")  # type: ignore[attr-defined]

    def _page(self, request: HttpRequest, name: str, title: Any, **context: Any) -> TemplateResponse:
        frame = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": title,
            "opts": self.opts,  # type: ignore[attr-defined]
            "list_url": self._list_url(),
            "languages": Language.choices,
        }
        return TemplateResponse(request, f"admin/desk/{name}.html", {**frame, **context})


def _to(kind: str) -> Any:
    """Return the action of a list that leads to the page of a change."""

    def go(admin_: Any, request: HttpRequest, queryset: "models.QuerySet[Any]") -> HttpResponse | None:
        keys = list(queryset.order_by("pk").values_list("pk", flat=True).distinct()[: MAX_ROWS + 1])
        if len(keys) > MAX_ROWS:
            text = _("Select no more than %(count)s records.") % {"count": MAX_ROWS}
            messages.error(request, text)
            return None
        opts = admin_.opts
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_bulk", args=[kind])
        return HttpResponseRedirect(f"{url}?{KEYS}={','.join(map(str, keys))}")

    return go


def _join_names(topics: set[Any]) -> str:
    return ", ".join(sorted(str(topic) for topic in topics)) or str(_("no topics"))
