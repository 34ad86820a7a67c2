"""The styles of citation that readers may choose from, in the order in which they are offered."""

from datetime import date

from editorial.press.citations import apa, chicago, gost_7_0_5, gost_7_0_100
from editorial.press.citations.formatting import Citation
from editorial.press.document import Book, Document

STYLES = (gost_7_0_100, gost_7_0_5, apa, chicago)


def citations(document: Document, *, accessed: date) -> tuple[Citation, ...]:
    """Cite an article in every style."""
    return tuple(style.cite(document, accessed=accessed) for style in STYLES)


def book_citations(book: Book, *, accessed: date) -> tuple[Citation, ...]:
    """Cite a collection in every style."""
    return tuple(style.cite_book(book, accessed=accessed) for style in STYLES)
