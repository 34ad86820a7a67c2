"""CSL-JSON, the input of citation processors such as Zotero and citeproc."""

import json
from typing import Any

from editorial.press.citations.formatting import en_dash
from editorial.press.citations.notes import text_note, titled
from editorial.press.document import Contributor, Document
from editorial.press.kinds import text_kind, text_label

CONTENT_TYPE, EXTENSION = "application/vnd.citationstyles.csl+json", "json"


def write(document: Document) -> bytes:
    """Write a list of one item, as the schema requires."""
    return (json.dumps([item(document)], ensure_ascii=False, indent=2) + "\n").encode()


def item(document: Document) -> dict[str, Any]:
    """Build the article as a CSL item, without empty variables."""
    collection = document.collection
    values: dict[str, Any] = {
        "id": document.slug,
        "type": text_kind(document).csl,
        "title": titled(document),
        "genre": text_label(document),
        "author": [_name(creator) for creator in document.creators],
        "translator": [_name(person) for person in document.with_role("translator")],
        "issued": _date(document.issued or document.year),
        "language": document.language,
        "container-title": document.host,
        "publisher": document.publisher,
        "page": en_dash(document.pages),
        "DOI": document.doi,
        "URL": document.address,
        "keyword": ", ".join(document.keywords.get(document.language, ())),
        "note": text_note(document),
        "abstract": document.abstracts.get(document.language, ""),
    }
    if document.original:
        values |= _original(document.original)
    if collection:
        values |= {
            "container-title": ": ".join(filter(None, (collection.title, collection.subtitle))),
            "collection-title": collection.series,
            "editor": [_name(editor) for editor in collection.editors],
            "publisher": "; ".join(collection.publishers),
            "publisher-place": collection.place,
            "ISBN": collection.isbn,
        }
    return {name: value for name, value in values.items() if value}


def _original(original: Document) -> dict[str, Any]:
    """Return the title, authors and date of the summarised publication."""
    return {
        "original-title": titled(original),
        "original-author": [_name(creator) for creator in original.creators],
        "original-date": _date(original.issued or original.year),
        "original-publisher": "; ".join(original.publishers),
        "original-publisher-place": original.collection.place if original.collection else "",
    }


def _name(person: Contributor) -> dict[str, str]:
    if person.literal:
        return {"literal": person.literal}
    return {name: value for name, value in (("family", person.family), ("given", person.given)) if value}


def _date(issued: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in issued.split("-")]]} if issued else {}
