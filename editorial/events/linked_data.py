"""Events as schema.org."""

from editorial.records.linked_data import Described, Row, reference, slugs, texts


def describe_event(row: Row) -> Described:
    """Describe an event."""
    is_cancelled = row.get("course") == "cancelled"
    return {
        "@type": "Event",
        "name": texts(row.get("title")),
        "startDate": row.get("started"),
        "endDate": row.get("ended"),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_cancelled else 'Scheduled'}",
        "location": reference("place", row.get("place")),
        "superEvent": reference("event", row.get("part_of")),
        "keywords": slugs(row.get("topics")),
    }
