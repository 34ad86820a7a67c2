"""Mentions at the desk: the list of all, the page of a text, and the form for what the search did not find."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from editorial.articles.models import Article
from editorial.desk.changelist import ChangeListMixin
from editorial.mentions import services
from editorial.mentions.models import Mention
from editorial.mentions.querysets import ENTITY_KINDS
from editorial.mentions.review_page import LABELS, chosen, mentions_page
from editorial.workflow.roles import is_author_only

BADGES = {"proposed": "warning", "accepted": "success", "rejected": "danger"}


class KindFilter(DropdownFilter):  # type: ignore[misc]
    """Mentions by what is mentioned."""

    title = _("type")
    parameter_name = "kind"

    def lookups(self, _request: Any, _model_admin: Any) -> Any:
        """Offer the kinds."""
        return LABELS.items()

    def queryset(self, _request: Any, queryset: Any) -> Any:
        """Narrow to the kind."""
        return (
            queryset.filter(**{f"{self.value()}__isnull": False})
            if self.value() in ENTITY_KINDS
            else queryset
        )


class MentionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name that the search did not find, and the thing it stands for."""

    remember = forms.BooleanField(
        label=_("Save as a name variant"),
        required=False,
        help_text=_("The search will find this person or organisation by this variant."),
    )

    class Meta:
        model = Mention
        fields = ("article", "text", *ENTITY_KINDS)

    def clean(self) -> dict[str, Any]:
        """Refuse a form without one thing, and words that the text does not have."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        entities = [data[name] for name in ENTITY_KINDS if data.get(name)]
        if len(entities) != 1:
            raise ValidationError(_("Select one record."))
        article, text = data.get("article"), data.get("text", "")
        if article and text and not services.is_in_text(article, text):
            self.add_error("text", _("This text was not found in the article."))
        if article:
            self.instance.article, self.instance.text = article, text
        return data

    def _post_clean(self) -> None:
        """Leave the rules of the row to the service, which makes a row for each place in the text."""


@admin.register(Mention)
class MentionAdmin(ChangeListMixin, ModelAdmin):  # type: ignore[misc]
    form = MentionForm
    list_display = (
        "text",
        "entity_display",
        "article_display",
        "passage",
        "is_confident_display",
        "state_badge",
    )
    list_display_links = None
    ordering = ("-article_id", "block", "start", "pk")
    list_filter = (
        ("state", ChoicesDropdownFilter),
        KindFilter,
        "is_confident",
        "is_in_text",
    )
    search_fields = ("search_text", "article__search_text")
    autocomplete_fields = ("article", *ENTITY_KINDS)
    list_fullwidth = True
    list_filter_submit = True
    compressed_fields = True
    fieldsets = (
        (None, {"fields": ("article", "text")}),
        (
            _("Record mentioned: select one"),
            {
                "description": _("Use the plus sign to add a record that is not in the database."),
                "fields": (*ENTITY_KINDS, "remember"),
            },
        ),
    )

    class Media:
        css = {"all": ["desk/desk.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request).with_entities().select_related("article").defer("article__body")
        if is_author_only(request.user):
            return rows.filter(article__in=Article.objects.readable_by(request.user))
        return rows

    def get_urls(self) -> list[Any]:
        page = path(
            "article/<int:key>/",
            self.admin_site.admin_view(self.article_view),
            name="mentions_mention_article",
        )
        return [page, *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let nobody change a mention but by a decision, which `may_decide` allows."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_decide(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mentions.change_mention")

    # The page of a text

    def article_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Show what a text mentions; take decisions."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        article = get_object_or_404(Article.objects.readable_by(request.user), pk=key)
        state = request.GET.get("state", Mention.State.PROPOSED)
        if request.method == "POST":
            if not self.may_decide(request):
                raise PermissionDenied
            try:
                self._decide(request, article)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            **mentions_page(article, state=state),
            "title": _("Mentions"),
            "subtitle": article.title,
            "opts": self.model._meta,
            "article": article,
            "article_url": reverse("admin:articles_article_change", args=[article.pk]),
            "add_url": f"{reverse('admin:mentions_mention_add')}?article={article.pk}",
            "is_up_to_date": services.is_up_to_date(article),
            "may_decide": self.may_decide(request),
        }
        return TemplateResponse(request, "admin/mentions/article.html", context)

    @transaction.atomic
    def _decide(self, request: HttpRequest, article: Article) -> None:
        if request.POST.get("do") == "search":
            done = services.search(article)
            text = ngettext(
                "%(count)s new mention to review.", "%(count)s new mentions to review.", done.proposed
            )
            messages.success(request, text % {"count": done.proposed})
            return
        decision, rows = chosen(article, request.POST)
        by = cast("User", request.user)
        match decision:
            case "accept":
                count = services.accept(rows, by=by)
                text = ngettext("%(count)s mention accepted.", "%(count)s mentions accepted.", count)
            case "quote":
                count = services.accept(rows, by=by, quoted=True)
                text = ngettext("%(count)s mention accepted.", "%(count)s mentions accepted.", count)
            case "reject":
                count = services.reject(rows, by=by)
                text = ngettext("%(count)s mention rejected.", "%(count)s mentions rejected.", count)
            case _:
                messages.error(request, _("Unknown command. Nothing was changed."))
                return
        messages.success(request, text % {"count": count})

    # The form

    def save_model(self, request: HttpRequest, obj: Mention, form: Any, change: bool) -> None:
        """Link the name wherever the text has it."""
        data = form.cleaned_data
        entity = next(data[name] for name in ENTITY_KINDS if data.get(name))
        by = cast("User", request.user)
        services.add(obj.article, text=data["text"], entity=entity, by=by, remember=data["remember"])

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Nothing: the decision says who made it."""

    def response_add(self, request: HttpRequest, obj: Mention, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("Linked: “%(text)s”.") % {"text": obj.text})
        url = reverse("admin:mentions_mention_article", args=[obj.article_id])
        return HttpResponseRedirect(f"{url}?state=accepted")

    # The list

    @display(description=_("linked record"))
    def entity_display(self, mention: Mention) -> str:
        return str(mention.entity)

    @display(description=_("article"), ordering="article__title")
    def article_display(self, mention: Mention) -> str:
        url = reverse("admin:mentions_mention_article", args=[mention.article_id])
        return format_html('<a href="{}">{}</a>', url, mention.article.title)

    @display(description=_("high confidence"), boolean=True, ordering="is_confident")
    def is_confident_display(self, mention: Mention) -> bool:
        return mention.is_confident

    @display(description=_("review status"), ordering="state", label=BADGES)
    def state_badge(self, mention: Mention) -> tuple[str, str]:
        return mention.state, mention.get_state_display()
