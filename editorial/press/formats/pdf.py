"""PDF by Typst: tagged, PDF/UA-1 and PDF/A-2a, with the notes at the foot of the page of their marker."""

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, cast

import typst

from editorial.press.citations import gost_7_0_100
from editorial.press.document import Book, Document
from editorial.press.fonts import FAMILIES, STANDARDS, fonts, letters_without_font
from editorial.press.pictures import named, write_pictures
from editorial.press.remarks import Kind, Printed, Remark, letters_in
from editorial.press.typst_input import Data, article_data, book_data, picture_prefix

CONTENT_TYPE, EXTENSION = "application/pdf", "pdf"
TEMPLATE = Path(__file__).with_name("book.typ")
ROUNDS = 12
MAX_REASON_LENGTH = 300
GENRE = "genre:"  # a keyword of the file, by which it can be imported as what it is

# The blocks that begin a new page, by the place of their article.
NewPages = Mapping[int, Collection[int]]
# The data of the whole file, with the places of articles that are to be set simply.
Source = Callable[[NewPages, Collection[int]], Data]


def write(document: Document) -> bytes:
    """Write an article as an offprint, with how to cite it."""
    return print_article(document).content


def write_book(book: Book) -> bytes:
    """Write a collection from title page to colophon."""
    return print_book(book).content


def print_article(document: Document) -> Printed:
    """Return an article as an offprint, and what could not be kept in it."""
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        write_pictures(named(document), Path(folder))
        return _printed(_offprint(document), folder, (document,), document.edition_made_on)


def print_book(book: Book) -> Printed:
    """Return a collection from title page to colophon, and what could not be kept in it."""

    def data(new_pages: NewPages, simple: Collection[int]) -> Data:
        return {
            **_about(book.collection.title, book, ()),
            "book": book_data(book),
            "articles": [
                article_data(
                    document,
                    place=place,
                    in_book=True,
                    new_pages=new_pages.get(place, ()),
                    simple=place in simple,
                )
                for place, document in enumerate(book.documents)
            ],
        }

    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        for place, document in enumerate(book.documents):
            write_pictures(named(document, prefix=picture_prefix(place)), Path(folder))
        return _printed(data, folder, book.documents, book.made_on)


def _about(title: str, text: Book | Document, keywords: Iterable[str]) -> Data:
    return {
        "title": title,
        "authors": [creator.name for creator in text.creators],
        "description": text.notice,
        "keywords": list(keywords),
        "lang": text.language,
        "fonts": FAMILIES,
    }


def _offprint(document: Document) -> Source:
    citation = gost_7_0_100.cite(document, accessed=document.edition_made_on or datetime.now(UTC).date()).text

    def data(new_pages: NewPages, simple: Collection[int]) -> Data:
        article = article_data(
            document, citation=citation, new_pages=new_pages.get(0, ()), simple=0 in simple
        )
        keywords = (*document.keywords.get(document.language, ()), f"{GENRE}{document.genre}")
        about = _about(document.full_title, document, keywords)
        return {**about, "book": None, "articles": [article]}

    return data


def _printed(source: Source, folder: str, documents: Sequence[Document], made_on: date | None) -> Printed:
    """Print by the standards; where they or the setting fail, find out because of which texts."""
    missing = letters_without_font(json.dumps(source({}, ()), ensure_ascii=False))
    remarks = list(letters_in(documents, missing))
    try:
        compiler = _typeset(source, folder)
    except RuntimeError:
        faults = {place: fault for place, fault in _faults(documents) if fault.kind == "simple"}
        if not faults:
            raise
        remarks += faults.values()
        compiler = _typeset(source, folder, simple=faults)
    extents, count = _extents(compiler)
    try:
        return Printed(_exported(compiler, made_on, STANDARDS), tuple(remarks), extents, count)
    except typst.TypstError as error:
        faults = {place: fault for place, fault in _faults(documents) if fault.kind == "standard"}
        remarks += faults.values() or [Remark("standard", "", _reason(error))]
    return Printed(_exported(compiler, made_on, []), tuple(remarks), extents, count)


def _extents(compiler: typst.Compiler) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return the first and last page of each text, by the numbers printed on them, and the number of pages."""
    found = json.loads(compiler.query("<extents>", field="value", one=True))
    pages = found["pages"]
    return tuple(zip(pages[::2], pages[1::2], strict=True)), found["count"]


def _faults(documents: Iterable[Document]) -> Iterator[tuple[int, Remark]]:
    """Return the texts that cannot be typeset, or not to the standards, each with the reason."""
    for place, document in enumerate(documents):
        kind: Kind = "simple"
        with tempfile.TemporaryDirectory(prefix="press-") as folder:
            write_pictures(named(document), Path(folder))
            try:
                compiler = _typeset(_offprint(document), folder)
                kind = "standard"
                _exported(compiler, document.edition_made_on, STANDARDS)
            except RuntimeError as error:
                yield place, Remark(kind, document.title, _reason(error))


def _reason(error: RuntimeError) -> str:
    return str(error)[:MAX_REASON_LENGTH]


def _typeset(source: Source, folder: str, *, simple: Collection[int] = ()) -> typst.Compiler:
    """Typeset until no note is separated from its marker; the same text gives the same bytes."""
    template = shutil.copy(TEMPLATE, folder)
    new_pages: dict[int, set[int]] = defaultdict(set)
    for _round in range(ROUNDS):
        data = source(new_pages, simple)
        missing = "".join(sorted(letters_without_font(json.dumps(data, ensure_ascii=False))))
        inputs = {"data": json.dumps({**data, "missing": missing}, ensure_ascii=False)}
        compiler = typst.Compiler(template, root=folder, font_paths=fonts(), sys_inputs=inputs)
        ends = json.loads(compiler.query("<note-ends>", field="value", one=True))
        moves = {place: min(blocks - new_pages[place], default=0) for place, blocks in _parted(ends).items()}
        if not any(moves.values()):
            break
        # A new page moves all that follows in its article, so one at a time.
        for place, block in moves.items():
            new_pages[place].add(block)
    return compiler


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


def _exported(compiler: typst.Compiler, made_on: date | None, standards: list[Any]) -> bytes:
    moment = datetime.combine(made_on or date(1970, 1, 1), time(), tzinfo=UTC)
    return cast("bytes", compiler.compile(format="pdf", timestamp=moment, pdf_standards=standards))
