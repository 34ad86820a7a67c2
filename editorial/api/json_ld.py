"""Answers of the API as JSON-LD: records by the registry, and what has no page of its own."""

from editorial.indicators.linked_data import describe_observation
from editorial.records import linked_data
from editorial.records.linked_data import CONTEXT, Described, LinkedData, Row, reference


def describe_result(row: Row) -> Described:
    """Describe what a search found: its own type, by the name under which it is found."""
    described = linked_data.describe(row["type"], {})
    return {"@type": described["@type"], "name": row["title"], "inLanguage": row["language"]}


def describe_change(row: Row) -> Described:
    """Describe what happened to a record, and when."""
    return {
        "@type": "DataFeedItem",
        "identifier": str(row.get("position", "")),
        "dateModified": row.get("at"),
        "name": row.get("kind"),
        "description": row.get("note"),
        "item": reference(row.get("type", ""), row.get("slug")),
    }


def describe_directory(row: Row) -> Described:
    """Describe what there is."""
    lists = [{"@type": "Dataset", "name": name, "url": url} for name, url in row.items() if name != "licence"]
    return {"@type": "DataCatalog", "license": row.get("licence"), "dataset": lists}


for _kind, _describe in {
    "observation": describe_observation,
    "search": describe_result,
    "change": describe_change,
    "directory": describe_directory,
}.items():
    linked_data.register(_kind, LinkedData(describe=_describe))


def document(kind: str, rows: list[Row], *, is_list: bool) -> Described:
    """Return one thing, or a list of things, with the context that says what the names mean."""
    if not is_list:
        return {"@context": CONTEXT, **linked_data.describe(kind, rows[0])}
    items = [
        {"@type": "ListItem", "position": number, "item": linked_data.describe(kind, row)}
        for number, row in enumerate(rows, 1)
    ]
    return {"@context": CONTEXT, "@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
