"""Events as a calendar (iCalendar, RFC 5545). An event known to the month or year lasts the whole of it."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.translation import override

from editorial.events.models import Event
from editorial.i18n.fallback_text import fallback_text

CONTENT_TYPE = "text/calendar"
STATUS = {"planned": "TENTATIVE", "held": "CONFIRMED", "cancelled": "CANCELLED"}
OCTETS_OF_A_LINE = 75


def to_calendar(events: Iterable[Event], *, origin: str, language: str) -> Iterator[bytes]:
    """Write the events that have a date, one after the other. `origin` is `https://host`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Relations//Record//EN", "CALSCALE:GREGORIAN"]
    # So that programs that subscribe name it and look again each day.
    lines += [
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Relations",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    ]
    yield written(lines)
    for event in events:
        if event.started is not None:
            yield written(_event(event, origin=origin, language=language))
    yield written(["END:VCALENDAR"])


def written(lines: Iterable[str]) -> bytes:
    """Write lines as the format has them."""
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _event(event: Event, *, origin: str, language: str) -> list[str]:
    started = event.started
    if started is None:
        return []
    last = max((event.ended or started).end, started.end)
    with override(language):
        url = f"{origin}{event.get_absolute_url()}"
    host = origin.partition("://")[2]
    lines = [
        "BEGIN:VEVENT",
        f"UID:event-{event.pk}@{host}",
        f"DTSTAMP:{stamp(event.changed_at)}",
        f"LAST-MODIFIED:{stamp(event.changed_at)}",
        f"SEQUENCE:{event.version}",
        f"DTSTART;VALUE=DATE:{started.start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{last + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY;LANGUAGE={language}:{escaped(str(fallback_text(event, 'title', language)))}",
        f"STATUS:{STATUS[event.course]}",
        f"URL:{url}",
        f"X-EDTF-START:{started}",
    ]
    if event.ended:
        lines.append(f"X-EDTF-END:{event.ended}")
    if event.place:
        lines.append(f"LOCATION:{escaped(str(fallback_text(event.place, 'name', language)))}")
        if event.place.latitude is not None and event.place.longitude is not None:
            lines.append(f"GEO:{event.place.latitude};{event.place.longitude}")
    if words := [escaped(topic.slug) for topic in event.topics.all()]:
        lines.append(f"CATEGORIES:{','.join(words)}")
    return [*lines, "END:VEVENT"]


def stamp(moment: dt.datetime) -> str:
    """Write a time in UTC."""
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Escape what has a meaning of its own in a value."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Fold a line to 75 octets, never within a letter."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > OCTETS_OF_A_LINE - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
