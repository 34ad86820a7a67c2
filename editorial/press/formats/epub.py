"""EPUB 3 by pandoc: navigation, notes as pop-up footnotes with the numbers of the record, the language of the book and of each text."""

from pathlib import Path

from editorial.press.citations import gost
from editorial.press.document import Book, Collection, Document, Picture
from editorial.press.formats import cover
from editorial.press.formats.epub_pages import with_own_links, with_own_names, with_page_list
from editorial.press.labels import labels_for
from editorial.press.pandoc_document import (
    article_blocks,
    article_meta,
    book_meta,
    chapter_blocks,
    publishers_page,
)
from editorial.press.pandoc_writer import EpubNoteWriter, convert, header, words
from editorial.press.pictures import named

CONTENT_TYPE, EXTENSION = "application/epub+zip", "epub"
STYLES = Path(__file__).with_name("epub.css")


def write(document: Document) -> bytes:
    """Write an article as a book of one chapter."""
    title = header(1, words(document.full_title), identifier="article")
    made = convert(
        "epub3",
        [title, *article_blocks(document, EpubNoteWriter(document))],
        article_meta(document),
        pictures=named(document),
        options=_options(document.language),
    )
    made = with_own_names(with_own_links(made, genre=document.genre), language=document.language)
    return with_page_list(made, source=_print(document.collection, document.outlet))


def write_book(book: Book) -> bytes:
    """Write a collection with a cover, a chapter to each article."""
    blocks, pictures = publishers_page(book), dict[str, Picture]()
    for number, document in enumerate(book.documents, start=1):
        blocks += chapter_blocks(document, number, EpubNoteWriter(document, prefix=f"{number}-"))
        pictures |= named(document, prefix=f"{number}-")
    picture = book.cover or cover.draw(book)
    name = f"cover.{picture.extension}"
    pictures[name] = picture
    made = convert(
        "epub3", blocks, book_meta(book), pictures=pictures, cover=name, options=_options(book.language)
    )
    made = with_own_names(with_own_links(made), language=book.language)
    return with_page_list(made, source=_print(book.collection))


def _print(collection: Collection | None, outlet: str = "") -> str:
    """Return whose pages are marked: the book with its ISBN, or the outlet."""
    if collection is None:
        return outlet
    isbn = f"ISBN {collection.isbn}" if collection.isbn else ""
    return " ".join(filter(None, (gost.book_record(collection), isbn)))


def _options(language: str) -> list[str]:
    return [
        "--mathml",
        "--split-level=1",
        "--toc",
        "--toc-depth=2",
        f"--css={STYLES}",
        f"--variable=toc-title:{labels_for(language)['contents']}",
    ]
