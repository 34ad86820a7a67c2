"""The working copy as readers will see it, by a signed link that opens without an account until it expires."""

from datetime import timedelta

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.articles.article_page import WORDS_A_MINUTE, Relatives
from editorial.articles.models import Article, Contribution
from editorial.articles.picture_files import with_passes
from editorial.articles.querysets import credits_of
from editorial.articles.services.articles import build_edition
from editorial.values.links import linked, links

SALT = "preview of a text"
VALID_FOR = timedelta(days=14)


def preview_path(article: Article) -> str:
    """Return the address of a preview; it opens for two weeks."""
    return reverse("articles:preview", args=[signing.dumps(article.pk, salt=SALT)])


@never_cache
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show the working copy to whoever has the link."""
    article = _article_of(token)
    edition = build_edition(article, unfinished=True)
    edition.number = (article.editions.count() or 0) + 1
    edition.published_at = timezone.now()
    edition.html = with_passes(edition.html, valid_for=int(VALID_FOR.total_seconds()))
    credits_ = list(article.contributions.all())
    roles = Contribution.Role
    named = (roles.AUTHOR, roles.INTERVIEWEE, roles.QUOTED)
    context = {
        "edition": edition,
        "article": article,
        "authors": [row for row in credits_ if row.role == roles.AUTHOR],
        "interviewees": [row for row in credits_ if row.role == roles.INTERVIEWEE],
        "quoted": [row for row in credits_ if row.role == roles.QUOTED],
        "other_credits": [row for row in credits_ if row.role not in named],
        "topics": links(linked(article.topics.all(), "topics:detail", title="name")),
        "relatives": Relatives(),
        "minutes": max(1, round(edition.word_count / WORDS_A_MINUTE)),
    }
    response = render(request, "articles/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _article_of(token: str) -> Article:
    try:
        key = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.SignatureExpired as error:
        raise Http404(_("This link has expired: ask the desk for a new one.")) from error
    except signing.BadSignature as error:
        raise Http404(_("This link is not complete: copy it again.")) from error
    rows = Article.objects.select_related("collection__place", "outlet", "translation_of")
    article = rows.prefetch_related(credits_of("Contribution")).filter(pk=key).first()
    if article is None:
        raise Http404(_("The text is no longer there."))
    found: Article = article
    return found
