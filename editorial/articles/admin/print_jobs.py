"""Printing from the form of an article or a collection, with progress."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from editorial.articles import tasks
from editorial.articles.models import PrintJob
from editorial.articles.print_remarks import remarks_for, sentences
from editorial.articles.services import print_jobs
from editorial.press.format_registry import BOOK_FORMATS, Format
from editorial.queue.retries import is_enqueued

MAX_FILES = 12  # files of the list


class PrintMixin:
    """A page that prints a row as PDF, EPUB or DOCX, and lists the files that were printed."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of printing."""
        opts = self.opts  # type: ignore[attr-defined]
        pages = [
            ("<int:key>/print/", self.print_view, "print"),
            ("<int:key>/print/<int:job>/status/", self.print_status_view, "print_status"),
            ("<int:key>/print/<int:job>/file/", self.print_file_view, "print_file"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"{opts.app_label}_{opts.model_name}_{name}")  # type: ignore[attr-defined]
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    @transaction.atomic
    def print_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """List what was printed; print what is asked for."""
        row = self._printed_row(request, key)
        here = HttpResponseRedirect(self._print_url("print", key))
        if request.method == "POST":
            form = BOOK_FORMATS.get(request.POST.get("form", ""))
            if form is None:
                raise Http404
            try:
                self._request_print(request, row, form)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return here
        jobs = [self._job_row(row, job) for job in row.print_jobs.select_related("requested_by")[:MAX_FILES]]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Export for print"),
            "subtitle": str(row),
            "opts": self.opts,  # type: ignore[attr-defined]
            "formats": BOOK_FORMATS.values(),
            "jobs": jobs,
            "change_url": self.change_url(row),  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/desk/print.html", context)

    def _request_print(self, request: HttpRequest, row: Any, form: Format) -> None:
        job = print_jobs.request_print(row, form, by=request.user)  # type: ignore[arg-type]
        if job.state == PrintJob.State.WAITING and not is_enqueued(tasks.run_print, job.pk):
            tasks.run_print.enqueue(job.pk, request.build_absolute_uri("/").rstrip("/"))

    def print_status_view(self, request: HttpRequest, key: int, job: int) -> JsonResponse:
        """Tell whether a file is there."""
        found = self._job(request, key, job)
        return JsonResponse(
            {"state": found.state, "label": found.get_state_display(), "stale": _is_stopped(found)}
        )

    def print_file_view(self, request: HttpRequest, key: int, job: int) -> HttpResponse | FileResponse:
        """Give a printed file."""
        found = self._job(request, key, job)
        if found.state != PrintJob.State.READY:
            raise Http404
        form = BOOK_FORMATS[found.format]
        name = f"{(found.collection or found.article).slug}.{form.extension}"  # type: ignore[union-attr]
        return FileResponse(
            found.file.open("rb"),
            content_type=form.content_type,
            filename=name,
            as_attachment=form.name != "pdf",
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Lead to printing."""
        if obj is not None and obj.is_published:
            context["print_url"] = self._print_url("print", obj.pk)
            context["print_remarks"] = remarks_for(obj)
        response: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]
        return response

    def _job_row(self, row: Any, job: PrintJob) -> dict[str, Any]:
        return {
            "row": job,
            "remarks": sentences(job.remarks, of=row),
            "label": BOOK_FORMATS[job.format].label,
            "is_stale": _is_stopped(job),
            "is_working": job.state in (PrintJob.State.WAITING, PrintJob.State.PRINTING),
            "status_url": self._print_url("print_status", row.pk, job.pk),
            "file_url": self._print_url("print_file", row.pk, job.pk),
        }

    def _job(self, request: HttpRequest, key: int, job: int) -> PrintJob:
        found: PrintJob | None = self._printed_row(request, key).print_jobs.filter(pk=job).first()
        if found is None:
            raise Http404
        return found

    def _printed_row(self, request: HttpRequest, key: int) -> Any:
        row = self.get_object(request, str(key))  # type: ignore[attr-defined]
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):  # type: ignore[attr-defined]
            raise PermissionDenied
        return row

    def _print_url(self, page: str, *keys: int) -> str:
        opts = self.opts  # type: ignore[attr-defined]
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=keys)


def _is_stopped(job: PrintJob) -> bool:
    """Say whether nobody works at a file any more: one that waits for a worker, however long, is not given up."""
    if not print_jobs.is_stale(job):
        return False
    return job.state != PrintJob.State.WAITING or not is_enqueued(tasks.run_print, job.pk)
