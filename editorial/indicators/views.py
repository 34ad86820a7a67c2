"""Pages of figures."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from editorial.indicators import page_queries
from editorial.indicators.filters import IndicatorFilter
from editorial.indicators.models import Indicator
from editorial.indicators.page_context import indicator_page, indicator_table
from editorial.press.formats.table import table_response
from editorial.web.answer_cache import public_answer
from editorial.web.views import get_public_or_404, list_view


@public_answer(*IndicatorFilter.base_filters, "page")
def indicator_list(request: HttpRequest) -> HttpResponse:
    """List the quantities of which sources state values."""
    filterset = IndicatorFilter(request.GET, queryset=Indicator.objects.published(), request=request)
    return list_view(
        request,
        "indicators/indicator_list.html",
        filterset=filterset,
        listed=page_queries.listed_indicators,
        whole=page_queries.WHOLE_LIST,
    )


def _indicator(slug: str) -> Indicator:
    found: Indicator = get_public_or_404(
        Indicator.objects.published_or_withdrawn(), slug, page_queries.indicator_page
    )
    return found


def embed_address(indicator: Indicator) -> str:
    """Return the address of the page that other sites may frame."""
    return reverse("indicators:embed", args=[indicator.slug])


@public_answer()
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Show each value of a quantity with those who state it."""
    found = _indicator(slug)
    return render(
        request,
        "indicators/indicator.html",
        {**indicator_page(found), "embed_url": request.build_absolute_uri(embed_address(found))},
    )


@public_answer()
@xframe_options_exempt
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the charts of a quantity alone, for a frame on another site: the only page that may stand in one."""
    found = _indicator(slug)
    page_url = request.build_absolute_uri(found.get_absolute_url())
    return render(request, "indicators/embed.html", {**indicator_page(found), "page_url": page_url})


@public_answer()
def chart_picture(_request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the first chart as a picture that other pages may embed."""
    found = _indicator(slug)
    drawn = [series.chart for series in indicator_page(found)["series"] if series.chart]  # type: ignore[attr-defined]
    if not drawn:
        raise Http404(_("Not enough values for a chart."))
    return HttpResponse(drawn[0], content_type="image/svg+xml")


@public_answer()
def data(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Answer with the values as a file."""
    found = _indicator(slug)
    return table_response(
        indicator_table(found, address=request.build_absolute_uri(found.get_absolute_url())), form
    )
