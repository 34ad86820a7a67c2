"""Pages of the chronicle."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from editorial.events import page_queries
from editorial.events.filters import FACETS, EventFilter
from editorial.events.ical import CONTENT_TYPE, to_calendar
from editorial.events.models import Event, Mechanism
from editorial.events.place_map import dots, frame_of, outlines
from editorial.places.models import Place
from editorial.records.disagreement_details import disagreements_context
from editorial.records.large_counts import exact_if_large
from editorial.values.collation import alphabetical
from editorial.web.answer_cache import public_answer
from editorial.web.filters.facets import count_facets
from editorial.web.share_cards import join_parts
from editorial.web.site_names import site_name
from editorial.web.views import active_filters, get_public_or_404, list_view, validated_filterset


@public_answer(*EventFilter.base_filters, "page")
def event_list(request: HttpRequest) -> HttpResponse:
    """Show the chronicle, the latest first."""
    filterset = EventFilter(request.GET, queryset=Event.objects.newest_first(), request=request)
    facets = count_facets(validated_filterset(filterset), FACETS)
    return list_view(
        request,
        "events/event_list.html",
        disputed=Event,
        filterset=filterset,
        facets=facets,
        listed=page_queries.listed_events,
        whole=page_queries.WHOLE_LIST,
    )


@public_answer()
def event(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an event: where, who, what it produced."""
    found = get_public_or_404(Event.objects.published_or_withdrawn(), slug, page_queries.event_page)
    context = {
        "event": found,
        **disagreements_context(found),
        "neighbours": Event.objects.neighbours(found),
    }
    return render(request, "events/event.html", context)


@public_answer()
def mechanism_list(request: HttpRequest) -> HttpResponse:
    """List the recurring bodies and series."""
    return render(request, "events/mechanism_list.html", {"mechanisms": Mechanism.objects.for_listing()})


@public_answer()
def mechanism(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a recurring body or series with all its events."""
    found = get_public_or_404(Mechanism.objects.published_or_withdrawn(), slug, page_queries.mechanism_page)
    context = {"mechanism": found, **disagreements_context(found)}
    return render(request, "events/mechanism.html", context)


@public_answer(*EventFilter.base_filters)
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Answer with what the filters leave as a calendar that programs subscribe to."""
    filterset = EventFilter(request.GET, queryset=Event.objects.for_api(), request=request)
    origin = request.build_absolute_uri("/").rstrip("/")
    rows = validated_filterset(filterset).qs
    chosen = ", ".join(choice["words"] for choice in active_filters(filterset))
    made = to_calendar(
        rows,
        origin=origin,
        language=get_language() or settings.LANGUAGE_CODE,
        name=join_parts(chosen, site_name()),
    )
    return HttpResponse(b"".join(made), content_type=f"{CONTENT_TYPE}; charset=utf-8")


@public_answer()
def place_list(request: HttpRequest) -> HttpResponse:
    """Show the places of the chronicle on a map and as a list."""
    events_by_place = exact_if_large(
        "events by place", Event.objects.by_place, size=lambda found: sum(found.values())
    )
    places = sorted(Place.objects.filter(pk__in=events_by_place), key=lambda place: alphabetical(str(place)))
    for place in places:
        place.event_count = events_by_place[place.pk]
    frame = frame_of(places)
    context = {"places": places, "dots": dots(places, frame), "land": outlines(frame), "height": frame.height}
    return render(request, "events/place_list.html", context)
