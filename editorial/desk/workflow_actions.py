"""The buttons of the desk: each step of the workflow that the user may take from the row's state."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from editorial.desk.extensions import extensions_for
from editorial.desk.model_admin import show_error
from editorial.desk.optimistic_lock import version_token
from editorial.records import services
from editorial.workflow.models import PublishableModel
from editorial.workflow.roles import get_roles
from editorial.workflow.states import RECORD_TRANSITIONS, State, Transition, available_transitions

COLOURS = {
    State.DRAFT: "default",
    State.IN_REVIEW: "warning",
    State.APPROVED: "info",
    State.PUBLISHED: "success",
    State.WITHDRAWN: "danger",
}


class TransitionForm(forms.Form):
    """Form of a transition: the reason, if it needs one, and the version that the user has seen."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 4}),
    )
    accepted = forms.BooleanField(
        label=_("Continue anyway"),
        widget=UnfoldBooleanWidget,
        error_messages={"required": _("Confirm below.")},
    )
    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, step: Transition, row: PublishableModel, warnings: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        if warnings:
            self.fields["accepted"].help_text = " ".join(warnings)
        else:
            del self.fields["accepted"]
        self.initial.setdefault("opened_version", version_token(row))
        if step.needs_reason:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]
        if step.name in ("withdraw", "correct") and "reason" in self.fields:
            self.fields["reason"].help_text = _("Shown to readers.")
        if step.name == "correct":
            self.fields["reason"].label = _("What was corrected")

    def clean_opened_version(self) -> str:
        """Refuse a step on a version that the user has not seen."""
        opened: str = self.cleaned_data["opened_version"]
        if opened != version_token(self.row):
            raise ValidationError(_("Another user saved a newer version. Check it before continuing."))
        return opened


class WorkflowActionsMixin:
    """Buttons for the steps of `steps`; each is taken by the function of `services` that has its name."""

    steps: ClassVar[dict[str, Transition]] = RECORD_TRANSITIONS
    services: Any = services

    def apply_transition(
        self, row: Any, step: Transition, *, by: Any, reason: str, answers: Any = None
    ) -> None:
        """Call the service of the app that is named as the step; `answers` is the valid form of `transition_form`."""
        service = getattr(self.services, step.name)
        if step.needs_reason:
            service(row, by=by, reason=reason)
        else:
            service(row, by=by)

    def after_transition(self, request: HttpRequest, row: Any, step: Transition, *, reason: str) -> None:
        """Do what follows a step; a hook, inside the transaction of the step."""

    def transition_warnings(self, row: Any, step: Transition) -> list[str]:
        """Say what somebody should know before this step."""
        return [text for one in extensions_for(type(row)) for text in one.transition_warnings(row, step)]

    def transition_form(self, _row: Any, _step: Transition, _sent: QueryDict | None) -> Any:
        """Return a form of what a step asks for besides its reason, bound to what was sent; None for nothing; a hook."""
        return None

    def transitions_for(self, request: HttpRequest, row: Any) -> list[Transition]:
        """List the steps that this user may take now."""
        return available_transitions(self.steps, row.state, request.user)

    @display(description=_("publication status"), ordering="state", label=COLOURS)
    def state_badge(self, row: Any) -> tuple[str, str]:
        """Show the state as a coloured badge."""
        return row.state, row.get_state_display()

    def get_urls(self) -> list[URLPattern]:
        """Add the address of a step."""
        opts = self.model._meta  # type: ignore[attr-defined]
        step = path(
            "<path:object_id>/step/<slug:name>/",
            self.admin_site.admin_view(self.step_view),  # type: ignore[attr-defined]
            name=f"{opts.app_label}_{opts.model_name}_step",
        )
        return [step, *super().get_urls()]  # type: ignore[misc]

    @transaction.atomic
    def step_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        """Ask for what a step needs, then take it."""
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if row is None or name not in self.steps:
            raise Http404
        step = self.steps[name]
        if not self.has_view_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        if not get_roles(request.user).intersection(step.roles):
            raise PermissionDenied(_("Your role does not allow this action."))
        warnings = self.transition_warnings(row, step)
        data = request.POST if "submitted" in request.POST else None
        questions = self.transition_form(row, step, data)
        # The button beside the text has shown neither the warnings nor the questions yet.
        sent = data if warnings or questions else request.POST
        form = TransitionForm(
            sent or None, step=step, row=row, warnings=warnings, initial=request.POST.dict()
        )
        is_valid = all(each.is_valid() for each in (form, questions) if each is not None)
        if request.method == "POST" and is_valid:
            self._run_transition(
                request, row, step, reason=form.cleaned_data.get("reason", ""), answers=questions
            )
            return HttpResponseRedirect(self.change_url(row))
        return self._confirmation_page(request, row, step, form=form, questions=questions)

    def _run_transition(
        self, request: HttpRequest, row: Any, step: Transition, *, reason: str, answers: Any
    ) -> None:
        try:
            self.apply_transition(row, step, by=request.user, reason=reason, answers=answers)
        except (ValidationError, PermissionDenied) as error:
            show_error(request, row, error)
        else:
            row.refresh_from_db()
            self.after_transition(request, row, step, reason=reason)
            messages.success(
                request,
                _("“%(row)s”: %(step)s. New status: %(state)s.")
                % {"row": row, "step": step.label, "state": row.get_state_display()},
            )

    def _confirmation_page(
        self, request: HttpRequest, row: Any, step: Transition, **data: Any
    ) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": step.label,
            "subtitle": str(row),
            "row": row,
            "step": step,
            "change_url": self.change_url(row),
            **data,
        }
        return TemplateResponse(request, "admin/desk/step.html", context)

    def change_url(self, row: Any) -> str:
        """Return the address of the row's form."""
        opts = row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(row.pk)])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Show the state and the buttons above the form."""
        if obj is not None:
            steps = self.transitions_for(request, obj)
            opts = obj._meta
            context["row_state"] = {
                "value": obj.state,
                "label": obj.get_state_display(),
                "type": COLOURS[obj.state],
            }
            context["row_version"] = version_token(obj)
            context["row_steps"] = [
                (
                    step,
                    reverse(
                        f"admin:{opts.app_label}_{opts.model_name}_step", args=[quote(obj.pk), step.name]
                    ),
                )
                for step in steps
            ]
        response: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]
        return response
