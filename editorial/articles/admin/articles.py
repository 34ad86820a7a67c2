"""Articles at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from editorial.articles import crossref, tasks
from editorial.articles.admin.crossref import DepositMixin
from editorial.articles.admin.edition_diff import edition_content, text_only
from editorial.articles.admin.editor_widget import body_field, note_field
from editorial.articles.admin.facts import FactsMixin
from editorial.articles.admin.filters import (
    CompletenessFilter,
    CreatedByFilter,
    ScheduledFilter,
    missing_languages,
)
from editorial.articles.admin.print_jobs import PrintMixin
from editorial.articles.models import (
    Article,
    ArticleAbstract,
    Contribution,
    Footnote,
    Reference,
    StateChange,
)
from editorial.articles.services import publishing as services
from editorial.desk.bulk_actions import BulkMixin
from editorial.desk.filters import STATE
from editorial.desk.inlines import (
    DeskStackedInline,
    DeskTabularInline,
    LineSelect,
    OrderedForm,
    OrderedFormSet,
    TranslatedStack,
)
from editorial.desk.model_admin import FORM_CONTROL_FIELDS, DeskAdmin
from editorial.desk.revisions import Content
from editorial.desk.workflow_actions import WorkflowActionsMixin
from editorial.values.capitals import capfirst
from editorial.workflow.roles import is_author_only
from editorial.workflow.states import ARTICLE_TRANSITIONS, State, Transition

# What readers do not see as soon as it is saved.
WORKING_COPY = {
    "title",
    "subtitle",
    "body",
    "footnotes_from",
    "publish_at",
    "internal_note",
    *FORM_CONTROL_FIELDS,
}


class PartOfTextMixin:
    """Lines that whoever may change the text may add, change and remove."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let an author remove a note of an own draft."""
        allowed: bool = self.has_change_permission(request, obj)  # type: ignore[attr-defined]
        return allowed


def article_key(request: HttpRequest) -> str | int:
    """Return the key of the article whose form is open; 0 for a new one."""
    found = request.resolver_match
    return found.kwargs.get("object_id", 0) if found else 0


class FootnoteLines(PartOfTextMixin, DeskStackedInline):
    model = Footnote
    form = OrderedForm
    formset = OrderedFormSet
    tab = False
    collapsible = True
    ordering_field = "order"
    hide_ordering_field = True
    fieldsets = ((None, {"fields": ("key", "mark", "text", "url", "reference", "repeats", "order")}),)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            return note_field(label=capfirst(db_field.verbose_name), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the notes and references of this article only."""
        if db_field.name in ("reference", "repeats"):
            model = db_field.remote_field.model
            kwargs["queryset"] = model.objects.filter(article=article_key(request))
            kwargs["empty_label"] = _("Select value")
            kwargs["widget"] = LineSelect()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class ReferenceLines(PartOfTextMixin, DeskStackedInline):
    model = Reference
    form = OrderedForm
    formset = OrderedFormSet
    collapsible = True
    ordering_field = "order"
    hide_ordering_field = True
    fieldsets = (
        (None, {"fields": ("authors", "title", "outlet", ("year", "pages"), ("url", "doi"), "order")}),
    )


class AbstractLines(PartOfTextMixin, DeskStackedInline):
    model = ArticleAbstract
    fields = ("language", "title", "text", "keywords")
    max_num = 4


class ContributionLines(PartOfTextMixin, TranslatedStack):
    model = Contribution
    form = OrderedForm
    formset = OrderedFormSet
    autocomplete_fields = ("expert", "organisation")
    ordering_field = "order"
    hide_ordering_field = True
    fieldsets = ((None, {"fields": ("role", ("expert", "organisation"), "position", "order")}),)


class StateChangeLines(DeskTabularInline):
    model = StateChange
    fields = ("transition", "source", "target", "actor", "at", "reason")
    readonly_fields = fields

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(
    PrintMixin,
    DepositMixin,
    FactsMixin,
    BulkMixin,
    WorkflowActionsMixin,
    DeskAdmin,
):
    steps = ARTICLE_TRANSITIONS
    services = services
    deposit_of = crossref.of_articles
    language_relations = (
        "abstracts",
        Prefetch("translations", queryset=Article.objects.only("language", "translation_of").order_by()),
    )

    list_display = (
        "title",
        "genre",
        "language",
        "date_display",
        "authors",
        "collection_display",
        "state_badge",
        "changed_at",
    )
    list_select_related = ("collection",)
    list_defer = ("body",)
    list_filter = (
        STATE,
        ("genre", ChoicesDropdownFilter),
        ("language", ChoicesDropdownFilter),
        ("collection", AutocompleteSelectFilter),
        ("topics", AutocompleteSelectFilter),
        CompletenessFilter,
        ScheduledFilter,
        CreatedByFilter,
    )
    search_fields = (
        "search_text",
        "abstracts__search_text",
        "contributions__expert__search_text",
        "contributions__expert__name_forms__search_text",
    )
    autocomplete_fields = ("collection", "outlet", "translation_of", "topics")
    date_hierarchy = "dated_on"
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (
            _("Text"),
            {
                "classes": ("desk-text",),
                "fields": ("title", "subtitle", ("genre", "language"), "body", "footnotes_from"),
            },
        ),
        (
            _("Bibliographic data"),
            {
                "description": _("Changes to these fields are public as soon as they are saved."),
                "fields": (
                    "slug",
                    ("collection", "order_in_collection"),
                    ("first_page", "last_page"),
                    "dated_on",
                    "topics",
                    "translation_of",
                    "doi",
                    ("outlet", "source_url"),
                    ("is_digest", "title_is_supplied"),
                    "note",
                ),
            },
        ),
        (_("Internal"), {"fields": ("publish_at", "internal_note")}),
    )
    inlines = (FootnoteLines, AbstractLines, ContributionLines, ReferenceLines, StateChangeLines)

    def after_save(self, row: Any) -> None:
        services.compare_with_published(row)
        super().after_save(row)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "body":
            return body_field(label=capfirst(db_field.verbose_name), required=False)
        if db_field.name == "publish_at":
            zone = f"UTC{timezone.localtime().isoformat()[-6:]}"
            clock = _("Time zone: %(zone)s.") % {"zone": zone}
            kwargs["help_text"] = f"{db_field.help_text} {clock}"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    # Who

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = (
            super()
            .get_queryset(request)
            .prefetch_related("contributions__expert", "contributions__organisation")
        )
        return rows.visible_to_author(request.user) if self._writes_only(request) else rows

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let an author change only drafts of their own."""
        if not super().has_change_permission(request, obj):
            return False
        if isinstance(obj, Article) and self._writes_only(request):
            return obj.state == State.DRAFT and obj.created_by_id == request.user.pk
        return True

    def transitions_for(self, request: HttpRequest, row: Article) -> list[Transition]:
        if self._writes_only(request) and row.created_by_id != request.user.pk:
            return []
        steps = super().transitions_for(request, row)
        return [step for step in steps if step.name != "correct" or row.unpublished_since]

    def _writes_only(self, request: HttpRequest) -> bool:
        """Say whether the user is an author and nothing more. One query for a request."""
        if not hasattr(request, "desk_writes_only"):
            request.desk_writes_only = is_author_only(request.user)  # type: ignore[attr-defined]
        return bool(request.desk_writes_only)  # type: ignore[attr-defined]

    # What is saved

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the genre of most texts."""
        return {"genre": Article.Genre.ANALYSIS, **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Pages in a book that is printed here are those of its file."""
        own = super().get_readonly_fields(request, obj)
        return (*own, "first_page", "last_page") if obj and obj.has_own_print_pages else own

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            obj.created_by_id = request.user.pk
        if "publish_at" in form.changed_data:
            obj.publish_error = ""  # it has another time, and what stands in the way then is news
        if "collection" in form.changed_data and obj.has_own_print_pages:
            if obj.first_page:
                messages.warning(
                    request, _("The pages are left out: those of this book are taken from its print.")
                )
            obj.first_page = obj.last_page = None
        super().save_model(request, obj, form, change)

    def publicly_changed_object(self, form: Any, formsets: Any) -> Any:
        """Catalogue data is live; the text reaches readers only by a step."""
        live = set(form.changed_data) - WORKING_COPY
        lines = any(formset.has_changed() and formset.model is Contribution for formset in formsets)
        return form.instance if live or lines else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Report markers, notes and pictures that have to be put right: nothing is dropped."""
        super().save_related(request, form, formsets, change)
        article = form.instance
        keys = list(article.footnotes.values_list("key", flat=True))
        for fault in services.find_errors(article, services.rendered_text(article, keys=keys)):
            messages.warning(request, fault)

    def apply_transition(
        self, row: Any, step: Transition, *, by: Any, reason: str, answers: Any = None
    ) -> None:
        decisions = answers.decisions if answers is not None else None
        match step.name:
            case "return":
                services.return_to_draft(row, by=by, reason=reason)
            case "publish":
                services.publish(row, by=by, decisions=decisions)
            case "correct":
                services.correct(row, by=by, correction_note=reason, decisions=decisions)
            case _:
                super().apply_transition(row, step, by=by, reason=reason)

    def after_transition(self, request: HttpRequest, row: Article, step: Transition, *, reason: str) -> None:
        """Write to those concerned."""
        tasks.notify_step(row, origin=request.build_absolute_uri("/").rstrip("/"))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> Any:
        """Say which edition readers see, and whether the text has changed since."""
        if obj is not None:
            context["editions"] = list(obj.editions.order_by("-number"))
            context["facts_url"] = self.facts_url(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def missing_in(self, row: Article) -> dict[str, list[str]]:
        """Say by language whether there is neither the text itself nor an abstract."""
        return missing_languages(row)

    def sides(self, row: Article) -> list[dict[str, Any]]:
        """Let editions be compared with revisions and with each other."""
        editions = [
            {
                "key": f"edition-{edition.number}",
                "at": edition.published_at,
                "by": edition.published_by,
                "comment": edition.correction_note,
                "name": _("Edition %(number)s") % {"number": edition.number},
            }
            for edition in row.editions.select_related("published_by")
        ]
        return sorted([*super().sides(row), *editions], key=lambda side: side["at"], reverse=True)

    def content(self, row: Article, key: str) -> Content:
        if not key.startswith("edition-"):
            return super().content(row, key)
        edition = row.editions.filter(number=key.removeprefix("edition-")).first()
        if edition is None:
            raise Http404
        return edition_content(edition)

    def contents(self, row: Article, *keys: str) -> list[Content]:
        """Compare only the text where an edition is one of the sides: it holds nothing else."""
        found = super().contents(row, *keys)
        return [text_only(content) for content in found] if any("edition" in key for key in keys) else found

    @display(description=_("publication date of the original"), ordering="dated_on")
    def date_display(self, article: Article) -> str:
        return str(article.dated or "")

    @display(description=_("collection"), ordering="collection")
    def collection_display(self, article: Article) -> str:
        return Truncator(article.collection or "").chars(40)

    @display(description=_("authors"))
    def authors(self, article: Article) -> str:
        authors = [line for line in article.contributions.all() if line.role == Contribution.Role.AUTHOR]
        return ", ".join(str(line.contributor) for line in authors)
