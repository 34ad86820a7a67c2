"""Pages of the chronicle."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from editorial.events.filters import EventFilter
from editorial.events.models import Event, Mechanism
from editorial.provenance.disagreements import disagreements
from editorial.workflow.pages import found_or_refused, list_page


def event_list(request: HttpRequest) -> HttpResponse:
    """Show the chronicle, the latest first."""
    filterset = EventFilter(request.GET, queryset=Event.objects.for_listing(), request=request)
    return list_page(request, "events/event_list.html", filterset=filterset)


def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event: where, who, what it produced."""
    found = found_or_refused(Event.objects.for_page(), slug)
    context = {
        "event": found,
        "disagreements": disagreements(found.sources.all()),
        "neighbours": Event.objects.neighbours_of(found),
    }
    return render(request, "events/event.html", context)


def mechanism_list(request: HttpRequest) -> HttpResponse:
    """List the recurring bodies and series."""
    return render(request, "events/mechanism_list.html", {"mechanisms": Mechanism.objects.for_listing()})


def mechanism(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a recurring body or series with all its events."""
    found = found_or_refused(Mechanism.objects.for_page(), slug)
    context = {"mechanism": found, "disagreements": disagreements(found.sources.all())}
    return render(request, "events/mechanism.html", context)
