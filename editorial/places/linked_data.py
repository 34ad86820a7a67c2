"""Places as schema.org."""

from editorial.records.linked_data import Described, Row, texts


def describe_place(row: Row) -> Described:
    """Describe a place with its point on the map."""
    point = {
        "@type": "GeoCoordinates",
        "latitude": row.get("latitude"),
        "longitude": row.get("longitude"),
    }
    return {
        "@type": "Place",
        "name": texts(row.get("name")),
        "addressCountry": row.get("country"),
        "geo": point if row.get("latitude") is not None else None,
    }
