"""The page of all disagreements between sources, with its filters."""

from collections import Counter
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.records.disagreement_details import load_details
from editorial.records.disagreements import DisagreementEntry, all_disagreements
from editorial.records.surfaces import Label
from editorial.values.query import all_values, single_value
from editorial.web.answer_cache import public_answer
from editorial.web.filters.disagreement_list import FILTERS, PARAMS, DisagreementFilter, select
from editorial.web.filters.facets import Choice, Facet
from editorial.web.pagination import paginate

PER_PAGE = 20


@public_answer(*PARAMS, "page")
def disagreement_list(request: HttpRequest) -> HttpResponse:
    """Show who says what differently, with the passages, the latest facts first."""
    entries = all_disagreements()
    labels = {one.name: one.labels() for one in FILTERS}
    chosen = {name: _chosen(request, name, labels[name]) for name in PARAMS}
    page: Any = paginate(select(entries, chosen), single_value(request.GET, "page"), per_page=PER_PAGE)
    context = {
        "page_obj": page,
        "page_range": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "details": load_details(page.object_list),
        "facets": [_facet(request, one, labels[one.name], entries, chosen) for one in FILTERS],
        "total": len(entries),
    }
    return render(request, "site/disagreements.html", context)


def _chosen(request: HttpRequest, name: str, labels: dict[str, Label]) -> list[str]:
    """Return the values of a parameter. Raises BadRequest for one that is none of its values."""
    values = all_values(request.GET, name)
    for value in values:
        if value not in labels:
            reason = _("Invalid value for %(name)s: “%(asked)s”. Available: %(known)s.")
            raise BadRequest(reason % {"name": name, "asked": value, "known": ", ".join(labels)})
    return values


def _facet(
    request: HttpRequest,
    one: DisagreementFilter,
    labels: dict[str, Label],
    entries: list[DisagreementEntry],
    chosen: dict[str, list[str]],
) -> Facet:
    """Count the values of a filter under the others."""
    rows = select(entries, chosen, but=one.name)
    numbers = Counter(value for entry in rows for value in one.values(entry))
    values = [value for value in labels if numbers[value] or value in chosen[one.name]]
    highest = max(numbers.values(), default=0) or 1
    choices = [
        Choice(
            value=value,
            label=str(labels[value]),
            number=numbers[value],
            is_chosen=value in chosen[one.name],
            query=_query(request, one.name, value, chosen[one.name]),
            height=round(100 * numbers[value] / highest),
        )
        for value in values
    ]
    choices.sort(key=lambda choice: -choice.number)
    return Facet(one.name, str(one.label), choices)


def _query(request: HttpRequest, name: str, value: str, chosen: list[str]) -> str:
    data = request.GET.copy()
    data.pop("page", None)
    data.pop(name, None)
    rest = [other for other in chosen if other != value] if value in chosen else [value]
    if rest:
        data.setlist(name, rest)
    encoded: str = data.urlencode()
    return encoded
