"""What the Typst template prints, as JSON: every string is set as text and never read as markup."""

import math
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from editorial.press.body import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    ItemList,
    Link,
    NoteMark,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    plain,
    printable,
    read_blocks,
    read_line,
    walk,
)
from editorial.press.citations import gost_7_0_100
from editorial.press.citations.line import dotted, en_dash
from editorial.press.document import Book, Contributor, Document
from editorial.press.document import Collection as PrintedCollection
from editorial.press.hyphenation import hyphenated, tied
from editorial.press.pictures import file_names
from editorial.press.terms import terms_in

RUNNING_LENGTH = 72

Data = dict[str, Any]


class BodyWriter:
    """Writes the body of one document; each note is set in full at its first marker only.

    Each marker says which block of the body it stands in, as `place`, the block's number and its own.
    """

    def __init__(self, document: Document, *, place: int = 0, prefix: str = "") -> None:
        self.place = place
        self.block = 0
        self.language = document.language
        self.files = file_names(document.pictures, prefix=prefix)
        self.numbers = {note.key: note.number for note in document.footnotes}
        self.noted: set[str] = set()
        # No note inside a note: a printed page has no place for it.
        self.notes = {
            note.key: {
                "number": note.number,
                "paragraphs": [self._without_notes(block) for block in read_blocks(note.html)],
            }
            for note in document.footnotes
        }

    def body(self, blocks: Iterable[Block], *, new_pages: Collection[int]) -> list[Data]:
        """The blocks of the whole body, those in `new_pages` each on a new page, with the heading above it."""
        written: list[Data] = []
        for self.block, block in enumerate(blocks):
            first = len(written)
            written += self._block(block)
            if self.block in new_pages:
                while first and written[first - 1]["t"] == "h":
                    first -= 1
                written[first]["new_page"] = True
        return written

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """The blocks as the template's nodes."""
        return [data for block in blocks for data in self._block(block)]

    def inlines(self, content: Iterable[Inline]) -> list[Data | str]:
        """The inlines as the template's nodes."""
        return [data for inline in content for data in self._inline(inline)]

    def _without_notes(self, block: Block) -> list[Data | str]:
        if isinstance(block, Paragraph | Heading):
            return self.inlines(node for node in block.content if not isinstance(node, NoteMark))
        return self.inlines(node for node in walk((block,)) if isinstance(node, Text))

    def _block(self, block: Block) -> Iterator[Data]:
        match block:
            case Paragraph(content):
                noted = any(isinstance(node, NoteMark) for node in walk(content))
                yield {"t": "p", "c": self.inlines(content), "noted": noted}
            case Heading(level, content):
                yield {"t": "h", "level": level, "c": self.inlines(_tied(content, self.language))}
            case Quote(blocks):
                yield {"t": "quote", "c": self.blocks(blocks)}
            case ItemList(ordered, start, items):
                yield {
                    "t": "list",
                    "ordered": ordered,
                    "start": start,
                    "items": [self.blocks(item) for item in items],
                }
            case Rule():
                yield {"t": "rule"}
            case Figure(source, alternative, caption):
                yield from self._figure(source, alternative, caption)
            case Table():
                yield self._table(block)

    def _figure(self, source: str, alternative: str, caption: tuple[Inline, ...]) -> Iterator[Data]:
        if file := self.files.get(source):
            alt = alternative or plain(caption)
            yield {"t": "figure", "file": file, "alt": printable(alt), "caption": self.inlines(caption)}
        elif caption:
            yield {"t": "p", "c": self.inlines(caption), "noted": True}

    def _table(self, table: Table) -> Data:
        return {
            "t": "table",
            "caption": self.inlines(table.caption),
            "widths": _widths(table),
            "head": [self._row(row) for row in table.head],
            "rows": [self._row(row) for row in table.rows],
        }

    def _row(self, row: tuple[Cell, ...]) -> list[Data]:
        return [
            {
                "header": cell.header,
                "columns": cell.columns,
                "rows": cell.rows,
                "blocks": self.blocks(cell.blocks),
            }
            for cell in row
        ]

    def _inline(self, inline: Inline) -> Iterator[Data | str]:
        match inline:
            case Text(value):
                yield hyphenated(tied(value, self.language), self.language)
            case Break():
                yield {"t": "break"}
            case Link(href, content):
                yield {"t": "link", "href": href, "c": self.inlines(content)}
            case Styled("code", content):
                yield {"t": "code", "c": plain(content)}
            case Styled(style, content):
                yield {"t": style, "c": self.inlines(content)}
            case NoteMark(key) if key in self.noted:
                yield {"t": "again", "number": self.numbers[key]}
            case NoteMark(key) if key in self.numbers:
                self.noted.add(key)
                yield {"t": "note", "key": key, "at": [self.place, self.block, self.numbers[key]]}


def _tied(content: Iterable[Inline], language: str) -> Iterator[Inline]:
    """The inlines of a heading."""
    for node in content:
        yield Text(tied(node.value, language, title=True)) if isinstance(node, Text) else node


def picture_prefix(place: int) -> str:
    """What keeps the pictures of the articles of a book apart."""
    return f"{place + 1}-"


def article_data(
    document: Document,
    *,
    place: int = 0,
    in_book: bool = False,
    citation: str = "",
    new_pages: Collection[int] = (),
) -> Data:
    """The article in a `place` of a book, or an offprint with its `citation`."""
    writer = BodyWriter(document, place=place, prefix=picture_prefix(place) if in_book else "")
    terms = terms_in(document.language)
    body = writer.body(read_blocks(document.body), new_pages=new_pages)
    return {
        "lang": document.language,
        "terms": terms,
        "kicker": "" if in_book else printable(_kicker(document)),
        "title": tied(printable(document.title), document.language, title=True),
        "subtitle": tied(printable(document.subtitle), document.language, title=True),
        "byline": _shortened(", ".join(author.name for author in document.authors) or document.site),
        "running": _shortened(document.title),
        "notice": hyphenated(printable(document.notice), document.language),
        "authors": [
            {"name": printable(who.name), "about": printable(who.about)} for who in _signed(document)
        ],
        "abstracts": [] if in_book else list(_abstracts(document)),
        "body": body,
        "notes": writer.notes,
        "references": [
            writer.inlines(read_line(reference.text or reference.title)) for reference in document.references
        ],
        "biographies": [
            {"name": printable(who.name), "text": printable(who.biography)}
            for who in document.contributors
            if who.biography
        ],
        "citation": printable(citation),
        "corrections": [f"{dotted(note.made_on)}: {printable(note.note)}" for note in document.corrections],
        "imprint": list(_imprint(document)),
    }


def book_data(book: Book) -> Data:
    """Title page, publisher's page, contents and colophon of a book."""
    collection, terms = book.collection, terms_in(book.language)
    place_and_year = " – ".join(filter(None, (collection.place, collection.year)))
    return {
        "terms": terms,
        "title": tied(printable(collection.title), book.language, title=True),
        "subtitle": tied(printable(collection.subtitle), book.language, title=True),
        "series": printable(collection.series or book.site),
        "publishers": [printable(publisher) for publisher in collection.publishers],
        "place_and_year": place_and_year,
        "running": _shortened(collection.title),
        "credits": list(_credits(book)),
        "citation": " ".join(
            filter(None, (*_record(collection), f"ISBN {collection.isbn}." if collection.isbn else ""))
        ),
        "annotation": [
            hyphenated(printable(part), book.language) for part in collection.annotation.splitlines() if part
        ],
        "rights": [f"© {printable(publisher)}, {collection.year}" for publisher in collection.publishers],
        "colophon": list(_colophon(book)),
    }


def _signed(document: Document) -> tuple[Contributor, ...]:
    return document.with_role("author", "interviewee", "interviewer", "translator")


def _kicker(document: Document) -> str:
    """Where an offprint was printed."""
    collection, terms = document.collection, terms_in(document.language)
    if collection is None:
        return document.site
    pages = f"{terms['page']} {en_dash(document.pages)}" if document.pages else ""
    return ". ".join(
        filter(None, (collection.title, " ".join(filter(None, (collection.place, collection.year))), pages))
    )


def _abstracts(document: Document) -> Iterator[Data]:
    languages = dict.fromkeys((document.language, *document.abstracts, *document.keywords))
    for language in languages:
        text, keywords = document.abstracts.get(language, ""), document.keywords.get(language, ())
        if text or keywords:
            yield {
                "lang": language,
                "label": terms_in(language)["abstract"],
                "text": hyphenated(printable(text), language),
                "keywords_label": terms_in(language)["keywords"],
                "keywords": printable(", ".join(keywords)),
            }


def _row(label: str, value: str, link: str = "") -> Data:
    return {"label": label, "value": printable(value), "link": link}


def _imprint(document: Document) -> Iterator[Data]:
    terms = terms_in(document.language)
    if document.edition_made_on:
        yield _row(terms["edition"], f"{document.edition} ({dotted(document.edition_made_on)})")
    if document.doi:
        yield _row("DOI", document.doi, f"https://doi.org/{document.doi}")
    if document.url:
        yield _row(terms["address"], document.url, document.url)
    if document.licence:
        yield _row(terms["licence"], document.licence, document.licence_url)


def _credits(book: Book) -> Iterator[Data]:
    collection, terms = book.collection, terms_in(book.language)
    if book.authors:
        yield _row(terms["authors"], ", ".join(author.name for author in book.authors))
    for people, one, many in (
        (collection.editors, "editor", "editors"),
        (collection.reviewers, "reviewer", "reviewers"),
    ):
        if people:
            listed = "; ".join(", ".join(filter(None, (who.name, who.about))) for who in people)
            yield _row(terms[many if len(people) > 1 else one], listed)
    if collection.supporters:
        yield _row(terms["supported_by"], ", ".join(collection.supporters))


def _record(collection: PrintedCollection) -> tuple[str, ...]:
    """The publisher's page carries the record of the book itself."""
    title = " : ".join(filter(None, (collection.title, gost_7_0_100.lowered(collection.subtitle))))
    edited = gost_7_0_100.edited_by(collection)
    return f"{title}{f' / {edited}' if edited else ''}. – {gost_7_0_100.imprint(collection)}.", ""


def _colophon(book: Book) -> Iterator[Data]:
    collection, terms = book.collection, terms_in(book.language)
    yield from _credits(book)
    yield _row(terms["published_in"], gost_7_0_100.imprint(collection))
    if collection.isbn:
        yield _row("ISBN", collection.isbn)
    if collection.doi:
        yield _row("DOI", collection.doi, f"https://doi.org/{collection.doi}")
    if collection.url:
        yield _row(terms["address"], collection.url, collection.url)
    if book.licence:
        yield _row(terms["licence"], book.licence, book.licence_url)
    if book.made_on:
        yield _row(terms["generated"], dotted(book.made_on))


def _shortened(title: str) -> str:
    """A title that fits the running head, cut between words."""
    title = printable(title)
    if len(title) <= RUNNING_LENGTH:
        return title
    return f"{title[:RUNNING_LENGTH].rpartition(' ')[0].rstrip(' ,:;–-')}…"


def _widths(table: Table) -> list[float]:
    """Column widths by the longest text in each, evened out so that no column starves."""
    longest = [1.0] * table.width
    for row in table.head + table.rows:
        place = 0
        for cell in row:
            if cell.columns == 1 and place < table.width:
                length = sum(len(node.value) for node in walk(cell.blocks) if isinstance(node, Text))
                longest[place] = max(longest[place], float(length))
            place += cell.columns
    return [round(math.sqrt(max(length, 6.0)), 3) for length in longest]
