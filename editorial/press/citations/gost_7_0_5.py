"""GOST R 7.0.5-2008: the short reference, its areas parted by full stops."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from editorial.press.citations.formatting import Citation, citation, dotted, en_dash, sentences
from editorial.press.citations.gost import imprint, lowered, opening, short_host, summary_note
from editorial.press.document import Book, Document
from editorial.press.labels import labels_for

STYLE, NAME = "gost-r-7.0.5-2008", _("GOST R 7.0.5–2008")


def cite(document: Document, *, accessed: date) -> Citation:
    """Format the reference to an article."""
    terms = labels_for(document.language)
    resource = "" if document.collection else terms["resource"]
    line = sentences(
        f"{opening(document, resource=resource)} // {short_host(document)}".removesuffix(" // "),
        f"{terms['page']} {en_dash(document.pages)}" if document.pages else "",
        summary_note(document),
        f"DOI: {document.doi}" if document.doi else "",
        f"URL: {document.address} ({terms['accessed']}: {dotted(accessed)})" if document.address else "",
    )
    return citation(STYLE, NAME, line)


def cite_book(book: Book, *, accessed: date) -> Citation:
    """Format the reference to a collection."""
    collection, terms = book.collection, labels_for(book.language)
    line = sentences(
        " : ".join(filter(None, (collection.title, lowered(collection.subtitle)))),
        imprint(collection),
        f"{collection.page_count} {terms['pages']}" if collection.page_count else "",
        f"URL: {collection.address} ({terms['accessed']}: {dotted(accessed)})" if collection.address else "",
    )
    return citation(STYLE, NAME, line)
