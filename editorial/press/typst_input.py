"""Input of the Typst template as JSON: every string is set as text and never parsed as markup."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from editorial.press.citations import gost
from editorial.press.citations.formatting import dotted, en_dash
from editorial.press.document import Book, Contributor, Document
from editorial.press.document_tree import read_blocks, read_line, strip_control_chars
from editorial.press.formulas import typst_data
from editorial.press.grid import placed
from editorial.press.hyphenation import hyphenated, nonbreaking_spaces
from editorial.press.labels import labels_for
from editorial.press.nodes import (
    Block,
    Break,
    Cell,
    Figure,
    Formula,
    Heading,
    Inline,
    ItemList,
    Link,
    NoteMark,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Styled,
    Table,
    Text,
    plain,
    walk,
)
from editorial.press.pandoc_document import about_in, book_people
from editorial.press.pictures import file_names
from editorial.press.table_layout import Layout, fitted, labels, layout, printable_table

RUNNING_LENGTH = 72
# Points: the width of a page's text, what lists and quotations take from it, and where they take no more.
TEXT_WIDTH, TEXT_SIZE, LIST_INDENT, QUOTE_INSET, NARROWEST = 362.0, 10.5, 26.0, 30.0, 60.0
MAX_CAPTION_LENGTH, MAX_BOOKMARK_LENGTH, MAX_ALT_LENGTH, MAX_ADDRESS_LENGTH = 500, 1000, 4000, 4000

Data = dict[str, Any]


class BodyWriter:
    """Writes the body of one document; each note is set in full at its first marker only.

    Each marker says which block of the body it stands in, as `place`, the block's number and its own. `room` is the
    width in points of what is being written. A `simple` writer sets every text as paragraphs.
    """

    def __init__(self, document: Document, *, place: int = 0, prefix: str = "", simple: bool = False) -> None:
        self.place = place
        self.block = 0
        self.simple = simple
        self.language = document.language
        self.files = file_names(document.pictures, prefix=prefix)
        self.numbers = {note.key: note.number for note in document.footnotes}
        self.labels = {note.key: note.label for note in document.footnotes}
        self.noted: set[str] = set()
        self.room, self.size = TEXT_WIDTH, TEXT_SIZE
        self.marks_pages = True
        # No note inside a note: a printed page has no place for it.
        self.notes = {
            note.key: {
                "number": note.label,
                "paragraphs": [self._without_notes(block) for block in read_blocks(note.html)],
            }
            for note in document.footnotes
        }

    def body(self, blocks: Iterable[Block], *, new_pages: Collection[int]) -> list[Data]:
        """Convert the blocks of the whole body, those in `new_pages` each on a new page, with the heading above it."""
        written: list[Data] = []
        for self.block, block in enumerate(blocks):
            first = len(written)
            written += self._build_simple_block(block) if self.simple else self._block(block)
            if self.block in new_pages and len(written) > first:
                while first and written[first - 1]["t"] == "h":
                    first -= 1
                written[first]["new_page"] = True
        return written

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """Convert the blocks inside another one to the template's nodes."""
        return [
            data
            for block in blocks
            # A heading inside a list, a quotation or a cell heads no part of the text.
            for data in self._block(_strong(block) if isinstance(block, Heading) else block)
        ]

    def inlines(self, content: Iterable[Inline]) -> list[Data | str]:
        """Convert the inlines to the template's nodes."""
        return [
            data
            for inline in content
            for data in (self._formula(inline) if isinstance(inline, Formula) else self._inline(inline))
        ]

    def _without_notes(self, block: Block) -> list[Data | str]:
        if isinstance(block, Paragraph | Heading):
            return self.inlines(node for node in block.content if not isinstance(node, NoteMark))
        return self.inlines(node for node in walk((block,)) if isinstance(node, Text))

    def _build_simple_block(self, block: Block) -> Iterator[Data]:
        for node in walk((block,)):
            match node:
                case Paragraph(content) | Heading(_, content) | Table(content, _, _) | Figure(_, _, content):
                    leaves = [
                        each for each in walk(content) if isinstance(each, Text | NoteMark | Break | Formula)
                    ]
                    if leaves:
                        yield self._paragraph(leaves)

    def _block(self, block: Block) -> Iterator[Data]:
        match block:
            case Paragraph(content):
                yield self._paragraph(content)
            case Heading(level, content):
                bookmarked = len(plain(content)) <= MAX_BOOKMARK_LENGTH
                title = self.inlines(_nonbreaking(content, self.language))
                yield {"t": "h", "level": level, "bookmarked": bookmarked, "c": title}
            case Quote(blocks) if self.room - QUOTE_INSET < NARROWEST:
                yield from self.blocks(blocks)
            case Quote(blocks):
                with self._narrower(QUOTE_INSET):
                    yield {"t": "quote", "c": self.blocks(blocks)}
            case ItemList():
                yield from self._list(block)
            case Rule():
                yield {"t": "rule"}
            case Figure(source, alternative, caption):
                yield from self._figure(source, alternative, caption)
            case Table():
                yield from self._table(block)

    def _paragraph(self, content: Iterable[Inline]) -> Data:
        content = tuple(content)
        noted = any(isinstance(node, NoteMark) for node in walk(content))
        return {"t": "p", "c": self.inlines(content), "noted": noted}

    def _list(self, block: ItemList) -> Iterator[Data]:
        if self.room - LIST_INDENT < NARROWEST:
            for at, item in enumerate(block.items):
                mark = Text(f"{block.label(at)} ")
                first, *rest = item or (Paragraph(()),)
                marked = (Paragraph((mark, *first.content)),) if isinstance(first, Paragraph) else (first,)
                yield from self.blocks((*marked, *rest))
            return
        with self._narrower(LIST_INDENT):
            items = [self.blocks(item) for item in block.items]
        labels = [block.label(at) for at in range(len(items))] if block.numbering in ("а", "А") else []
        yield {
            "t": "list",
            "ordered": block.ordered,
            "start": block.start,
            "numbering": f"{block.numbering}.",
            "labels": labels,
            "items": items,
        }

    def _figure(self, source: str, alternative: str, caption: tuple[Inline, ...]) -> Iterator[Data]:
        file = self.files.get(source)
        alt = strip_control_chars(alternative or plain(caption))[:MAX_ALT_LENGTH]
        # A picture stays on one page with its caption, so a long one follows it.
        is_inline = bool(alt) and len(plain(caption)) <= MAX_CAPTION_LENGTH
        if file:
            caption_nodes = self.inlines(caption) if is_inline else []
            yield {"t": "figure", "file": file, "alt": alt, "caption": caption_nodes}
        if caption and not (file and is_inline):
            yield self._paragraph(caption)

    def _table(self, table: Table) -> Iterator[Data]:
        table = printable_table(table)
        plan = layout(table, self.room, is_inner=self.size < TEXT_SIZE)
        if plan is None:
            yield from self._rows_as_list(table)
            return
        caption = self.inlines(table.caption)
        head, rows = self._rows(table.head, plan), self._rows(table.rows, plan)
        yield {
            "t": "table",
            "caption": caption,
            "widths": plan.widths,
            "size": plan.size,
            "inset": plan.inset,
            "repeats": plan.repeats_head,
            "head": [] if plan.head_in_rows else head,
            "rows": [*head, *rows] if plan.head_in_rows else rows,
        }

    def _rows_as_list(self, table: Table) -> Iterator[Data]:
        """Convert a table too wide for a page: each row to an item, each value after its heading."""
        if table.caption:
            yield self._paragraph((Styled("strong", table.caption),))
        for heads in table.head:
            yield from self.blocks(block for cell in heads for block in cell.blocks)
        above = labels(table)
        items: list[tuple[Block, ...]] = [() for _ in table.rows]
        for row, column, cell in placed(table.rows):
            label = (Styled("strong", (Text(f"{above[column]}:"),)), Text(" ")) if above[column] else ()
            match cell.blocks:
                case [Paragraph(content), *rest]:
                    items[row] += (Paragraph((*label, *content)), *rest)
                case [_, *_]:
                    items[row] += (Paragraph(label), *cell.blocks)
        yield from self._list(ItemList(False, 1, tuple(filter(None, items))))

    def _rows(self, rows: tuple[tuple[Cell, ...], ...], plan: Layout) -> list[list[Data]]:
        written: list[list[Data]] = [[] for _ in rows]
        for row, column, cell in placed(rows):
            with self._narrower(self.room - plan.room(column, cell.columns), size=plan.size):
                blocks = self.blocks(cell.blocks)
            about = {"header": cell.header, "columns": cell.columns, "rows": cell.rows}
            written[row].append({**about, "blocks": blocks})
        return written

    @contextmanager
    def _narrower(self, points: float, *, size: float = 0.0) -> Iterator[None]:
        before = self.room, self.size
        self.room, self.size = max(self.room - points, NARROWEST / 4), size or self.size
        try:
            yield
        finally:
            self.room, self.size = before

    def _formula(self, formula: Formula) -> Iterator[Data | str]:
        yield (None if self.simple else typst_data(formula.mathml)) or formula.words

    def _inline(self, inline: Inline) -> Iterator[Data | str]:
        match inline:
            case Text(value):
                value = hyphenated(nonbreaking_spaces(value, self.language), self.language)
                yield fitted(value, room=self.room, size=self.size)
            case Break():
                yield {"t": "break"}
            case Link(href, content) if len(href) <= MAX_ADDRESS_LENGTH:
                yield {"t": "link", "href": href, "c": self.inlines(content)}
            case Link(_, content):
                yield from self.inlines(content)
            case Styled("code", content):
                yield {"t": "code", "c": plain(content)}
                yield from self.inlines(node for node in walk(content) if isinstance(node, NoteMark))
            case Styled(style, content):
                yield {"t": style, "c": self.inlines(content)}
            case PageBreak(number) if self.marks_pages:
                yield {"t": "page", "label": f"{labels_for(self.language)['pages']} {number}"}
            case NoteMark(key) if key in self.noted:
                yield {"t": "again", "number": self.labels[key]}
            case NoteMark(key) if key in self.numbers:
                self.noted.add(key)
                yield {"t": "note", "key": key, "at": [self.place, self.block, self.numbers[key]]}


def _strong(heading: Heading) -> Paragraph:
    return Paragraph((Styled("strong", heading.content),))


def _nonbreaking(content: Iterable[Inline], language: str) -> Iterator[Inline]:
    """Convert the inlines of a heading, with non-breaking spaces."""
    for node in content:
        yield Text(nonbreaking_spaces(node.value, language, title=True)) if isinstance(node, Text) else node


def picture_prefix(place: int) -> str:
    """Return the prefix that tells the pictures of the articles of a book apart."""
    return f"{place + 1}-"


def article_data(
    document: Document,
    *,
    place: int = 0,
    in_book: bool = False,
    citation: str = "",
    new_pages: Collection[int] = (),
    simple: bool = False,
) -> Data:
    """Build the data of an article in a `place` of a book, or of an offprint with its `citation`."""
    prefix = picture_prefix(place) if in_book else ""
    writer = BodyWriter(document, place=place, prefix=prefix, simple=simple)
    # In the book itself, where its pages are those of the print, the numbers of the pages say it.
    collection = document.collection
    writer.marks_pages = not in_book or collection is None or collection.is_printed_elsewhere
    terms = labels_for(document.language)
    body = writer.body(read_blocks(document.body), new_pages=new_pages)
    return {
        "lang": document.language,
        "terms": terms,
        "kicker": "" if in_book else strip_control_chars(_kicker(document)),
        "title": nonbreaking_spaces(strip_control_chars(document.title), document.language, title=True),
        "subtitle": nonbreaking_spaces(strip_control_chars(document.subtitle), document.language, title=True),
        "byline": _shortened(_byline(document)),
        "print": _printed_pages(document) if in_book else "",
        "running": _shortened(document.title),
        "notice": hyphenated(strip_control_chars(_notice(document, in_book=in_book)), document.language),
        "authors": [
            {
                "name": strip_control_chars(who.name),
                "about": strip_control_chars(about_in(who, document.language)),
            }
            for who in _signed(document)
        ],
        "abstracts": [] if in_book else list(_abstracts(document)),
        "body": body,
        "notes": writer.notes,
        "references": [
            writer.inlines(read_line(reference.text or reference.title)) for reference in document.references
        ],
        "biographies": [
            {"name": strip_control_chars(who.name), "text": strip_control_chars(who.biography)}
            for who in document.contributors
            if who.biography
        ],
        "citation": strip_control_chars(citation),
        "corrections": [
            f"{dotted(note.made_on)}: {strip_control_chars(note.note)}" for note in document.corrections
        ],
        "imprint": list(_imprint(document)),
    }


def book_data(book: Book) -> Data:
    """Title page, publisher's page, contents and colophon of a book."""
    collection, terms = book.collection, labels_for(book.language)
    made = (book.site, str(book.made_on.year) if book.made_on else "")
    publishers, year = (
        ((made[0],), made[1]) if book.has_summaries else (collection.publishers, collection.year)
    )
    place = "" if book.has_summaries else collection.place
    return {
        "terms": terms,
        "title": nonbreaking_spaces(strip_control_chars(collection.title), book.language, title=True),
        "subtitle": nonbreaking_spaces(strip_control_chars(collection.subtitle), book.language, title=True),
        "notice": hyphenated(strip_control_chars(_book_notice(book)), book.language),
        "series": strip_control_chars(collection.series or book.site),
        "publishers": [strip_control_chars(publisher) for publisher in publishers],
        "place_and_year": " – ".join(filter(None, (place, year))),
        "running": _shortened(collection.title),
        "credits": list(_credits(book)),
        "citation": " ".join(
            filter(
                None, (gost.book_record(collection), f"ISBN {collection.isbn}." if collection.isbn else "")
            )
        ),
        "annotation": [
            hyphenated(strip_control_chars(part), book.language)
            for part in collection.annotation.splitlines()
            if part
        ],
        "rights": [f"© {strip_control_chars(publisher)}, {year}" for publisher in publishers],
        "colophon": list(_colophon(book)),
    }


def _notice(document: Document, *, in_book: bool) -> str:
    """Return the notice of an article; for an offprint also that its pages are not those of the print."""
    terms = labels_for(document.language)
    own_pages = terms["own_pages"] if document.pages and not in_book else ""
    return " ".join(filter(None, (document.notice, own_pages)))


def _book_notice(book: Book) -> str:
    """Return the notice of the title page; for a book printed elsewhere that its pages differ from this file."""
    differ = book.collection.is_printed_elsewhere and any(
        (document.original or document).pages for document in book.documents
    )
    terms = labels_for(book.language)
    own_pages = terms["own_pages_of_summaries" if book.has_summaries else "own_pages"] if differ else ""
    return " ".join(filter(None, (book.notice, own_pages)))


def _printed_pages(document: Document) -> str:
    """`в печати: с. 9–15`, in the contents of a book that was printed elsewhere, or `оригинал: с. 9–15`."""
    terms, source = labels_for(document.language), document.original or document
    if not source.pages or not source.collection or not source.collection.is_printed_elsewhere:
        return ""
    label = terms["original" if document.original else "in_print"]
    return f"{label}: {terms['pages']} {en_dash(source.pages)}"


def _signed(document: Document) -> tuple[Contributor, ...]:
    return (*document.with_role("interviewee"), *document.creators, *document.with_role("translator"))


def _byline(document: Document) -> str:
    """Return whose the text is; of a summary whose publication it summarises."""
    if document.original and document.original.creators:
        label = labels_for(document.language)["summary_of"]
        return f"{label}: {', '.join(person.name for person in document.original.creators)}"
    return ", ".join(person.name for person in document.creators) or document.site


def _kicker(document: Document) -> str:
    """Return where an offprint was printed."""
    collection, terms = document.collection, labels_for(document.language)
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
                "label": labels_for(language)["abstract"],
                "text": hyphenated(strip_control_chars(text), language),
                "keywords_label": labels_for(language)["keywords"],
                "keywords": strip_control_chars(", ".join(keywords)),
            }


def _row(label: str, value: str, link: str = "") -> Data:
    return {"label": label, "value": strip_control_chars(value), "link": link}


def _imprint(document: Document) -> Iterator[Data]:
    terms = labels_for(document.language)
    if document.edition_made_on:
        yield _row(terms["edition"], f"{document.edition} ({dotted(document.edition_made_on)})")
    if document.doi:
        yield _row("DOI", document.doi, f"https://doi.org/{document.doi}")
    if document.url:
        yield _row(terms["address"], document.url, document.url)
    if document.licence:
        yield _row(terms["licence"], document.licence, document.licence_url)


def _credits(book: Book) -> Iterator[Data]:
    collection, terms = book.collection, labels_for(book.language)
    yield from (_row(label, ", ".join(who.name for who in people)) for label, people in book_people(book))
    for people, one, many in (
        (collection.editors, "editor", "editors"),
        (collection.reviewers, "reviewer", "reviewers"),
    ):
        if people:
            listed = "; ".join(", ".join(filter(None, (who.name, who.about))) for who in people)
            yield _row(terms[many if len(people) > 1 else one], listed)
    if collection.supporters:
        yield _row(terms["supported_by"], ", ".join(collection.supporters))


def _colophon(book: Book) -> Iterator[Data]:
    collection, terms = book.collection, labels_for(book.language)
    yield from _credits(book)
    if not book.has_summaries:
        yield _row(terms["published_in"], gost.imprint(collection))
    if collection.isbn and not book.has_summaries:
        yield _row("ISBN", collection.isbn)
    if collection.doi and not book.has_summaries:
        yield _row("DOI", collection.doi, f"https://doi.org/{collection.doi}")
    if collection.url:
        yield _row(terms["address"], collection.url, collection.url)
    if book.licence:
        yield _row(terms["licence"], book.licence, book.licence_url)
    if book.made_on:
        yield _row(terms["generated"], dotted(book.made_on))


def _shortened(title: str) -> str:
    """Shorten a title to fit the running head, cutting between words."""
    title = strip_control_chars(title)
    if len(title) <= RUNNING_LENGTH:
        return title
    return f"{title[:RUNNING_LENGTH].rpartition(' ')[0].rstrip(' ,:;–-')}…"
