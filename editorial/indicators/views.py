"""Pages of figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.indicators.filters import IndicatorFilter
from editorial.indicators.indicator_page import indicator_page
from editorial.indicators.models import Indicator
from editorial.workflow.pages import found_or_refused, list_page


def indicator_list(request: HttpRequest) -> HttpResponse:
    """List the quantities of which sources state values."""
    filterset = IndicatorFilter(request.GET, queryset=Indicator.objects.for_listing(), request=request)
    return list_page(request, "indicators/indicator_list.html", filterset=filterset)


def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show each value of a quantity with those who state it."""
    found = found_or_refused(Indicator.objects.for_page(), slug)
    return render(request, "indicators/indicator.html", indicator_page(found))
