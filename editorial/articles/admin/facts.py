"""Facts whose passages a correction changes: an editor decides about each, before it is published or later."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from editorial.articles.edition_diff import Piece, compare
from editorial.articles.models import Article
from editorial.articles.services import source_moves
from editorial.articles.services.publishing import build_edition
from editorial.articles.services.source_moves import Action, ChangedPassage, Decision, Fact, Plan
from editorial.desk.model_admin import show_error
from editorial.desk.optimistic_lock import version_token
from editorial.workflow.roles import get_roles
from editorial.workflow.states import ARTICLE_TRANSITIONS, Transition

LIST = "passages-of-the-text"


class FactsForm(forms.Form):
    """A decision for each passage that was changed, and another one for a fact of it where that differs.

    `decisions` are what `source_moves` needs, by fact, once the form is valid.
    """

    def __init__(self, *args: Any, plan: Plan, default: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.decisions: dict[str, Decision] = {}
        for passage in plan.changed:
            self._add_decision(f"passage-{passage.key}", passage, _("choose a decision"), initial=default)
            for fact in passage.facts:
                if len(passage.facts) > 1:
                    self._add_decision(f"fact-{fact.key}", passage, _("as for the paragraph"))

    def _add_decision(self, name: str, passage: ChangedPassage, empty: Any, *, initial: str = "") -> None:
        choices = [
            (action.value, action.label)
            for action in Action
            if action != Action.CONFIRM or passage.proposal is not None
        ]
        self.fields[name] = forms.ChoiceField(
            choices=[("", empty), *choices], required=False, initial=initial, label=_("Decision"),
            widget=UnfoldAdminSelectWidget,
        )  # fmt: skip
        self.fields[f"to-{name}"] = forms.CharField(
            required=False, max_length=60, label=_("Number of the other paragraph"),
            widget=UnfoldAdminTextInputWidget(attrs={"list": LIST, "autocomplete": "off"}),
        )  # fmt: skip

    def groups(self) -> Iterator[dict[str, Any]]:
        """Yield each passage with its fields and its facts, as the page shows them."""
        for passage in self.plan.changed:
            name = f"passage-{passage.key}"
            yield {
                "passage": passage,
                "pieces": _pieces(passage),
                "decision": self[name],
                "target": self[f"to-{name}"],
                "facts": [self._line(fact) for fact in passage.facts],
            }

    def _line(self, fact: Fact) -> dict[str, Any]:
        opts = fact.subject._meta
        name = f"fact-{fact.key}"
        own = {"decision": self[name], "target": self[f"to-{name}"]} if name in self.fields else {}
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(fact.subject.pk)])
        return {"fact": fact, "url": url, **own}

    @property
    def moving(self) -> int:
        """Return how many sources and mentions move on by themselves."""
        return len(self.plan.unchanged)

    def options(self) -> Iterator[tuple[str, str]]:
        """Yield the passages of the new edition to choose from, each with its first words."""
        for passage in self.plan.passages:
            yield passage.label, Truncator(passage.text).chars(80)

    def clean(self) -> dict[str, Any]:
        """Demand a decision for each fact, a passage for each move, and a source for each published record."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        names: dict[str, str] = {}
        for passage, fact in self.plan.facts:
            of_passage, own = f"passage-{passage.key}", f"fact-{fact.key}"
            names[fact.key] = name = own if data.get(own) else of_passage
            self._decide(name, fact, data)
        for fact in source_moves.facts_losing_last_source(self.plan, self.decisions):
            self.add_error(names[fact.key], source_moves.last_source(fact.name))
        return data

    def _decide(self, name: str, fact: Fact, data: dict[str, Any]) -> None:
        action = data.get(name)
        if not action:
            if not self.has_error(name):
                self.add_error(name, _("Choose a decision about the facts of this paragraph."))
            return
        anchor = ""
        if action == Action.MOVE:
            anchor = self._anchor(data.get(f"to-{name}", ""))
            if not anchor and not self.has_error(f"to-{name}"):
                self.add_error(
                    f"to-{name}", _("Enter the number of a paragraph of the new edition, for example 12.")
                )
        self.decisions[fact.key] = Decision(action, anchor)

    def _anchor(self, typed: str) -> str:
        """Return the anchor that is meant by "12", "¶ 12", "p-12" or the anchor of a heading or note."""
        typed = typed.strip().removeprefix("¶").strip()
        known = {one.anchor for one in self.plan.passages}
        return next((anchor for anchor in (typed, f"p-{typed}") if anchor in known), "")


class FactDecisionsForm(FactsForm):
    """The same after the text was published."""

    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, default=Action.LATER, **kwargs)
        self.article = article
        self.initial["opened_version"] = version_token(article)

    def clean_opened_version(self) -> str:
        """Refuse decisions about an edition that is no longer the one that was shown."""
        opened: str = self.cleaned_data["opened_version"]
        if opened != version_token(self.article):
            raise ValidationError(_("Another user saved a newer version. Check it before continuing."))
        return opened


class FactsMixin:
    """Asks about facts when a correction is published, and has a page for those that were left for later."""

    def get_urls(self) -> list[URLPattern]:
        """Add the page of the facts that stay with earlier editions."""
        page = path(
            "<path:object_id>/facts/",
            self.admin_site.admin_view(self.facts_view),  # type: ignore[attr-defined]
            name="articles_article_facts",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    def transition_form(self, row: Article, step: Transition, sent: QueryDict | None) -> FactsForm | None:
        """Ask what becomes of facts whose passages are not the same in the new edition."""
        plan = _build_plan(row, step)
        return FactsForm(sent, plan=plan) if plan and plan.changed else None

    def bulk_warnings(self, row: Article, step: Transition) -> list[str]:
        """Say how many facts stay with their edition: there is nowhere to decide about each."""
        warnings: list[str] = super().bulk_warnings(row, step)  # type: ignore[misc]
        plan = _build_plan(row, step)
        count = len(plan.facts) if plan else 0
        if count:
            text = ngettext(
                "%(count)d fact is from a changed paragraph and keeps its earlier edition until an editor decides.",
                "%(count)d facts are from changed paragraphs and keep their earlier edition until an editor decides.",
                count,
            )
            warnings = [*warnings, text % {"count": count}]
        return warnings

    @transaction.atomic
    def facts_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Show the facts that stay with earlier editions; take decisions."""
        row = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if row is None or not row.editions.current().exists():
            raise Http404
        if not get_roles(request.user).intersection(ARTICLE_TRANSITIONS["return"].roles):
            raise PermissionDenied(_("Your role does not allow this action."))
        plan = source_moves.plan_moves(row, row.editions.current().get())
        form = FactDecisionsForm(request.POST or None, plan=plan, article=row)
        if request.method == "POST" and form.is_valid():
            self._save_decisions(request, row, form)
            return HttpResponseRedirect(self.change_url(row))  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Facts by earlier editions"),
            "subtitle": str(row),
            "row": row,
            "questions": form,
            "change_url": self.change_url(row),  # type: ignore[attr-defined]
        }
        return TemplateResponse(request, "admin/desk/facts.html", context)

    def _save_decisions(self, request: HttpRequest, row: Article, form: FactDecisionsForm) -> None:
        try:
            source_moves.settle(row, form.decisions, by=request.user)  # type: ignore[arg-type]
        except ValidationError as error:
            show_error(request, row, error)
        else:
            messages.success(request, _("The decisions about the facts were saved."))

    def facts_url(self, row: Article) -> str:
        """Return the address of the page, empty where nothing is left to decide. One query."""
        if not source_moves.has_facts_by_earlier_editions(row):
            return ""
        return reverse("admin:articles_article_facts", args=[quote(row.pk)])


def _build_plan(row: Article, step: Transition) -> Plan | None:
    """Return what becomes of the facts when the working copy is published; None for another step."""
    if step.name not in ("publish", "correct"):
        return None
    return source_moves.plan_moves(row, build_edition(row))


def _pieces(passage: ChangedPassage) -> list[Piece]:
    """Return the words of a passage with what was changed in them."""
    after = passage.proposal.text if passage.proposal else ""
    return [piece for paragraph in compare(passage.text, after) for piece in paragraph.pieces]
