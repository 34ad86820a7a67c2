"""Manuscripts at the desk: upload, progress, review, drafts."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.decorators import display

from editorial.articles.models import Collection
from editorial.desk.changelist import SearchTextSearch
from editorial.intake import review_form, services, tasks
from editorial.intake.drafts import make_drafts
from editorial.intake.models import ManuscriptFile
from editorial.intake.review_page import review_context
from editorial.manuscripts.kinds import SUFFIXES
from editorial.manuscripts.readers.encodings import ENCODINGS
from editorial.manuscripts.readers.reading import choices_of
from editorial.queue.retries import is_enqueued

State = ManuscriptFile.State
READ_AT_ONCE_BYTES = 400_000
BADGES = {"waiting": "info", "reading": "info", "refused": "danger", "read": "warning", "drafted": "success"}


class MultipleFileInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class MultipleFileField(forms.FileField):
    """Several files; each is checked by itself when it is read."""

    widget = MultipleFileInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return a list, however many came."""
        listed = data if isinstance(data, list) else [data]
        return [super(MultipleFileField, self).clean(each, initial) for each in listed]


class UploadForm(forms.Form):
    """The files to be read."""

    uploads = MultipleFileField(label=_("Files"), max_length=255)


@admin.register(ManuscriptFile)
class ManuscriptFileAdmin(SearchTextSearch, ModelAdmin):  # type: ignore[misc]
    list_display = ("name", "state_badge", "size_display", "uploaded_by", "uploaded_at", "collection")
    list_filter = ("state",)
    search_fields = ("search_text",)
    list_fullwidth = True
    list_per_page = 50

    class Media:
        css = {"all": ["desk/desk.css", "desk/manuscripts.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_listing()

    def get_urls(self) -> list[Any]:
        pages = [
            ("<int:key>/status/", self.status_view, "status"),
            ("<int:key>/read/", self.read_view, "read"),
            ("<int:key>/review/<int:at>/", self.review_view, "review"),
            ("<int:key>/original/", self.original_view, "original"),
        ]
        own: list[Any] = [
            path(route, self.admin_site.admin_view(view), name=f"intake_manuscriptfile_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    # Who may

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_article")

    def has_view_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        return request.user.has_perm("articles.add_article")

    has_change_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete the original of drafts that were made."""
        made = obj is not None and obj.drafts.exists()
        return not made and request.user.has_perm("intake.delete_manuscriptfile")

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def delete_model(self, request: HttpRequest, obj: ManuscriptFile) -> None:
        """Delete the original with its row."""
        super().delete_model(request, obj)
        transaction.on_commit(partial(obj.original.delete, save=False))

    # Lists

    @display(description=_("status"), ordering="state", label=BADGES)
    def state_badge(self, row: ManuscriptFile) -> tuple[str, str]:
        return row.state, row.get_state_display()

    @display(description=_("size"), ordering="size")
    def size_display(self, row: ManuscriptFile) -> str:
        return f"{row.size / 1024:.0f} KB" if row.size < 1_048_576 else f"{row.size / 1_048_576:.1f} MB"

    # Pages

    def add_view(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Take files in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            rows = [row for upload in form.cleaned_data["uploads"] if (row := self._receive(request, upload))]
            if len(rows) == 1:
                return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_change", args=[rows[0].pk]))
            if rows:
                return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Upload manuscripts"),
            "form": form,
            "suffixes": ", ".join(SUFFIXES),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/intake/manuscriptfile/upload.html", context)

    def _receive(self, request: HttpRequest, upload: Any) -> ManuscriptFile | None:
        try:
            with transaction.atomic():
                row, is_new = services.receive(upload, by=request.user)  # type: ignore[arg-type]
                if is_new:
                    tasks.parse_manuscript.enqueue(row.pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return None
        if not is_new:
            messages.warning(
                request,
                _("%(name)s has already been uploaded as %(known)s.")
                % {"name": upload.name, "known": row.name},
            )
            return row
        _parse_small(row)
        return row

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Show what there is to do about the file now."""
        row = self._row(request, int(object_id) if object_id.isdigit() else 0)
        if row.state == State.READ and services.load_draft(row).items:
            return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_review", args=[row.pk, 0]))
        context = {
            **self.admin_site.each_context(request),
            "title": row.name,
            "row": row,
            "is_stale": _is_stopped(row),
            "drafts": row.drafts.select_related("article"),
            "may_delete": self.has_delete_permission(request, row),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/intake/manuscriptfile/progress.html", context)

    def status_view(self, request: HttpRequest, key: int) -> JsonResponse:
        """Tell how far the reading is."""
        row = self._row(request, key)
        return JsonResponse(
            {
                "state": row.state,
                "label": row.get_state_display(),
                "done": row.done,
                "total": row.total,
                "stale": _is_stopped(row),
            }
        )

    def read_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Read the file again, from the beginning; decisions about it are given up."""
        row = self._row(request, key)
        if request.method == "POST":
            with transaction.atomic():
                chosen = choices_of(request.POST.dict(), ENCODINGS) if "choose" in request.POST else None
                if services.restart(row, choices=chosen):
                    tasks.parse_manuscript.enqueue(row.pk)
            row.refresh_from_db(fields=["choices"])
            _parse_small(row)
        return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_change", args=[key]))

    def original_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Give the original back as it came, never to be shown in the browser."""
        row = self._row(request, key)
        with row.original.open("rb") as original:
            response = HttpResponse(original.read(), content_type="application/octet-stream")
        response.headers["Content-Disposition"] = _attachment(row.name)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def review_view(self, request: HttpRequest, key: int, at: int) -> HttpResponse:
        """Show one text beside its source, and keep what is decided about it."""
        row = self._row(request, key)
        if row.state != State.READ:
            return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_change", args=[key]))
        manuscript = services.load_draft(row)
        if at >= len(manuscript.items):
            raise Http404
        if request.method == "POST":
            try:
                goes_to = self._decide(request, row, at)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            else:
                if "make" in request.POST:
                    return self._make(request, row, at)
                messages.success(request, _("Changes saved."))
                return HttpResponseRedirect(
                    reverse("admin:intake_manuscriptfile_review", args=[key, goes_to])
                )
        context = {
            **self.admin_site.each_context(request),
            **review_context(
                row,
                manuscript,
                at,
                typed=request.POST if request.method == "POST" else None,
                needs_confirmation="ask" in request.GET,
                collection=request.POST.get("collection", request.GET.get("collection", "")),
            ),
            "title": row.name,
            "may_delete": self.has_delete_permission(request, row),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/intake/manuscriptfile/review.html", context)

    def _decide(self, request: HttpRequest, row: ManuscriptFile, at: int) -> int:
        """Save the form of an item and what its button says; return the item to show next."""
        data = request.POST
        opened = data.get("version", "")
        manuscript = services.load_draft(row)
        if any(value == "new" for name, value in data.items() if name.endswith("-known")):
            self._may_add_people(request)
        goes_to = review_form.decide(manuscript, at, data.dict())
        services.save_decisions(row, manuscript, opened_version=int(opened) if opened.isdigit() else 0)
        return goes_to

    def _may_add_people(self, request: HttpRequest) -> None:
        if not request.user.has_perm("experts.add_expert"):
            raise ValidationError(_("You do not have permission to add people. Ask an editor."))

    def _make(self, request: HttpRequest, row: ManuscriptFile, at: int) -> HttpResponse:
        """Make the drafts; where something is wrong, ask first, unless just that was confirmed."""
        where, page = (
            request.POST.get("collection", ""),
            reverse("admin:intake_manuscriptfile_review", args=[row.pk, at]),
        )
        problems = review_form.problems(services.load_draft(row))
        if problems and request.POST["make"] != review_form.fingerprint(problems):
            return HttpResponseRedirect(f"{page}?{urlencode({'ask': 1, 'collection': where})}#ask")
        collection = Collection.objects.filter(pk=int(where)).first() if where.isdigit() else None
        try:
            made = make_drafts(row, by=request.user, collection=collection, new_collection=where == "new")  # type: ignore[arg-type]
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(page)
        text = ngettext("%(count)s draft created.", "%(count)s drafts created.", len(made)) % {
            "count": len(made)
        }
        messages.success(request, text)
        return HttpResponseRedirect(reverse("admin:intake_manuscriptfile_change", args=[row.pk]))

    def _row(self, request: HttpRequest, key: int) -> ManuscriptFile:
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = ManuscriptFile.objects.select_related("collection", "uploaded_by")
        row: ManuscriptFile | None = rows.filter(pk=key).first()
        if row is None:
            raise Http404
        return row


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "manuscript"
    return f'attachment; filename="{plain}"'


def _is_stopped(row: ManuscriptFile) -> bool:
    """Say whether nobody works at a file any more: one that waits for a worker, however long, is not given up."""
    if row.state != State.WAITING:
        return services.is_stale(row)
    return services.is_overdue(row) and not is_enqueued(tasks.parse_manuscript, row.pk)


def _parse_small(row: ManuscriptFile) -> None:
    """Read a small text at once; its task then finds it done."""
    if row.size <= READ_AT_ONCE_BYTES and not row.name.lower().endswith(".pdf"):
        services.parse_manuscript(row)
