"""Collections at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter, ChoicesDropdownFilter
from unfold.decorators import display

from editorial.articles import crossref, tasks
from editorial.articles.admin.crossref import DepositMixin
from editorial.articles.admin.print_jobs import PrintMixin
from editorial.articles.models import Article, Collection, CollectionContribution, CollectionPublisher
from editorial.articles.services import collections as services
from editorial.articles.services.pagination import clear_pages
from editorial.desk.filters import STATE, missing_translation
from editorial.desk.inlines import (
    DeskTabularInline,
    OrderedForm,
    OrderedFormSet,
    PrefetchedFormSet,
    TranslatedStack,
)
from editorial.desk.model_admin import TranslatedAdmin
from editorial.desk.workflow_actions import WorkflowActionsMixin
from editorial.records.services import reindex
from editorial.workflow.states import RECORD_TRANSITIONS, State, Transition


class Contents(PrefetchedFormSet):
    """The articles of a collection: dragged or numbered into order, with their pages."""

    def reorder(self, *, by: Any) -> list[Article]:
        """Hand order and pages over to the service that writes them."""
        places = [
            services.ContentsEntry(
                form.instance.pk,
                form.cleaned_data["order_in_collection"],
                form.cleaned_data.get("first_page"),
                form.cleaned_data.get("last_page"),
            )
            for form in self.initial_forms
        ]
        return services.reorder(self.instance, places, by=by)


class ContentsForm(OrderedForm):
    """A place in the contents; two articles may trade places in one save."""

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "order_in_collection"}


class ArticleLines(DeskTabularInline):
    """The contents: the text of each article is changed on a page of its own."""

    model = Article
    form = ContentsForm
    formset = Contents
    fields = ("title_display", "order_in_collection", "first_page", "last_page", "state_display")
    readonly_fields = ("title_display", "state_display")
    ordering = ("order_in_collection", "first_page")
    ordering_field = "order_in_collection"
    hide_title = True  # a column has it
    max_num = 0
    verbose_name_plural = _("contents")

    def get_readonly_fields(self, _request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Pages of a book that is printed here are those of its file."""
        typed = obj is not None and obj.printed_elsewhere
        return self.readonly_fields if typed else (*self.readonly_fields, "first_page", "last_page")

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, _obj: Any = None) -> bool:
        """Let those arrange the contents who may change collections."""
        may: bool = request.user.has_perm("articles.change_collection")
        return may

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    @display(description=_("title"))
    def title_display(self, article: Article) -> str:
        url = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a class="underline" href="{}">{}</a>', url, article.title)

    @display(description=_("publication status"))
    def state_display(self, article: Article) -> str:
        return article.get_state_display()


class PublisherLines(DeskTabularInline):
    model = CollectionPublisher
    form = OrderedForm
    formset = OrderedFormSet
    fields = ("role", "organisation", "order")
    autocomplete_fields = ("organisation",)
    ordering_field = "order"
    hide_ordering_field = True


class ContributionLines(TranslatedStack):
    model = CollectionContribution
    form = OrderedForm
    formset = OrderedFormSet
    autocomplete_fields = ("expert", "organisation")
    ordering_field = "order"
    hide_ordering_field = True
    fieldsets = ((None, {"fields": ("role", ("expert", "organisation"), "position", "order")}),)


STEPS = {
    **RECORD_TRANSITIONS,
    "publish_with_articles": Transition(
        "publish_with_articles",
        _("Publish with all its articles"),
        (State.DRAFT, State.PUBLISHED),
        State.PUBLISHED,
        RECORD_TRANSITIONS["withdraw"].roles,
    ),
}


@admin.register(Collection)
class CollectionAdmin(PrintMixin, DepositMixin, WorkflowActionsMixin, TranslatedAdmin):
    steps = STEPS
    deposit_of = crossref.of_collections
    list_display = ("title", "year", "language", "article_count", "isbn", "state_badge", "changed_at")
    list_filter = (
        STATE,
        ("language", ChoicesDropdownFilter),
        ("topics", AutocompleteSelectFilter),
        missing_translation("title"),
    )
    search_fields = ("search_text",)
    autocomplete_fields = ("place", "topics")
    prepopulated_fields = {"slug": ("title_en",)}
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "title",
                    "subtitle",
                    "slug",
                    ("language", "year", "place"),
                    ("isbn", "doi"),
                    ("printed_elsewhere", "page_count"),
                    "topics",
                    "description",
                    "cover",
                    "note",
                ),
            },
        ),
    )
    inlines = (ArticleLines, ContributionLines, PublisherLines)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Pages of a book that is printed here are those of its file."""
        own = super().get_readonly_fields(request, obj)
        return own if obj is not None and obj.printed_elsewhere else (*own, "page_count")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Pages that were typed are not those of our own file."""
        super().save_model(request, obj, form, change)
        if change and "printed_elsewhere" in form.changed_data:
            clear_pages(obj)

    def apply_transition(
        self, row: Any, step: Transition, *, by: Any, reason: str, answers: Any = None
    ) -> None:
        """Publish a book with its articles, and write to the authors of those that appear with it."""
        if step.name != "publish_with_articles":
            super().apply_transition(row, step, by=by, reason=reason, answers=answers)
            return
        appear = list(row.articles.filter(state=State.APPROVED))
        services.publish_with_articles(row, by=by)
        for article in appear:
            tasks.notify_step(article)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Leave the articles to their service."""
        if not isinstance(formset, Contents):
            super().save_formset(request, form, formset, change)
            return
        formset.new_objects, formset.deleted_objects = [], []
        arranged = formset.reorder(by=request.user)
        formset.changed_objects = [(article, ["order_in_collection"]) for article in arranged]
        for article in arranged:
            reindex(article)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(article_count=Count("articles"))

    @display(description=_("articles"), ordering="article_count")
    def article_count(self, collection: Any) -> int:
        count: int = collection.article_count
        return count
