"""Preview of the working copy as readers will see it: for the desk, and for an expert with a link.

An expert needs no account: the link, signed, names them. What they say is logged under that name.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.articles.attribution import as_published
from editorial.articles.citation_block import citable
from editorial.articles.models import Article, Edition
from editorial.articles.page_context import WORDS_A_MINUTE, credits_by_place, related_articles
from editorial.articles.picture_views import sign_picture_urls
from editorial.articles.querysets import contributor_prefetch
from editorial.articles.services.publishing import build_edition
from editorial.press.citations.gost import summary_note
from editorial.reviews import services, tasks
from editorial.reviews.anchoring import Passage, find_by_token
from editorial.reviews.emails import Remark
from editorial.reviews.models import LINK_SALT, PreviewLink, ReviewComment
from editorial.reviews.services import Reviewer
from editorial.reviews.threads import Review, get_review
from editorial.web.link_union import link_query, union_links

SALT = "preview of a text"
VALID_FOR = timedelta(days=14)
WIDTHS = {"phone": 390, "tablet": 820}  # in CSS pixels


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader of a preview: a member of the desk, or an expert with a link."""

    text: int
    voice: Reviewer

    @property
    def link(self) -> PreviewLink | None:
        """The link of an expert."""
        return self.voice if isinstance(self.voice, PreviewLink) else None


class LinkClosedError(Exception):
    """The link was revoked or has expired."""

    def __init__(self, link: PreviewLink) -> None:
        super().__init__(link.name)
        self.link = link


def preview_path(article: Article) -> str:
    """Return the address of a preview for members of the desk; it opens for two weeks."""
    return reverse("reviews:preview", args=[signing.dumps(article.pk, salt=SALT)])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the working copy to whoever may see it, and take what they say of it."""
    key = _parse_token(token)
    if isinstance(key, int) and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    try:
        response = _answered(request, _reader(request, key))
    except LinkClosedError as closed:
        response = render(request, "reviews/preview_closed.html", {"link": closed.link}, status=410)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answered(request: HttpRequest, reader: Reader) -> HttpResponse:
    family = _get_translations(reader.text)
    article = _requested_article(request, family, reader)
    width = WIDTHS.get(request.GET.get("width", ""))
    if width and request.method != "POST":
        context = {"article": article, "reader": reader, "width": width, "family": family}
        return render(request, "reviews/preview_frame.html", context)
    edition = _get_edition(article)
    review = get_review(article, edition)
    edition.html = sign_picture_urls(edition.html, valid_for=int(VALID_FOR.total_seconds()))
    refused: dict[str, Any] = {}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_handle_comment(request, reader, article, review))
        except ValidationError as error:
            refused = {"error": " ".join(error.messages), "typed": request.POST, "status": 400}
        except PermissionDenied as error:
            refused = {"error": str(error), "typed": request.POST, "status": 429}
    is_bare = "bare" in request.GET
    context = {
        **_page(article, edition),
        "reader": reader,
        "review": review,
        "family": family,
        "is_bare": is_bare,
    }
    response = render(request, "reviews/preview.html", context | refused, status=refused.get("status", 200))
    if is_bare:
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _parse_token(token: str) -> int | dict[str, int]:
    """Read a token: the key of a text for the desk, or that of a link."""
    for salt, age in ((LINK_SALT, None), (SALT, VALID_FOR)):
        try:
            key: int | dict[str, int] = signing.loads(token, salt=salt, max_age=age)
        except signing.SignatureExpired as error:
            raise Http404(
                _("This link has expired. Open the preview again from the editorial system.")
            ) from error
        except signing.BadSignature:
            continue
        return key
    raise Http404(_("The link is incomplete. Copy it again."))


def _reader(request: HttpRequest, key: int | dict[str, int]) -> Reader:
    """Say who reads. Raises Closed for a link that is no longer open."""
    if isinstance(key, int):
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied(
                _("This preview is for editors only. Ask the editors for a personal link.")
            )
        return Reader(key, request.user)  # type: ignore[arg-type]
    link = PreviewLink.objects.select_related("created_by").filter(pk=key["link"]).first()
    if link is None:
        raise Http404(_("This article no longer exists."))
    if not link.is_open:
        raise LinkClosedError(link)
    return Reader(link.article_id, link)


def _get_translations(key: int) -> list[Article]:
    """Return a text and the same text in other languages, the one asked for first. Two queries."""
    requested = Article.objects.filter(pk=key).values_list("pk", "translation_of")
    roots = {part for row in requested for part in row if part}
    rows = Article.objects.select_related("collection__place", "outlet", "translation_of")
    family = rows.filter(Q(pk__in=roots) | Q(translation_of__in=roots)).order_by("pk")
    return sorted(family, key=lambda article: article.pk != key)


def _requested_article(request: HttpRequest, family: list[Article], reader: Reader) -> Article:
    token = request.GET.get("text") or str(reader.text)
    for article in family:
        if str(article.pk) == token:
            return article
    raise Http404(_("This article no longer exists."))


def _get_edition(article: Article) -> Edition:
    edition = build_edition(article)
    edition.number = article.editions.count() + 1
    edition.published_at = timezone.now()
    return edition


def _page(article: Article, edition: Edition) -> dict[str, Any]:
    """Return what the page of a text shows, as far as a text that is not published has it."""
    prefetch_related_objects([article], contributor_prefetch("Contribution"))
    credits_ = list(article.contributions.all())
    relatives = related_articles(edition)
    relatives.editions.insert(0, edition)
    document = citable(edition, credits_=credits_, origin="")
    return {
        "edition": edition,
        "article": article,
        "published_as": as_published(article),
        **credits_by_place(credits_),
        "topics": union_links(link_query(article.topics.all(), "topics:detail", title="name")),
        "relatives": relatives,
        "summary_of": summary_note(document),
        "minutes": max(1, round(edition.word_count / WORDS_A_MINUTE)),
    }


@transaction.atomic
def _handle_comment(request: HttpRequest, reader: Reader, article: Article, review: Review) -> str:
    """Log what a reader says; return the address at which they find it."""
    posted, voice = request.POST, reader.voice
    match posted.get("act"):
        case "approve" if isinstance(voice, PreviewLink):
            services.approve(article, link=voice, seen=posted.get("seen", ""), note=posted.get("remark", ""))
            place = "approval"
        case "reply" | "resolve" | "reopen" as act:
            place = f"comment-{_answer(request, act, voice, article).pk}"
        case "comment":
            passage_token = posted.get("passage", "")
            passage = find_by_token(passage_token, review.passages) if passage_token else None
            quote = posted.get("quote", "")
            if passage_token and passage is None:
                passage = Passage("", quote or _("a paragraph that was changed at the same time"))
            comment = services.comment(
                article, by=voice, text=posted.get("text", ""), passage=passage, quote=quote
            )
            _notify(request, comment)
            place = f"comment-{comment.pk}"
        case _:
            raise ValidationError(_("The comment is empty."))
    return f"{request.get_full_path()}#{place}"


def _answer(request: HttpRequest, act: str, voice: Reviewer, article: Article) -> ReviewComment:
    posted = request.POST
    thread = posted.get("comment") or ""
    comment = article.review_comments.filter(pk=thread if thread.isdigit() else 0).first()
    if comment is None:
        raise ValidationError(_("This comment no longer exists."))
    if act == "reply":
        answer = services.reply(comment, by=voice, text=posted.get("text", ""))
    elif isinstance(voice, PreviewLink):
        raise ValidationError(_("Only editors can resolve comments."))
    else:
        answer = (services.resolve if act == "resolve" else services.reopen)(comment, by=voice)
    _notify(request, answer)
    found: ReviewComment = comment
    return found


def _notify(request: HttpRequest, remark: Remark) -> None:
    tasks.notify_participants(remark, origin=request.build_absolute_uri("/").rstrip("/"))
