"""Files of texts and books: the current edition, an earlier one, a whole collection."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.articles import file_builder
from editorial.articles.models import Article, Collection
from editorial.articles.services.pagination import print_book
from editorial.press.format_registry import BOOK_FORMATS, FORMATS, Format
from editorial.web.answer_cache import REVALIDATE, public_answer
from editorial.web.views import get_public_or_404


@require_safe
@public_answer()
def article_file(request: HttpRequest, slug: str, form: str, number: int | None = None) -> HttpResponse:
    """Send an edition, the current one if no number is given, in the format named."""
    chosen = _format(FORMATS, form)
    article = get_public_or_404(Article.objects.published_or_withdrawn(), slug)
    wanted = {"is_current": True} if number is None else {"number": number}
    edition = get_object_or_404(file_builder.printable_editions(), article=article, **wanted)
    name = article.slug if number is None else f"{article.slug}-{number}"
    return _file(
        request,
        chosen,
        name=name,
        language=edition.language,
        tag=lambda: file_builder.file_etag(chosen, [edition]),
        make=lambda: file_builder.article_file(edition, chosen, origin=request_origin(request)),
    )


@require_safe
@public_answer()
def collection_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Send a whole collection in the format named."""
    chosen = _format(BOOK_FORMATS, form)
    collection = get_public_or_404(Collection.objects.published_or_withdrawn(), slug)
    return _file(
        request,
        chosen,
        name=collection.slug,
        language=collection.language,
        tag=lambda: file_builder.file_etag(chosen, file_builder.book_editions(collection), collection),
        make=lambda: print_book(collection, chosen, origin=request_origin(request)).content,
    )


def request_origin(request: HttpRequest) -> str:
    """Return the scheme and host under which readers see the site."""
    return request.build_absolute_uri("/").rstrip("/")


def _format(offered: dict[str, Format], name: str) -> Format:
    if name not in offered:
        known = ", ".join(offered)
        raise Http404(
            _("Format “%(name)s” is not available. Available formats: %(known)s.")
            % {"name": name, "known": known}
        )
    return offered[name]


def _file(
    request: HttpRequest,
    form: Format,
    *,
    name: str,
    language: str,
    tag: Callable[[], str],
    make: Callable[[], bytes],
) -> HttpResponse:
    """Return the file, or 304 without building it if the client has it already."""
    response = get_conditional_response(request, etag=tag())
    if response is None:
        response = HttpResponse(make(), content_type=form.content_type)
        # Pages that are taken from a book as it is made change its tag.
        response["ETag"] = tag()
        # A browser shows a PDF itself; everything else is for another program.
        disposition = "inline" if form.name == "pdf" else "attachment"
        response["Content-Disposition"] = f'{disposition}; filename="{name}.{form.extension}"'
        response["Content-Language"] = language
    response["Cache-Control"] = REVALIDATE
    return response
