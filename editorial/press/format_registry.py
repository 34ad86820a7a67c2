"""The formats that the press offers, by the name that addresses and commands give them."""

from collections.abc import Callable
from dataclasses import dataclass

from editorial.press.document import Book, Document
from editorial.press.formats import bibtex, csl, docx, epub, jats, markdown, pdf, plain, ris
from editorial.press.remarks import Printed


@dataclass(frozen=True)
class Format:
    """A way to print: its name, what the file is called and what it is.

    A format with limits of its own says with its files what it could not keep: `report` and `report_book`.
    """

    name: str
    label: str
    extension: str
    content_type: str
    write: Callable[[Document], bytes]
    write_book: Callable[[Book], bytes] | None = None
    report: Callable[[Document], Printed] | None = None
    report_book: Callable[[Book], Printed] | None = None

    def print_article(self, document: Document) -> Printed:
        """Return an article with what could not be kept in it."""
        return self.report(document) if self.report else Printed(self.write(document))

    def print_book(self, book: Book) -> Printed:
        """Return a whole book with what could not be kept in it."""
        if self.write_book is None:
            raise ValueError(f"{self.label} has no form for a whole book.")
        return self.report_book(book) if self.report_book else Printed(self.write_book(book))


FORMATS = {
    entry.name: entry
    for entry in (
        Format(
            "pdf",
            "PDF",
            pdf.EXTENSION,
            pdf.CONTENT_TYPE,
            pdf.write,
            pdf.write_book,
            pdf.print_article,
            pdf.print_book,
        ),
        Format("epub", "EPUB", epub.EXTENSION, epub.CONTENT_TYPE, epub.write, epub.write_book),
        Format("docx", "DOCX", docx.EXTENSION, docx.CONTENT_TYPE, docx.write, docx.write_book),
        Format("jats", "JATS XML", jats.EXTENSION, jats.CONTENT_TYPE, jats.write),
        Format("md", "Markdown", markdown.EXTENSION, markdown.CONTENT_TYPE, markdown.write),
        Format("txt", "TXT", plain.EXTENSION, plain.CONTENT_TYPE, plain.write),
        Format("bib", "BibTeX", bibtex.EXTENSION, bibtex.CONTENT_TYPE, bibtex.write),
        Format("ris", "RIS", ris.EXTENSION, ris.CONTENT_TYPE, ris.write),
        Format("csl", "CSL-JSON", csl.EXTENSION, csl.CONTENT_TYPE, csl.write),
    )
}
BOOK_FORMATS = {name: entry for name, entry in FORMATS.items() if entry.write_book}
