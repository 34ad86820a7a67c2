"""PDF by Typst: tagged, PDF/UA-1 and PDF/A-2a, with the notes at the foot of the page of their marker."""

import functools
import json
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from editorial.press.citations import gost_7_0_100
from editorial.press.document import Book, Document
from editorial.press.pictures import named, write_pictures
from editorial.press.typst_data import article_data, book_data

CONTENT_TYPE, EXTENSION = "application/pdf", "pdf"
TEMPLATE = Path(__file__).with_name("book.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]


def write(document: Document) -> bytes:
    """An article as an offprint, with how to cite it."""
    citation = gost_7_0_100.cite(document, accessed=document.edition_made_on or datetime.now(UTC).date())
    data = {
        "title": document.full_title,
        "authors": [author.name for author in document.authors],
        "keywords": list(document.keywords.get(document.language, ())),
        "lang": document.language,
        "book": None,
        "articles": [article_data(document, citation=citation.text)],
    }
    return _typeset(data, (document,), document.edition_made_on)


def write_book(book: Book) -> bytes:
    """A collection from title page to colophon."""
    data = {
        "title": book.collection.title,
        "authors": [author.name for author in book.authors],
        "keywords": [],
        "lang": book.language,
        "book": book_data(book),
        "articles": [
            article_data(document, prefix=f"{number}-", in_book=True)
            for number, document in enumerate(book.documents, start=1)
        ],
    }
    return _typeset(data, book.documents, book.made_on)


@functools.cache
def _fonts() -> typst.Fonts:
    """The fonts of the wheel first; the system's for letters that they lack."""
    return typst.Fonts()


def _typeset(data: dict[str, Any], documents: tuple[Document, ...], made_on: date | None) -> bytes:
    """The file; the same text set again gives the same bytes."""
    moment = datetime.combine(made_on or date(1970, 1, 1), time(), tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        for number, document in enumerate(documents, start=1):
            prefix = f"{number}-" if data["book"] else ""
            write_pictures(named(document, prefix=prefix), Path(folder))
        arguments: dict[str, Any] = {
            "input": TEMPLATE.read_bytes(),
            "root": folder,
            "font_paths": _fonts(),
            "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
            "format": "pdf",
            "timestamp": moment,
        }
        try:
            return bytes(typst.compile(**arguments, pdf_standards=STANDARDS))
        except typst.TypstError as error:
            # A letter that no font has is forbidden by the standards; readers still get the tagged file.
            if "could not be displayed" not in str(error):
                raise
            return bytes(typst.compile(**arguments))
