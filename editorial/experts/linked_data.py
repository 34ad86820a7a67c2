"""People and organisations as schema.org."""

from collections.abc import Mapping
from typing import Any

from editorial.experts.models import Expert
from editorial.records.linked_data import Described, Row, reference, texts


def describe_expert(row: Row) -> Described:
    """Describe a person with the positions."""
    return {
        "@type": "Person",
        "name": _full_name(row.get("given_name"), row.get("family_name")),
        "givenName": texts(row.get("given_name")),
        "familyName": texts(row.get("family_name")),
        "alternateName": _forms(row),
        "description": texts(row.get("note")),
        "nationality": row.get("country"),
        "sameAs": f"https://orcid.org/{row['orcid']}" if row.get("orcid") else None,
        "jobTitle": [
            texts(one.get("position")) for one in row.get("affiliations", ()) if one.get("position")
        ],
        "affiliation": [
            reference("organisation", one["organisation"])
            for one in row.get("affiliations", ())
            if one["organisation"]
        ],
    }


def describe_organisation(row: Row) -> Described:
    """Describe a body."""
    short = texts(row.get("short_name"))
    return {
        "@type": "Organization",
        "name": texts(row.get("name")),
        "alternateName": [*(short if isinstance(short, list) else filter(None, [short])), *_forms(row)],
        "sameAs": row.get("website"),
        "areaServed": row.get("country"),
    }


def from_expert_page(expert: Expert, _context: Mapping[str, Any]) -> tuple[Expert, Row]:
    """Name the positions that the page has read as the API does."""
    expert.listed_affiliations = list(expert.affiliations.all())  # type: ignore[attr-defined]
    return expert, {}


def _full_name(given: Any, family: Any) -> Any:
    """Return the name in one language, or in each that has a family name."""
    if not isinstance(family, Mapping):
        return f"{given or ''} {family or ''}".strip()
    given = given or {}
    return texts({code: f"{given.get(code, '')} {name}".strip() for code, name in family.items()})


def _forms(row: Row) -> list[str]:
    return [form["name"] for form in row.get("name_forms", ())]
