"""Pages of figures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from editorial.indicators import page_queries
from editorial.indicators.charts.chart import Chart
from editorial.indicators.charts.picture import chart_png, chart_svg
from editorial.indicators.filters import IndicatorFilter
from editorial.indicators.models import Indicator
from editorial.indicators.page_context import chart_caption, indicator_page, indicator_table
from editorial.press.formats.table import table_response
from editorial.values.query import all_values
from editorial.web.answer_cache import public_answer
from editorial.web.views import get_public_or_404, int_param, list_view

# A picture brings its letters and styles, and nothing that runs.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors *"


@public_answer(*IndicatorFilter.base_filters, "page")
def indicator_list(request: HttpRequest) -> HttpResponse:
    """List the quantities of which sources state values."""
    filterset = IndicatorFilter(request.GET, queryset=Indicator.objects.published(), request=request)
    return list_view(
        request,
        "indicators/indicator_list.html",
        disputed=Indicator,
        filterset=filterset,
        listed=page_queries.listed_indicators,
        whole=page_queries.WHOLE_LIST,
    )


def _indicator(slug: str) -> Indicator:
    found: Indicator = get_public_or_404(
        Indicator.objects.published_or_withdrawn(), slug, page_queries.indicator_page
    )
    return found


def _areas(request: HttpRequest) -> list[str]:
    return all_values(request.GET, "area")


def _chart(request: HttpRequest, page: dict[str, Any]) -> Chart:
    """Return the chart of the query's unit, else the first that is drawn. Raises Http404 where there is none."""
    number = int_param(request, "chart", default=0)
    drawn: list[Chart] = [
        chart for turn, chart in enumerate(page["charts"], 1) if number in (0, turn) and chart.is_drawn
    ]
    if not drawn:
        raise Http404(_("Not enough values for a chart."))
    return drawn[0]


@public_answer("area")
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show each value of a quantity with those who state it."""
    found = _indicator(slug)
    page = indicator_page(found, areas=_areas(request))
    embed_url = request.build_absolute_uri(reverse("indicators:embed", args=[found.slug]))
    return render(request, "indicators/indicator.html", {**page, "embed_url": embed_url})


@public_answer("area", "chart")
@xframe_options_exempt
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the charts of a quantity alone, for a frame on another site: the only page that may stand in one."""
    found = _indicator(slug)
    page_url = request.build_absolute_uri(found.get_absolute_url())
    page: dict[str, Any] = indicator_page(found, areas=_areas(request))
    if number := int_param(request, "chart", default=0):
        page["charts"] = page["charts"][number - 1 : number]
    return render(request, "indicators/embed.html", {**page, "page_url": page_url})


@public_answer("area", "chart")
def chart_picture(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Answer with a chart as a picture that other pages and papers may use: SVG or PNG."""
    found = _indicator(slug)
    chart = _chart(request, indicator_page(found, areas=_areas(request)))
    address = request.build_absolute_uri(found.get_absolute_url())
    caption = chart_caption(found, chart, address=address)
    if form == "png":
        return HttpResponse(chart_png(chart, caption), content_type="image/png")
    response = HttpResponse(chart_svg(chart, caption), content_type="image/svg+xml")
    response["Content-Security-Policy"] = PICTURE_POLICY
    return response


@public_answer("area")
def data(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Answer with the values as a file."""
    found = _indicator(slug)
    address = request.build_absolute_uri(found.get_absolute_url())
    return table_response(indicator_table(found, address=address, areas=_areas(request)), form)
