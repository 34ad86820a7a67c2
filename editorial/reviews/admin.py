"""The review of a text at the desk: comments beside the text, links for experts, approvals."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminTextInputWidget

from editorial.articles import review_letters
from editorial.articles.models import Article, PreviewLink, ReviewComment, ReviewReply
from editorial.articles.passages import Passage, normalize_spaces, passages_of
from editorial.articles.review_page import approvals_of, review_of
from editorial.articles.services import review as services
from editorial.articles.services.publishing import build_edition
from editorial.workflow.states import Transition

# Steps that bring a text nearer to its readers.
FORWARD = ("approve", "publish", "correct")


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whom to ask to read the text."""

    class Meta:
        model = PreviewLink
        fields = ("name", "email")
        widgets = {"name": UnfoldAdminTextInputWidget, "email": UnfoldAdminEmailInputWidget}


class ReviewMixin:
    """Comments, links and approvals on the form of a text."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses to which comments and links are sent."""
        views = {"comments": self.comments_view, "links": self.links_view}
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),  # type: ignore[attr-defined]
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]  # type: ignore[misc]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Show the review beside the text."""
        if obj is not None:
            context |= self.review_context(request, obj)
        response: HttpResponse = super().render_change_form(request, context, *args, obj=obj, **kwargs)  # type: ignore[misc]
        return response

    def review_context(self, request: HttpRequest, article: Article) -> dict[str, Any]:
        """Return what the panel of the review shows. Four queries."""
        saved = article if request.method == "GET" else Article.objects.get(pk=article.pk)
        return {
            "review": review_of(saved, build_edition(saved)),
            "review_links": list(article.preview_links.select_related("created_by")),
            "review_article": article,
            "link_form": LinkForm(auto_id="link_%s"),
            "may_invite": self.has_change_permission(request, article),  # type: ignore[attr-defined]
        }

    def comments_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a comment, a reply or a resolution; answer a script with the panel, a form with the page."""
        article = self._reviewed(request, object_id)
        refusal = ""
        if request.method == "POST":
            try:
                with transaction.atomic():
                    said = _said(request, article)
                self._write(request, article, said)
            except ValidationError as error:
                refusal = " ".join(error.messages)
        if request.headers.get("X-Requested-With") == "fetch":
            context = {**self.review_context(request, article), "refusal": refusal}
            return render(request, "admin/desk/review.html", context, status=400 if refusal else 200)
        if refusal:
            messages.error(request, refusal)
        return HttpResponseRedirect(f"{self.change_url(article)}#review")  # type: ignore[attr-defined]

    def links_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a link for an expert, or revoke one."""
        article = self._reviewed(request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, article):  # type: ignore[attr-defined]
            raise PermissionDenied
        back = HttpResponseRedirect(f"{self.change_url(article)}#review")  # type: ignore[attr-defined]
        revoked = request.POST.get("revoke", "")
        if revoked:
            link = article.preview_links.filter(pk=revoked if revoked.isdigit() else 0).first()
            if link is None:
                raise Http404
            services.revoke(link)
            messages.success(request, _("Access for %(name)s has been revoked.") % {"name": link.name})
            return back
        form = LinkForm(request.POST)
        if not form.is_valid():
            for name, texts in form.errors.items():
                messages.error(request, f"{form.fields[name].label}: {' '.join(str(text) for text in texts)}")
            return back
        invited = services.invite(article, **form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        if invited.email:
            origin = request.build_absolute_uri("/").rstrip("/")
            transaction.on_commit(partial(review_letters.invite, invited, origin=origin), robust=True)
        messages.success(request, _("Link created for %(name)s.") % {"name": invited.name})
        return back

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show who outside the desk approved which text."""
        article = self._reviewed(request, object_id)
        current = build_edition(article).checksum
        approvals = approvals_of(article, current)
        response: HttpResponse = super().history_view(  # type: ignore[misc]
            request, object_id, {**(extra_context or {}), "approvals": approvals}
        )
        return response

    def transition_warnings(self, row: Article, step: Transition) -> list[str]:
        """Warn of comments that nobody has resolved."""
        left = row.review_comments.open().count() if step.name in FORWARD else 0
        warnings: list[str] = super().transition_warnings(row, step)  # type: ignore[misc]
        if not left:
            return warnings
        text = ngettext("%(count)d comment is unresolved.", "%(count)d comments are unresolved.", left)
        return [*warnings, text % {"count": left}]

    def _reviewed(self, request: HttpRequest, object_id: str) -> Article:
        article = self.get_queryset(request).filter(pk=unquote(object_id)).first()  # type: ignore[attr-defined]
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):  # type: ignore[attr-defined]
            raise PermissionDenied
        found: Article = article
        return found

    def _write(self, request: HttpRequest, article: Article, said: ReviewComment | ReviewReply) -> None:
        origin = request.build_absolute_uri("/").rstrip("/")
        letter = partial(review_letters.notify_participants, article, said, by=request.user, origin=origin)  # type: ignore[arg-type]
        transaction.on_commit(letter, robust=True)


def _said(request: HttpRequest, article: Article) -> ReviewComment | ReviewReply:
    posted, by = request.POST, request.user
    act, text = posted.get("act", ""), posted.get("text", "")
    if act == "comment":
        passage = _passage_of(article, posted.get("passage", ""), posted.get("note_key", ""))
        return services.comment(article, by=by, text=text, passage=passage, quote=posted.get("quote", ""))  # type: ignore[arg-type]
    thread = posted.get("comment", "")
    comment = article.review_comments.filter(pk=thread if thread.isdigit() else 0).first()
    answers = {
        "reply": partial(services.reply, text=text),
        "resolve": services.resolve,
        "reopen": services.reopen,
    }
    if comment is None or act not in answers:
        raise ValidationError(_("This comment no longer exists."))
    answer: ReviewReply = answers[act](comment, by=by)  # type: ignore[operator]
    return answer


def _passage_of(article: Article, words: str, note_key: str) -> Passage | None:
    """Return the passage that an editor marked, as the form shows it: it may not have been saved yet."""
    words = normalize_spaces(words)
    if not words and not note_key:
        return None
    passages = passages_of(build_edition(article))
    same = (passage for passage in passages if passage.text == words and passage.note_key == note_key)
    return next(same, Passage("", words, note_key))
