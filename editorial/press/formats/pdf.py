"""PDF by Typst: tagged, PDF/UA-1 and PDF/A-2a, with the notes at the foot of the page of their marker."""

import functools
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, cast

import typst

from editorial.press.citations import gost_7_0_100
from editorial.press.document import Book, Document
from editorial.press.pictures import named, write_pictures
from editorial.press.typst_data import Data, article_data, book_data, picture_prefix

CONTENT_TYPE, EXTENSION = "application/pdf", "pdf"
TEMPLATE = Path(__file__).with_name("book.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]
ROUNDS = 12

# The blocks that begin a new page, by the place of their article.
NewPages = Mapping[int, Collection[int]]


def write(document: Document) -> bytes:
    """An article as an offprint, with how to cite it."""
    citation = gost_7_0_100.cite(document, accessed=document.edition_made_on or datetime.now(UTC).date()).text

    def data(new_pages: NewPages) -> Data:
        return {
            "title": document.full_title,
            "authors": [author.name for author in document.authors],
            "keywords": list(document.keywords.get(document.language, ())),
            "lang": document.language,
            "book": None,
            "articles": [article_data(document, citation=citation, new_pages=new_pages.get(0, ()))],
        }

    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        write_pictures(named(document), Path(folder))
        return _typeset(data, folder, document.edition_made_on)


def write_book(book: Book) -> bytes:
    """A collection from title page to colophon."""

    def data(new_pages: NewPages) -> Data:
        return {
            "title": book.collection.title,
            "authors": [author.name for author in book.authors],
            "keywords": [],
            "lang": book.language,
            "book": book_data(book),
            "articles": [
                article_data(document, place=place, in_book=True, new_pages=new_pages.get(place, ()))
                for place, document in enumerate(book.documents)
            ],
        }

    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        for place, document in enumerate(book.documents):
            write_pictures(named(document, prefix=picture_prefix(place)), Path(folder))
        return _typeset(data, folder, book.made_on)


@functools.cache
def _fonts() -> typst.Fonts:
    """The fonts of the wheel first; the system's for letters that they lack."""
    return typst.Fonts()


def _typeset(data: Callable[[NewPages], Data], folder: str, made_on: date | None) -> bytes:
    """The file, set anew until no note is parted from its marker; the same text gives the same bytes."""
    template = shutil.copy(TEMPLATE, folder)
    new_pages: dict[int, set[int]] = defaultdict(set)
    for _round in range(ROUNDS):
        inputs = {"data": json.dumps(data(new_pages), ensure_ascii=False)}
        compiler = typst.Compiler(template, root=folder, font_paths=_fonts(), sys_inputs=inputs)
        ends = json.loads(compiler.query("<note-ends>", field="value", one=True))
        moves = {place: min(blocks - new_pages[place], default=0) for place, blocks in _parted(ends).items()}
        if not any(moves.values()):
            break
        # A new page moves all that follows in its article, so one at a time.
        for place, block in moves.items():
            new_pages[place].add(block)
    return _exported(compiler, made_on)


def _parted(ends: Iterable[Mapping[str, Any]]) -> dict[int, set[int]]:
    """By article, the blocks of which a note begins on another page than its marker stands on."""
    pages: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for end in ends:
        pages[tuple(end["at"])].add(end["page"])
    found: dict[int, set[int]] = defaultdict(set)
    for (place, block, _number), seen in pages.items():
        if len(seen) > 1:
            found[place].add(block)
    return found


def _exported(compiler: typst.Compiler, made_on: date | None) -> bytes:
    moment = datetime.combine(made_on or date(1970, 1, 1), time(), tzinfo=UTC)
    try:
        return cast("bytes", compiler.compile(format="pdf", timestamp=moment, pdf_standards=STANDARDS))
    except typst.TypstError as error:
        # A letter that no font has is forbidden by the standards; readers still get the tagged file.
        if "could not be displayed" not in str(error):
            raise
        return cast("bytes", compiler.compile(format="pdf", timestamp=moment))
