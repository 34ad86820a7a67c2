"""A deposit of DOIs with Crossref, schema 5.3.1: a collection as an edited book with chapters, other texts as reports.

What has no DOI is left out. A deposit holds content of one kind only: books or reports.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from editorial.press.citations.formatting import en_dash
from editorial.press.citations.gost import summary_note
from editorial.press.document import Book, Contributor, Document
from editorial.press.document_tree import strip_control_chars
from editorial.press.xml import LANG, Element

VERSION = "5.3.1"
NAMESPACE = f"http://www.crossref.org/schema/{VERSION}"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
RELATIONS = "http://www.crossref.org/relations.xsd"
PREFIXES: Any = {None: NAMESPACE, "jats": JATS, "xsi": XSI, "rel": RELATIONS}
# With any other the whole deposit is refused.
GOOD_DOI = re.compile(r"10\.[0-9]{4,9}/.{1,200}")
MAX_NAME_LENGTH = 60  # letters, of a given name or a surname


@dataclass(frozen=True)
class Deposit:
    """The depositor, and the number and time by which Crossref identifies the deposit."""

    batch_id: str
    made_at: datetime
    depositor: str
    email: str
    registrant: str


def write_books(books: Iterable[Book], deposit: Deposit) -> bytes:
    """Write collections with a DOI, each with those of the given texts that have one; a summary is no chapter."""
    return _batch((_book(book) for book in books), deposit)


def write_reports(documents: Iterable[Document], deposit: Deposit) -> bytes:
    """Texts with a DOI that belong to no collection, and summaries of any."""
    return _batch((_report(document) for document in documents), deposit)


def _batch(contents: Iterable[Element], deposit: Deposit) -> bytes:
    batch = _make(
        "doi_batch",
        _make(
            "head",
            _text("doi_batch_id", deposit.batch_id[:100]),
            _text("timestamp", f"{deposit.made_at:%Y%m%d%H%M%S}"),
            _make(
                "depositor",
                _text("depositor_name", deposit.depositor),
                _text("email_address", deposit.email),
            ),
            _text("registrant", deposit.registrant),
        ),
        _make("body", *contents),
        version=VERSION,
    )
    batch.set(
        f"{{{XSI}}}schemaLocation", f"{NAMESPACE} https://www.crossref.org/schemas/crossref{VERSION}.xsd"
    )
    written = etree.tostring(batch, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return bytes(written)


def _book(book: Book) -> Element:
    about = book.collection
    metadata = _make("book_metadata", language=about.language)
    metadata.extend(_contributors(("editor", about.editors)))
    metadata.append(_titles(about.title, about.subtitle))
    metadata.extend(_abstract(about.annotation, about.language))
    metadata.append(_date(about.year, "print" if about.isbn else "online"))
    metadata.append(_text("isbn", about.isbn) if about.isbn else _make("noisbn", reason="monograph"))
    metadata.append(_publisher("; ".join(about.publishers) or book.site, about.place))
    metadata.append(_doi(about.doi, about.url))
    chapters = (_chapter(document) for document in book.documents if document.doi and not document.is_summary)
    return _make("book", metadata, *chapters, book_type="edited_book")


def _chapter(document: Document) -> Element:
    chapter = _make(
        "content_item", component_type="chapter", publication_type="full_text", language=document.language
    )
    chapter.extend(_people(document))
    chapter.append(_titles(document.title, document.subtitle))
    chapter.extend(_abstracts(document))
    if document.year:
        chapter.append(_date(document.issued or document.year, "print"))
    chapter.extend(_pages(document))
    chapter.append(_doi(document.doi, document.url))
    chapter.extend(_citations(document))
    return chapter


def _report(document: Document) -> Element:
    metadata = _make("report-paper_metadata", language=document.language)
    metadata.extend(_people(document))
    metadata.append(_titles(document.title, document.subtitle))
    metadata.extend(_abstracts(document))
    metadata.append(_date(document.issued, "online"))
    metadata.append(_publisher("; ".join(document.publishers) or document.site, ""))
    metadata.extend(_derived(document))
    metadata.append(_doi(document.doi, document.url))
    metadata.extend(_citations(document))
    return _make("report-paper", metadata, publication_type="full_text")


def _derived(document: Document) -> Iterator[Element]:
    """Build the relation of a summary to its original: by DOI or address, or by DOI or ISBN of the book that it is in."""
    original = document.original
    if original is None:
        return
    identifiers = (
        ("doi", original.doi if GOOD_DOI.fullmatch(original.doi) else ""),
        ("uri", original.address),
        ("doi", original.collection.doi if original.collection else ""),
        ("isbn", original.collection.isbn if original.collection else ""),
    )
    kind, identifier = next(((kind, value) for kind, value in identifiers if value), ("other", ""))
    if identifier:
        item = etree.Element(f"{{{RELATIONS}}}related_item", nsmap=PREFIXES)
        etree.SubElement(item, f"{{{RELATIONS}}}description").text = strip_control_chars(
            summary_note(document)
        )
        attributes = {"relationship-type": "isDerivedFrom", "identifier-type": kind}
        relation = etree.SubElement(item, f"{{{RELATIONS}}}inter_work_relation", attributes)
        relation.text = strip_control_chars(identifier)
        program = etree.Element(f"{{{RELATIONS}}}program", {"name": "relations"}, nsmap=PREFIXES)
        program.append(item)
        yield program


def _people(document: Document) -> Iterator[Element]:
    return _contributors(
        ("author", document.creators),
        ("editor", document.with_role("editor")),
        ("translator", document.with_role("translator")),
    )


def _contributors(*by_role: tuple[str, Sequence[Contributor]]) -> Iterator[Element]:
    people = [(role, person) for role, those in by_role for person in those]
    if people:
        made = [
            _contributor(person, role, "additional" if number else "first")
            for number, (role, person) in enumerate(people)
        ]
        yield _make("contributors", *made)


def _contributor(person: Contributor, role: str, sequence: str) -> Element:
    attributes = {"contributor_role": role, "sequence": sequence}
    if person.literal:
        return _make("organization", strip_control_chars(person.literal), **attributes)
    made = _make("person_name", **attributes)
    if person.family and person.given:
        made.append(_text("given_name", person.given[:MAX_NAME_LENGTH]))
    made.append(_text("surname", (person.family or person.given)[:MAX_NAME_LENGTH]))
    if person.orcid:
        made.append(_text("ORCID", f"https://orcid.org/{person.orcid}"))
    return made


def _titles(title: str, subtitle: str) -> Element:
    return _make("titles", _text("title", title), *([_text("subtitle", subtitle)] if subtitle else []))


def _abstracts(document: Document) -> Iterator[Element]:
    for language, abstract in document.abstracts.items():
        yield from _abstract(abstract, language)


def _abstract(abstract: str, language: str) -> Iterator[Element]:
    paragraphs = [line.strip() for line in abstract.splitlines() if line.strip()]
    if paragraphs:
        made = etree.Element(f"{{{JATS}}}abstract", {LANG: language}, nsmap=PREFIXES)
        for paragraph in paragraphs:
            etree.SubElement(made, f"{{{JATS}}}p").text = strip_control_chars(paragraph)
        yield made


def _date(issued: str, medium: str) -> Element:
    year, month, day = [*issued.split("-"), "", ""][:3]
    parts = (("month", month), ("day", day), ("year", year))
    return _make(
        "publication_date", *(_text(name, value) for name, value in parts if value), media_type=medium
    )


def _publisher(name: str, place: str) -> Element:
    return _make(
        "publisher", _text("publisher_name", name), *([_text("publisher_place", place)] if place else [])
    )


def _pages(document: Document) -> Iterator[Element]:
    first, _dash, last = en_dash(document.pages).partition("–")
    if first:
        yield _make("pages", _text("first_page", first), *([_text("last_page", last)] if last else []))


def _doi(doi: str, address: str) -> Element:
    return _make("doi_data", _text("doi", doi), _text("resource", address))


def _citations(document: Document) -> Iterator[Element]:
    made = []
    for number, reference in enumerate(document.references, start=1):
        citation = _make("citation", key=f"ref{number}")
        if GOOD_DOI.fullmatch(reference.doi):
            citation.append(_text("doi", reference.doi))
        citation.append(_text("unstructured_citation", reference.text))
        made.append(citation)
    if made:
        yield _make("citation_list", *made)


def _text(name: str, value: str) -> Element:
    return _make(name, strip_control_chars(value))


def _make(name: str, *parts: Element | str, **attributes: str) -> Element:
    made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap=PREFIXES)
    for part in parts:
        if isinstance(part, str):
            made.text = part
        else:
            made.append(part)
    return made
