"""Indicators and their values as schema.org."""

from django.conf import settings

from editorial.records.linked_data import Described, Row, slugs, texts


def describe_indicator(row: Row) -> Described:
    """Describe an indicator as a set of data with a file to download."""
    address = row.get("url")
    file = {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{address}data.csv"}
    return {
        "@type": "Dataset",
        "name": texts(row.get("name")),
        "description": texts(row.get("description")) or texts(row.get("name")),
        "license": settings.RECORD_LICENCE_URL,
        "isAccessibleForFree": True,
        "keywords": slugs(row.get("topics")),
        "distribution": [file] if address else [],
    }


def describe_observation(row: Row) -> Described:
    """Describe a value."""
    unit, value, exactness = row.get("unit") or {}, row.get("value"), row.get("qualifier")
    is_least, is_most = exactness in ("more_than", "at_least"), exactness in ("less_than", "up_to")
    nature = row.get("nature")
    return {
        "@type": "Observation",
        "measuredProperty": next(iter(slugs([row.get("indicator")])), None),
        "value": None if is_least or is_most else value,
        "minValue": value if is_least and value is not None else row.get("value_min"),
        "maxValue": value if is_most and value is not None else row.get("value_max"),
        "measurementQualifier": [word for word in (exactness, nature) if word and word != "measured"] or None,
        "unitCode": unit.get("code"),
        "observationDate": row.get("started"),
        "observationAbout": (row.get("area") or {}).get("code"),
    }
