"""Agreements as schema.org."""

from editorial.records.linked_data import Described, Row, slugs, texts


def describe_agreement(row: Row) -> Described:
    """Describe an agreement between states or bodies."""
    return {
        "@type": "Legislation",
        "name": texts(row.get("title")),
        "legislationType": row.get("kind"),
        "legislationDate": row.get("signed"),
        "legislationIdentifier": row.get("registration"),
        "legislationPassedBy": [
            {"@type": "Country" if one.get("country") else "Organization", "name": one["name"]}
            for one in row.get("parties", ())
        ],
        "keywords": slugs(row.get("topics")),
    }
