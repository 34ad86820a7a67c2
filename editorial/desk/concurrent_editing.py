"""Forms that several people have open, and that a crash may befall: merging, who else is here, unsaved work."""

import copy
import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from reversion.models import Version

from editorial.desk import autosave
from editorial.desk.form_state import (
    display_value,
    field_label,
    initial_post_data,
    sign_values,
    submitted_content,
    unsign_values,
)
from editorial.desk.models import FormDraft
from editorial.desk.optimistic_lock import version_token
from editorial.desk.revisions import Part, as_text, word_diff
from editorial.desk.three_way_merge import (
    CONFLICT_CHOICES,
    Flat,
    Merged,
    from_post_data,
    merge,
    rebase,
    to_post_data,
)

SAVED_COOKIE = "desk-saved"  # tells the browser which of its own copies it may forget
CHOICE = "merge:"
FORM_CONTROL_FIELDS = ("revision_comment", "desk_key", "desk_window", "desk_recovered")


@dataclass(frozen=True)
class Choice:
    """A passage that both changed, word by word."""

    name: str
    label: str
    mine: list[Part]
    theirs: list[Part]


@dataclass(frozen=True)
class Conflict:
    """A refused save: who saved in between, when, what was merged, what was chosen, and what is left to choose."""

    version: str
    by: str
    at: dt.datetime | None
    choices: list[Choice]
    chosen: dict[str, str]
    adopted: list[str]
    retained: list[str]


class ConcurrentEditingMixin:
    """Merging with a newer version, who else has the form open, and work that was not saved."""

    def get_urls(self) -> list[URLPattern]:
        """Add the address to which an open form reports."""
        opts = self.model._meta  # type: ignore[attr-defined]
        address = path(
            "<str:key>/open/",
            self.admin_site.admin_view(self.open_view),  # type: ignore[attr-defined]
            name=f"{opts.app_label}_{opts.model_name}_open",
        )
        return [address, *super().get_urls()]  # type: ignore[misc]

    # Saving

    def _changeform_view(self, request: HttpRequest, object_id: str | None, *args: Any) -> HttpResponse:
        if request.method == "POST":
            self._recover(request)
            if object_id is not None:
                self._reconcile(request, object_id)
        response: HttpResponse = super()._changeform_view(request, object_id, *args)  # type: ignore[misc]
        if request.method == "POST" and isinstance(response, HttpResponseRedirect):
            key = object_id or request.POST.get("desk_key", "")
            form_ids = [_form_id(request), *request.POST.get("desk_recovered", "").split()]
            autosave.discard_drafts(request.user, self.model, key, form_ids)  # type: ignore[arg-type, attr-defined]
            names = "|".join(f"{autosave.model_label(self.model)}:{key}:{form_id}" for form_id in form_ids)  # type: ignore[attr-defined]
            response.set_cookie(SAVED_COOKIE, names, max_age=3600, samesite="Lax", secure=request.is_secure())
        return response

    def _recover(self, request: HttpRequest) -> None:
        """Put what was typed before a loss back into the form, to be looked over before it is saved."""
        draft_id = request.POST.get("_recover")
        if draft_id is None:
            return
        if draft_id.isdigit():
            draft = FormDraft.objects.filter(user=request.user.pk, pk=draft_id).first()
            if draft is None:
                raise Http404
            request.POST = _posted({**draft.data, "desk_window": [draft.form_id]})
        # The window it was typed in may still be open: this one is another, and forgets both once it is saved.
        recovered = f"{request.POST.get('desk_recovered', '')} {_form_id(request)}".strip()
        parts = {"desk_window": [secrets.token_hex(5)], "desk_recovered": [recovered]}
        request.POST = _posted({**dict(request.POST.lists()), **parts})
        request.save_blocker = _("Your unsaved text has been restored. Check it and save.")  # type: ignore[attr-defined]

    def _reconcile(self, request: HttpRequest, object_id: str) -> None:
        """Merge a form that was opened before a colleague saved, and show what came out."""
        row = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if row is None or not self.has_change_permission(request, row):  # type: ignore[attr-defined]
            return
        current = version_token(row)
        if request.POST.get("opened_version") == current:
            return
        form, formsets = self._opened(request, row)
        theirs = initial_post_data(form, formsets)
        opened = unsign_values(request.POST.get("opened_values", ""))
        prefixes = [formset.prefix for formset in formsets]
        chosen = {
            name.removeprefix(CHOICE): request.POST.get(name, "")
            for name in request.POST
            if name.startswith(CHOICE) and request.POST.get(name) in CONFLICT_CHOICES
        }
        base = from_post_data(opened, prefixes) if opened is not None else None
        newer = from_post_data(theirs, prefixes)
        merged = merge(base, from_post_data(submitted_content(request.POST), prefixes), newer, chosen)
        request.conflict = _build_conflict(row, current, merged, form, formsets)  # type: ignore[attr-defined]
        extra = {
            name: request.POST.getlist(name)
            for name in (*FORM_CONTROL_FIELDS, "opened_version", "opened_values")
        }
        if not merged.clashes:
            extra |= {"opened_version": [current], "opened_values": [sign_values(theirs)]}
        elif base is not None:
            extra["opened_values"] = [sign_values(to_post_data(rebase(base, newer, merged.clashes)))]
        request.POST = _posted(to_post_data(merged.side) | extra)
        request.save_blocker = _(  # type: ignore[attr-defined]
            "Another user saved a newer version after you opened this form. Your changes are kept above."
        )

    def _opened(self, request: HttpRequest, row: Any) -> tuple[Any, list[Any]]:
        """Return the form of a row and its lines as they would be opened now."""
        opening = copy.copy(request)
        opening.method = "GET"
        fields = flatten_fieldsets(self.get_fieldsets(opening, row))  # type: ignore[attr-defined]
        form = self.get_form(opening, row, change=True, fields=fields)(instance=row)
        formsets, _inlines = self._create_formsets(opening, row, change=True)  # type: ignore[attr-defined]
        return form, formsets

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Hold a form back from saving whose content the user has not looked over."""
        form = super().get_form(request, obj, change=change, **kwargs)  # type: ignore[misc]
        form.save_blocker = getattr(request, "save_blocker", "")
        return form

    # Showing

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Show what was merged, who else is here, and what was typed and not saved."""
        if obj is None or self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            context["shared"] = self._shared(request, context, obj)
        if getattr(request, "save_blocker", ""):
            context["errors"] = []
        context["conflict"] = getattr(request, "conflict", None)
        response: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]
        return response

    def _shared(self, request: HttpRequest, context: dict[str, Any], row: Any) -> dict[str, Any]:
        user, model = request.user, self.model  # type: ignore[attr-defined]
        is_bound = request.method == "POST"
        key = (
            str(row.pk) if row is not None else request.POST.get("desk_key") or f"new-{secrets.token_hex(5)}"
        )
        opened = (
            initial_post_data(
                context["adminform"].form, [inline.formset for inline in context["inline_admin_formsets"]]
            )
            if row is not None and not is_bound
            else {}
        )
        opts = model._meta
        return {
            "key": key,
            "form_id": (_form_id(request) if is_bound else "") or secrets.token_hex(5),
            "recovered": request.POST.get("desk_recovered", ""),
            "name": f"{autosave.model_label(model)}:{key}",
            "is_bound": is_bound,
            "opened_values": request.POST.get("opened_values", "") if is_bound else sign_values(opened),
            "url": reverse(f"admin:{opts.app_label}_{opts.model_name}_open", args=[key]),
            "others": autosave.other_editors(user, model, key) if row is not None else [],  # type: ignore[arg-type]
            "offers": [] if is_bound else _recoverable(request, model, row, opened),
        }

    # Reports of an open form

    def open_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """Note that a form is open, keep what was typed in it, and say who else has it and whether it is newer."""
        user, model = request.user, self.model  # type: ignore[attr-defined]
        row = None
        if request.method != "POST":
            raise PermissionDenied
        if key.isdigit():
            row = self.get_queryset(request).prefetch_related(None).filter(pk=key).first()  # type: ignore[attr-defined]
            if row is None:
                raise Http404
        allowed = self.has_change_permission(request, row) if row else self.has_add_permission(request)  # type: ignore[attr-defined]
        if not allowed or not (row or key.startswith("new-")) or len(key) > 40:
            raise PermissionDenied
        answer: dict[str, Any] = {}
        if "_leave" in request.POST:
            autosave.close_form(user, model, key)  # type: ignore[arg-type]
            return JsonResponse(answer)
        if "_discard" in request.POST:
            autosave.discard_drafts(user, model, key, [_form_id(request)])  # type: ignore[arg-type]
            page = "change" if row else "add"
            opts = model._meta
            back = reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[key] if row else [])
            return HttpResponseRedirect(back)
        if "_keep" in request.POST:
            saved_at = autosave.save_draft(user, model, key, _typed(request.POST), form_id=_form_id(request))  # type: ignore[arg-type]
            answer["saved_at"] = date_format(timezone.localtime(saved_at), "TIME_FORMAT")
        if row is not None:
            autosave.heartbeat(user, model, key)  # type: ignore[arg-type]
            answer["others"] = [
                {"name": other.name, "since": date_format(timezone.localtime(other.since), "TIME_FORMAT")}
                for other in autosave.other_editors(user, model, key)  # type: ignore[arg-type]
            ]
            answer["is_newer"] = request.POST.get("opened_version", "") not in ("", version_token(row))
        return JsonResponse(answer)


def _form_id(request: HttpRequest) -> str:
    """Return the id that a form got when it was opened."""
    return request.POST.get("desk_window", "")[:20]


def _typed(posted: QueryDict) -> Flat:
    return {
        name: posted.getlist(name)
        for name in posted
        if name != "csrfmiddlewaretoken" and not name.startswith("_")
    }


def _posted(values: Mapping[str, list[str]]) -> Any:
    posted = QueryDict(mutable=True)
    for name, parts in values.items():
        posted.setlist(name, parts)
    posted._mutable = False
    return posted


def _recoverable(request: HttpRequest, model: Any, row: Any, opened: Flat) -> list[dict[str, Any]]:
    """Return what was typed and not saved where it says something else than the form. One query.

    What says the same is thrown away, with one more: it was saved, and the answer did not reach its window.
    """
    found: list[dict[str, Any]] = []
    saved = []
    for draft in autosave.recoverable_drafts(request.user, model, str(row.pk) if row is not None else ""):  # type: ignore[arg-type]
        prefixes = [name.removesuffix("-TOTAL_FORMS") for name in draft.data if name.endswith("-TOTAL_FORMS")]
        typed = from_post_data(submitted_content(_posted(draft.data)), prefixes)
        current = from_post_data(opened, prefixes)
        differs = [name for name, values in typed.row.items() if values != current.row.get(name, ())]
        lines = [
            prefix
            for prefix in prefixes
            if _submitted(typed.lines[prefix]) != _submitted(current.lines[prefix])
        ]
        if differs or lines:
            title = next(iter(typed.row.get("title", ())), "")
            found.append(
                {"draft": draft, "title": title, "differences": _compared(model, typed, current, differs)}
            )
        else:
            saved.append(draft.pk)
    if saved:
        FormDraft.objects.filter(pk__in=saved).delete()
    return found


def _submitted(lines: Any) -> list[Any]:
    return [sorted(pair for pair in line.values.items() if pair[1] and pair[0] != "order") for line in lines]


def _compared(model: Any, typed: Any, current: Any, names: list[str]) -> list[tuple[str, list[Part]]]:
    """Return the words of each field that differs, as they were typed."""
    fields = {
        field.name: str(getattr(field, "verbose_name", field.name)) for field in model._meta.get_fields()
    }
    found = []
    for name in names:
        texts = [as_text(" ".join(side.row.get(name, ()))) for side in (current, typed)]
        found.append((fields.get(name, name), word_diff(*texts)[1]))
    return found


def _build_conflict(row: Any, version: str, merged: Merged, form: Any, formsets: list[Any]) -> Conflict:
    last = Version.objects.get_for_object(row).select_related("revision__user").first()
    by = last.revision.user if last else None
    choices = []
    for clash in merged.clashes:
        mine, theirs = (
            display_value(clash.place, text, form, formsets).strip() for text in (clash.mine, clash.theirs)
        )
        left, right = word_diff(mine, theirs)
        choices.append(Choice(clash.name, field_label(clash.place, form, formsets), left, right))
    return Conflict(
        version=version,
        by=(by.get_full_name() or by.get_username()) if by else "",
        at=last.revision.date_created if last else None,
        choices=choices,
        chosen=merged.chosen,
        adopted=list(dict.fromkeys(field_label(place, form, formsets) for place in merged.adopted)),
        retained=list(dict.fromkeys(field_label(place, form, formsets) for place in merged.retained)),
    )
