"""The search page, its suggestions and its feeds."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from editorial.search import index, suggest
from editorial.search.document_rows import WrittenDocument
from editorial.search.engine import FacetCount, Hit, latest
from editorial.search.entry import KINDS
from editorial.search.facet_labels import TYPE_LABELS, language_label, value_label
from editorial.search.params import SearchParams
from editorial.values.characters import clean_line
from editorial.values.query import single_value
from editorial.web.answer_cache import public_answer
from editorial.web.feeds import FormattedFeed

PAGE_SIZE = 20
KIND_LABELS: Mapping[str, str | Promise] = {
    "type": gettext_lazy("Record type"),
    "topic": gettext_lazy("Topic"),
    "language": gettext_lazy("Language"),
    "year": gettext_lazy("Year"),
    "person": gettext_lazy("Person"),
    "organisation": gettext_lazy("Organisation"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet as the page offers it."""

    label: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """A result as the page shows it; `language` is named when it is not that of the page."""

    hit: Hit
    what: str
    language: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A facet as the page offers it."""

    kind: str
    label: str
    values: tuple[Choice, ...]


@public_answer("q", "page", *KINDS)
def search(request: HttpRequest) -> HttpResponse:
    """Show what answers a query, with facets to narrow by. Eight queries at most."""
    params = SearchParams.read(request.GET)
    language = get_language() or settings.LANGUAGE_CODE
    results = index.find(
        params.text, language=language, chosen=params.chosen, page=params.page, page_size=PAGE_SIZE
    )
    paginator = Paginator(range(results.count), PAGE_SIZE)
    if params.page > paginator.num_pages:
        raise Http404
    context = {
        "params": params,
        "search_query": params.text,
        "results": results,
        "facets": list(_choices(params, results.facets)),
        "lines": [_line(hit, language) for hit in results.hits],
        "page_obj": paginator.page(params.page),
        "page_range": paginator.get_elided_page_range(params.page, on_each_side=2, on_ends=1),
    }
    return render(request, "site/search.html", context)


def _line(hit: Hit, language: str) -> Line:
    document = hit.document
    return Line(
        hit=hit,
        what=str(TYPE_LABELS.get(document.type, document.type)),
        language="" if document.language == language else language_label(document.language),
    )


def _choices(params: SearchParams, facets: Mapping[str, Iterable[FacetCount]]) -> Iterable[Choices]:
    for kind, values in facets.items():
        offered = tuple(
            Choice(
                label=value_label(kind, one),
                count=one.count,
                is_chosen=one.is_chosen,
                address=params.toggled(kind, one.value).address,
            )
            for one in values
        )
        if len(offered) > 1 or any(one.is_chosen for one in offered):
            yield Choices(kind, str(KIND_LABELS[kind]), offered)


@public_answer("q")
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer what is being typed with titles to go to straight away. Seven queries at most."""
    language = get_language() or settings.LANGUAGE_CODE
    found = suggest.titles(clean_line(single_value(request.GET, "q") or "")[:100], language=language)
    return JsonResponse(
        {
            "suggestions": [
                {
                    "title": one.title,
                    "type": str(TYPE_LABELS.get(one.type, one.type)),
                    "url": f"/{language}{one.path}",
                    "language": one.language,
                }
                for one in found
            ]
        }
    )


class SearchFeed(FormattedFeed):
    """A query as a feed: what answers it, the last written first."""

    params = ("q", "page", *KINDS)

    def get_object(self, request: HttpRequest, *_args: object, **_kwargs: object) -> SearchParams:
        """Read the query; a feed of nothing is no feed."""
        params = SearchParams.read(request.GET)
        if params.is_empty:
            raise Http404
        return params

    def title(self, params: SearchParams) -> str:
        """Return the title of the feed."""
        return _("Relations: %(query)s") % {"query": params.text or params.address}

    def link(self, params: SearchParams) -> str:
        """Return the address of the page of the same search."""
        return f"/{get_language()}/search/?{params.address}"

    def items(self, params: SearchParams) -> list[WrittenDocument]:
        """Return what answers the query."""
        language = get_language() or settings.LANGUAGE_CODE
        return latest(params.text, language=language, chosen=params.chosen)

    def item_title(self, item: WrittenDocument) -> str:
        """Return the title of an entry, in the language of the feed where it has one."""
        return item.titles.get(get_language() or "", item.title)

    def item_description(self, item: WrittenDocument) -> str:
        """Return what the entry is, and how it begins."""
        kind = str(TYPE_LABELS.get(item.type, item.type))
        return f"{kind}. {Truncator(item.beginning).chars(300)}" if item.beginning else kind

    def item_link(self, item: WrittenDocument) -> str:
        """Return the address of the entry in the language of the feed."""
        return f"/{get_language()}{item.path}"

    def item_updateddate(self, item: WrittenDocument) -> dt.datetime:
        """Return when the entry was last published or corrected."""
        return item.written_at

    def item_categories(self, item: WrittenDocument) -> tuple[str, ...]:
        """Return what the entry is, for readers that filter."""
        return (item.type,)
