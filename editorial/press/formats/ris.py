"""RIS, one tag to a line; a line break in a value would begin a new tag, so there is none."""

from collections.abc import Iterator

from editorial.press.citations.notes import text_note, titled
from editorial.press.document import Contributor, Document
from editorial.press.document_tree import strip_control_chars
from editorial.press.kinds import text_kind, text_label

CONTENT_TYPE, EXTENSION = "application/x-research-info-systems; charset=utf-8", "ris"


def write(document: Document) -> bytes:
    """One record."""
    lines = [
        f"{tag}  - {' '.join(strip_control_chars(value).split())}" for tag, value in _tags(document) if value
    ]
    return "\r\n".join([*lines, "ER  - ", ""]).encode()


def _tags(document: Document) -> Iterator[tuple[str, str]]:
    collection = document.collection
    yield "TY", text_kind(document).ris
    yield "ID", document.slug
    for creator in document.creators:
        yield "AU", _name(creator)
    yield "TI", titled(document)
    yield "M3", text_label(document)
    if collection:
        yield "T2", ": ".join(filter(None, (collection.title, collection.subtitle)))
        yield "T3", collection.series
        for editor in collection.editors:
            yield "A2", _name(editor)
        yield "CY", collection.place
        yield "PB", "; ".join(collection.publishers)
        yield "SN", collection.isbn
    else:
        yield "T2", document.host
        yield "PB", document.publisher
    first, _, last = document.pages.replace("–", "-").partition("-")
    yield "SP", first
    yield "EP", last
    yield "PY", document.year
    yield "DA", _date(document.issued)
    yield "DO", document.doi
    yield "UR", document.address
    yield "LA", document.language
    for keyword in document.keywords.get(document.language, ()):
        yield "KW", keyword
    yield "N1", text_note(document)
    yield "AB", document.abstracts.get(document.language, "")


def _name(person: Contributor) -> str:
    # A comma parts the family name from the given ones, so an organisation may have none.
    return person.literal.replace(",", "") or ", ".join(filter(None, (person.family, person.given)))


def _date(issued: str) -> str:
    """`2024/05/14`, the parts that are not known left empty."""
    year, month, day = [*issued.split("-"), "", ""][:3]
    return f"{year}/{month}/{day}" if year else ""
