"""Pages of texts and books."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.articles import page_queries
from editorial.articles.citation_block import book_cite_block, is_only_summarised
from editorial.articles.downloads import request_origin
from editorial.articles.edition_diff import compare, sections
from editorial.articles.filters import ArticleFilter, CollectionFilter
from editorial.articles.models import Article, Collection, CollectionContribution, Edition
from editorial.articles.page_context import article_page, get_edition_or_404
from editorial.articles.passage_citation import cite_passage
from editorial.web.answer_cache import public_answer
from editorial.web.views import get_public_or_404, int_param, list_view


@public_answer(*ArticleFilter.base_filters, "page")
def article_list(request: HttpRequest) -> HttpResponse:
    """List texts, the latest first: each in one language, unless a language is chosen."""
    is_of_one_language = request.GET.get("language")
    rows = Article.objects.newest_first() if is_of_one_language else page_queries.one_version_each()
    filterset = ArticleFilter(request.GET, queryset=rows, request=request)
    return list_view(
        request,
        "articles/article_list.html",
        filterset=filterset,
        listed=page_queries.listed_articles,
        whole=page_queries.WHOLE_LIST,
    )


@public_answer()
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the current edition of a text."""
    found = get_edition_or_404(page_queries.current_edition.first(slug), slug=slug)
    context = article_page(found, origin=request_origin(request))
    request.paths_by_language = context["paths_by_language"]  # type: ignore[attr-defined]
    return render(request, "articles/article.html", context)


@public_answer()
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one edition of a text at its own address."""
    found = get_edition_or_404(page_queries.edition_by_number.first(slug, number), slug=slug)
    return render(
        request,
        "articles/article.html",
        {**article_page(found, origin=request_origin(request)), "is_edition_page": True},
    )


@public_answer()
def passage(request: HttpRequest, slug: str, anchor: str, number: int = 0) -> HttpResponse:
    """Show how to cite a passage of the current edition, or of one by its number."""
    found = (
        page_queries.edition_by_number.first(slug, number)
        if number
        else page_queries.current_edition.first(slug)
    )
    shown = get_edition_or_404(found, slug=slug)
    cited = cite_passage(
        shown, anchor, credits_=page_queries.credits_of(shown.article_id), origin=request_origin(request)
    )
    if cited is None:
        raise Http404
    context = {"edition": shown, "article": shown.article, "passage": cited}
    return render(request, "articles/passage.html", context)


@public_answer("since")
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show what changed in an edition since the one before it, or since `?since=`."""
    editions = Edition.objects.for_page().filter(article__slug=slug)
    newer = get_edition_or_404(editions.filter(number=number).first(), slug=slug)
    before = int_param(request, "since", default=number - 1)
    older = get_edition_or_404(editions.filter(number=before).first(), slug=slug)
    found = sections(compare(older.text, newer.text))
    context = {
        "newer": newer,
        "older": older,
        "comparison": found,
        "count": max((one.number for one in found), default=0),
    }
    return render(request, "articles/changes.html", context)


@public_answer(*CollectionFilter.base_filters, "page")
def collection_list(request: HttpRequest) -> HttpResponse:
    """List books, the latest first."""
    filterset = CollectionFilter(request.GET, queryset=Collection.objects.published(), request=request)
    return list_view(
        request, "articles/collection_list.html", filterset=filterset, listed=page_queries.listed_books
    )


@public_answer()
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a book: publisher's page and contents."""
    book = get_public_or_404(Collection.objects.published_or_withdrawn(), slug, page_queries.book)
    roles = CollectionContribution.Role
    credited = {role: [row for row in book.contributions.all() if row.role == role] for role in roles}
    context = {
        "collection": book,
        "credited": credited,
        "cite": book_cite_block(book, origin=request_origin(request)),
        "summarised": is_only_summarised(book),
    }
    return render(request, "articles/collection.html", context)
