"""Pages of the register of agreements."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.agreements.agreement_page import agreement_page, day_asked
from editorial.agreements.filters import AgreementFilter
from editorial.agreements.models import Agreement
from editorial.workflow.pages import found_or_refused, list_page


def agreement_list(request: HttpRequest) -> HttpResponse:
    """List agreements with their status as of a day, the latest first."""
    filterset = AgreementFilter(request.GET, queryset=Agreement.objects.for_listing(), request=request)
    on = day_asked(request) if filterset.is_valid() else None
    return list_page(request, "agreements/agreement_list.html", filterset=filterset, on=on)


def agreement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an agreement, with its status as of the day asked for (`?on=`)."""
    found = found_or_refused(Agreement.objects.for_page(), slug)
    return render(request, "agreements/agreement.html", agreement_page(found, on=day_asked(request)))
