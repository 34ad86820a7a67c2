"""Translations at the desk: the matrix, and each translation beside its original."""

from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from editorial.articles.models import Article
from editorial.translations import field_pairs, text_pairs, tracking
from editorial.translations.matrix import KIND_LABELS, STATES, build_page, visible_rows
from editorial.translations.merge import ConflictError, Fields
from editorial.translations.models import Translation
from editorial.translations.tracking import OTHERS
from editorial.values.languages import Language


@admin.register(Translation)
class TranslationAdmin(ModelAdmin):  # type: ignore[misc]
    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_urls(self) -> list[Any]:
        """Put the page of one translation before those of the admin."""
        side = path(
            "<slug:kind>/<int:key>/<slug:language>/",
            self.admin_site.admin_view(self.side_view),
            name="translations_translation_side",
        )
        return [side, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # The matrix

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show a page of the matrix of one kind, narrowed to a state of one language where asked."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = request.GET.get("kind", "article")
        if kind not in KIND_LABELS:
            raise Http404
        chosen = {name: request.GET.get(name, "") for name in ("language", "state")}
        context = {
            **self._context(request),
            **build_page(
                kind, visible_rows(request.user, kind), **chosen, number=request.GET.get("page", "1")
            ),
            "title": _("Translations"),
            "kind": kind,
            "kinds": KIND_LABELS.items(),
            "states": STATES,
            "languages": Language.choices,
            "chosen": chosen,
            "query": urlencode({"kind": kind, **chosen}),
        }
        return TemplateResponse(request, "admin/translations/matrix.html", context)

    # One translation

    def side_view(self, request: HttpRequest, kind: str, key: int, language: str) -> HttpResponse:
        """Show a translation beside its original; keep it, or the word that it is still right."""
        if kind not in KIND_LABELS or language not in Language.values:
            raise Http404
        row = get_object_or_404(visible_rows(request.user, kind), pk=key)
        if not (isinstance(row, Article) or language in OTHERS) or getattr(row, "language", "") == language:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        shown: dict[str, Any] = {}
        if request.method == "POST":
            if not self._may_translate(request, row, language):
                raise PermissionDenied
            typed = request.POST.dict()
            try:
                return self._save(request, row, language, typed)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                shown = {"typed": typed, "opened": typed.get("opened", "")}
            except ConflictError as conflict:
                messages.error(request, describe_conflict(conflict))
                shown = {"typed": conflict.merged.fields, "theirs": conflict.merged.theirs}
        context = {
            **self._context(request),
            **_sides(row, language, **shown),
            "title": f"{KIND_LABELS[kind]}: {row}",
            "row": row,
            "language": language,
            "language_name": dict(Language.choices)[language],
            "is_stale": tracking.status_queryset(row).filter(language=language, is_stale=True).exists(),
            "may_translate": self._may_translate(request, row, language),
            "row_url": reverse(f"admin:{row._meta.app_label}_{kind}_change", args=[row.pk]),
            "matrix_url": f"{reverse('admin:translations_translation_changelist')}?kind={kind}",
        }
        page = "text" if isinstance(row, Article) else "record"
        return TemplateResponse(request, f"admin/translations/{page}.html", context)

    def _save(self, request: HttpRequest, row: Any, language: str, typed: dict[str, str]) -> HttpResponse:
        by = cast("User", request.user)
        if "still_right" in typed:
            tracking.record_translation(row, [language])
            messages.success(request, _("Translation marked as up to date."))
            return HttpResponseRedirect(request.path)
        if isinstance(row, Article):
            saved: Any = text_pairs.save(row, language, typed, by=by)
        else:
            saved = field_pairs.save(row, language, typed, by=by)
        self.admin_site.get_model_admin(type(saved)).after_save(saved)
        messages.success(request, _("Translation saved."))
        # Tells the browser to forget its copy.
        return HttpResponseRedirect(f"{request.path}?saved")

    def _may_translate(self, request: HttpRequest, row: Any, language: str) -> bool:
        page = self.admin_site.get_model_admin(type(row))
        if isinstance(row, Article):
            own = text_pairs.translation_into(row, language)
            if own is None:
                return bool(page.has_add_permission(request))
            return bool(page.has_change_permission(request, own))
        return bool(page.has_change_permission(request, row))

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.model._meta}


def _sides(
    row: Any, language: str, *, typed: Fields | None = None, theirs: Fields | None = None, opened: str = ""
) -> dict[str, Any]:
    """Return the original and its translation; `opened` is what a refused form was opened with."""
    if isinstance(row, Article):
        now = text_pairs.opened_values(row, text_pairs.translation_into(row, language))
        sides = text_pairs.build_context(row, language, typed, theirs)
    else:
        now = field_pairs.opened_values(row, language)
        sides = {"fields": field_pairs.pairs(row, language, typed, theirs)}
    return {**sides, "opened": opened or now.signed(), "was_saved_meanwhile": bool(theirs)}


def describe_conflict(conflict: ConflictError) -> str:
    """Return why a translation was not saved yet."""
    reasons = []
    if conflict.merged.theirs:
        reasons.append(
            _(
                "Another user saved this translation while you were editing. Their text is shown below yours. "
                "Save the correct version."
            )
        )
    if conflict.original_changed:
        reasons.append(
            _("The original changed while you were editing. Check that the paragraphs match and save.")
        )
    return " ".join(str(text) for text in reasons)
