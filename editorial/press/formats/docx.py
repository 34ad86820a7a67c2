"""DOCX by pandoc: real footnotes, headings by style, a table of contents in a book."""

from pathlib import Path

from editorial.press.document import Book, Document, Picture
from editorial.press.labels import labels_for
from editorial.press.pandoc_document import (
    article_blocks,
    article_meta,
    book_meta,
    chapter_blocks,
    publishers_page,
)
from editorial.press.pandoc_writer import BodyWriter, convert
from editorial.press.pictures import named
from editorial.press.record_numbers import CountingWriter, in_word

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSION = "docx"
STYLES = Path(__file__).with_name("reference.docx")


def write(document: Document) -> bytes:
    """Write an article with its title as the document's."""
    meta = article_meta(document)
    # Authors stand with their positions under the title, not a second time as metadata lines.
    meta.pop("date", None)
    writer = CountingWriter(document)
    made = convert(
        "docx",
        article_blocks(document, writer),
        meta,
        pictures=named(document),
        options=[f"--reference-doc={STYLES}"],
    )
    return in_word(made, writer.calls, writer.marks)


def write_book(book: Book) -> bytes:
    """Write a collection with a title, the publisher's page, contents and a chapter to each article."""
    blocks, pictures = publishers_page(book), dict[str, Picture]()
    for number, document in enumerate(book.documents, start=1):
        blocks += chapter_blocks(document, number, BodyWriter(document, prefix=f"{number}-"))
        pictures |= named(document, prefix=f"{number}-")
    contents = f"--variable=toc-title:{labels_for(book.language)['contents']}"
    options = [f"--reference-doc={STYLES}", "--toc", "--toc-depth=1", contents]
    return convert("docx", blocks, book_meta(book), pictures=pictures, options=options)
