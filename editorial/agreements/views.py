"""Pages of the register of agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.agreements.agreement_page import agreement_page, day_asked
from editorial.agreements.filters import AgreementFilter
from editorial.agreements.models import Agreement
from editorial.agreements.register_table import register_table
from editorial.values.tables import table_response
from editorial.workflow.pages import checked, found_or_refused, list_page
from editorial.workflow.tally import tally


def agreement_list(request: HttpRequest) -> HttpResponse:
    """List agreements with their status as of a day, the latest first."""
    filterset = AgreementFilter(request.GET, queryset=Agreement.objects.for_listing(), request=request)
    on = day_asked(request) if filterset.is_valid() else None
    counted = tally(checked(filterset), year="signed_on")
    kinds = [(kind, Agreement.Kind(kind).label, number) for kind, number in counted.kinds]
    return list_page(
        request, "agreements/agreement_list.html", filterset=filterset, on=on, tally=counted, kinds=kinds
    )


def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an agreement, with its status as of the day asked for (`?on=`)."""
    found = found_or_refused(Agreement.objects.for_page(), slug)
    return render(request, "agreements/agreement.html", agreement_page(found, on=day_asked(request)))


def data(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with what the filters leave as a file."""
    filterset = AgreementFilter(request.GET, queryset=Agreement.objects.for_table(), request=request)
    rows = checked(filterset).qs
    address = request.build_absolute_uri()
    return table_response(register_table(rows, on=day_asked(request).isoformat(), address=address), form)
