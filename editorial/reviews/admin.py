"""The review of a text at the desk: comments beside the text, links for experts, approvals."""

from functools import partial
from typing import Any, TypeAlias

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from unfold.widgets import UnfoldAdminEmailInputWidget, UnfoldAdminTextInputWidget

from editorial.articles.models import Article
from editorial.articles.services.publishing import build_edition
from editorial.desk.extensions import Extension
from editorial.reviews import services, tasks
from editorial.reviews.admin_filters import CommentsFilter
from editorial.reviews.anchoring import Passage, get_passages, normalize_spaces
from editorial.reviews.models import PreviewLink, ReviewComment, ReviewReply
from editorial.reviews.preview import preview_path
from editorial.reviews.threads import get_approvals, get_review
from editorial.workflow.states import Transition

Admin: TypeAlias = "ModelAdmin[Any]"
# Steps that bring a text nearer to its readers.
FORWARD = ("approve", "publish", "correct")


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whom to ask to read the text."""

    class Meta:
        model = PreviewLink
        fields = ("name", "email")
        widgets = {"name": UnfoldAdminTextInputWidget, "email": UnfoldAdminEmailInputWidget}


class ReviewPanel(Extension):
    """Preview, comments, links and approvals on the form of a text."""

    list_filter = (CommentsFilter,)
    media = forms.Media(css={"all": ["desk/review.css"]}, js=["desk/review.js"])
    button_template = "admin/reviews/buttons.html"
    panel_template = "admin/reviews/panel.html"
    history_template = "admin/reviews/approvals.html"

    def get_urls(self, admin: Admin, /) -> list[URLPattern]:
        """Return the addresses to which comments and links are sent."""
        views = {"comments": self.comments_view, "links": self.links_view}
        return [
            path(
                f"<path:object_id>/{name}/",
                admin.admin_site.admin_view(partial(view, admin)),
                name=f"articles_article_{name}",
            )
            for name, view in views.items()
        ]

    def get_context(self, admin: Admin, request: HttpRequest, row: Article, /) -> dict[str, Any]:
        """Return what the panel shows, and the way to the preview. Four queries."""
        saved = row if request.method == "GET" else Article.objects.get(pk=row.pk)
        return {
            "preview_url": request.build_absolute_uri(preview_path(row)),
            "review": get_review(saved, build_edition(saved)),
            "review_links": list(row.preview_links.select_related("created_by")),
            "review_article": row,
            "link_form": LinkForm(auto_id="link_%s"),
            "may_invite": admin.has_change_permission(request, row),
        }

    def get_history_context(self, _admin: Admin, _request: HttpRequest, row: Article, /) -> dict[str, Any]:
        """Return who outside the desk approved which text."""
        return {"approvals": get_approvals(row, build_edition(row).checksum)}

    def transition_warnings(self, row: Article, step: Transition, /) -> list[str]:
        """Warn of comments that nobody has resolved."""
        left = row.review_comments.open().count() if step.name in FORWARD else 0
        if not left:
            return []
        text = ngettext("%(count)d comment is unresolved.", "%(count)d comments are unresolved.", left)
        return [text % {"count": left}]

    def comments_view(self, admin: Admin, request: HttpRequest, object_id: str) -> HttpResponse:
        """Take a comment, a reply or a resolution; answer a script with the panel, a form with the page."""
        article = _get_article_or_404(admin, request, object_id)
        error_text = ""
        if request.method == "POST":
            try:
                with transaction.atomic():
                    tasks.notify_participants(_save_remark(request, article), origin=_origin(request))
            except ValidationError as error:
                error_text = " ".join(error.messages)
        if request.headers.get("X-Requested-With") == "fetch":
            context = {**self.get_context(admin, request, article), "error": error_text}
            return render(request, self.panel_template, context, status=400 if error_text else 200)
        if error_text:
            messages.error(request, error_text)
        return _redirect_to_review(article)

    def links_view(self, admin: Admin, request: HttpRequest, object_id: str) -> HttpResponse:
        """Make a link for an expert, or revoke one."""
        article = _get_article_or_404(admin, request, object_id)
        if request.method != "POST" or not admin.has_change_permission(request, article):
            raise PermissionDenied
        revoked = request.POST.get("revoke", "")
        if revoked:
            link = article.preview_links.filter(pk=revoked if revoked.isdigit() else 0).first()
            if link is None:
                raise Http404
            services.revoke(link)
            messages.success(request, _("Access for %(name)s has been revoked.") % {"name": link.name})
        else:
            _invite(request, article)
        return _redirect_to_review(article)


def _invite(request: HttpRequest, article: Article) -> None:
    form = LinkForm(request.POST)
    if not form.is_valid():
        for name, texts in form.errors.items():
            messages.error(request, f"{form.fields[name].label}: {' '.join(str(text) for text in texts)}")
        return
    with transaction.atomic():
        invited = services.invite(article, **form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        if invited.email:
            tasks.send_invitation.enqueue(invited.pk, _origin(request))
    messages.success(request, _("Link created for %(name)s.") % {"name": invited.name})


def _get_article_or_404(admin: Admin, request: HttpRequest, object_id: str) -> Article:
    article: Article | None = admin.get_queryset(request).filter(pk=unquote(object_id)).first()
    if article is None:
        raise Http404
    if not admin.has_view_or_change_permission(request, article):
        raise PermissionDenied
    return article


def _redirect_to_review(article: Article) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('admin:articles_article_change', args=[article.pk])}#review")


def _origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _save_remark(request: HttpRequest, article: Article) -> ReviewComment | ReviewReply:
    posted, by = request.POST, request.user
    act, text = posted.get("act", ""), posted.get("text", "")
    if act == "comment":
        passage = _marked_passage(article, posted.get("passage", ""), posted.get("note_key", ""))
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


def _marked_passage(article: Article, words: str, note_key: str) -> Passage | None:
    """Return the passage that an editor marked, as the form shows it: it may not have been saved yet."""
    words = normalize_spaces(words)
    if not words and not note_key:
        return None
    passages = get_passages(build_edition(article))
    same = (passage for passage in passages if passage.text == words and passage.note_key == note_key)
    return next(same, Passage("", words, note_key))
