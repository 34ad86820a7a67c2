"""Events as a calendar (iCalendar, RFC 5545). An event known to the month or year lasts the whole of it."""

import datetime as dt
from collections.abc import Iterable, Iterator

import icalendar
from django.utils.translation import override
from icalendar.prop import vInline, vText

from editorial.events.models import Event
from editorial.i18n.fallback_text import fallback_text
from editorial.values.partial_dates import PartialDate

CONTENT_TYPE = "text/calendar"
STATUS = {"planned": "TENTATIVE", "held": "CONFIRMED", "cancelled": "CANCELLED"}
LAST_LINE = b"END:VCALENDAR\r\n"
DAY = dt.timedelta(days=1)


class Text(vText):
    r"""A text in which `\N` stays a backslash and a letter; the library would make it the end of a line."""

    def to_ical(self) -> bytes:
        """Escape what has a meaning of its own in a value."""
        return rb"\\N".join(vText(part).to_ical() for part in self.split(r"\N"))


def to_calendar(
    events: Iterable[Event], *, origin: str, language: str, name: str = "Relations"
) -> Iterator[bytes]:
    """Write the events that have a date, one after the other. `origin` is `https://host`; programs show the name."""
    # The events are written between the first lines and the last, so that a long list is never in memory.
    yield _empty_calendar(name).to_ical(sorted=False).removesuffix(LAST_LINE)
    for event in events:
        if event.started is not None:
            component = _event(event, event.started, origin=origin, language=language)
            yield component.to_ical(sorted=False)
    yield LAST_LINE


def _empty_calendar(name: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Relations//Record//EN")
    calendar.add("calscale", "GREGORIAN")
    # So that programs that subscribe name it and look again each day.
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", Text(name))
    calendar.add("refresh-interval", DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vInline("P1D"))
    return calendar


def _event(event: Event, started: PartialDate, *, origin: str, language: str) -> icalendar.Event:
    last = max((event.ended or started).end, started.end)
    title = fallback_text(event, "title", language)
    with override(language):
        url = f"{origin}{event.get_absolute_url()}"
    component = icalendar.Event()
    component.add("uid", f"event-{event.pk}@{origin.partition('://')[2]}")
    component.add("dtstamp", event.changed_at)
    component.add("last-modified", event.changed_at)
    component.add("sequence", event.version)
    component.add("dtstart", started.start)
    component.add("dtend", last + DAY)
    component.add("summary", Text(title.text, params={"LANGUAGE": title.language}))
    component.add("status", STATUS[event.course])
    component.add("url", url)
    component.add("x-edtf-start", vInline(str(started)))
    if event.ended:
        component.add("x-edtf-end", vInline(str(event.ended)))
    if event.place:
        component.add("location", Text(str(fallback_text(event.place, "name", language))))
        if event.place.latitude is not None and event.place.longitude is not None:
            # Not as floats, which may be written with an exponent.
            component.add("geo", vInline(f"{event.place.latitude};{event.place.longitude}"))
    if slugs := [topic.slug for topic in event.topics.all()]:
        component.add("categories", slugs)
    return component
