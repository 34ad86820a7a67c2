"""The document tree of an article and of a book, and their metadata, shared by all pandoc formats."""

from collections.abc import Iterable, Iterator

from editorial.press.citations import gost
from editorial.press.citations.formatting import dotted
from editorial.press.document import Book, Contributor, Document
from editorial.press.document_tree import read_blocks, read_line
from editorial.press.kinds import text_label
from editorial.press.labels import labels_for
from editorial.press.pandoc_writer import (
    BodyWriter,
    Node,
    div,
    header,
    meta_list,
    meta_map,
    meta_text,
    para,
    words,
)


def article_blocks(document: Document, writer: BodyWriter) -> list[Node]:
    """Build an article after its title: authors, abstracts, body, references and what is known of the edition."""
    terms = labels_for(document.language)
    return [
        *_positions(document),
        *_notice(document),
        *_abstracts(document),
        *writer.blocks(read_blocks(document.body)),
        *_end(document, writer, terms),
        *_edition(document, terms),
        *writer.pop_ups(),
    ]


def chapter_blocks(document: Document, number: int, writer: BodyWriter) -> list[Node]:
    """Build an article as a chapter of a book."""
    terms = labels_for(document.language)
    # The language stands on the heading too: pandoc makes a section of each, and readers take its language there.
    title = header(1, words(document.full_title), identifier=f"article-{number}", lang=document.language)
    return [
        title,
        div(
            [
                *_positions(document),
                *_notice(document),
                *writer.blocks(read_blocks(document.body)),
                *_end(document, writer, terms),
                *writer.pop_ups(),
            ],
            lang=document.language,
        ),
    ]


def publishers_page(book: Book) -> list[Node]:
    """Return who made the book, its record and its annotation."""
    collection, terms = book.collection, labels_for(book.language)
    rows = [(label, _names(people)) for label, people in book_people(book)]
    rows += [
        (terms["editors"], _names(collection.editors)),
        (terms["reviewers"], _names(collection.reviewers)),
        (terms["supported_by"], ", ".join(collection.supporters)),
    ]
    if not book.has_summaries:
        rows += [("ISBN", collection.isbn), ("DOI", collection.doi)]
    rows += [(terms["address"], collection.url)]
    rows += [(terms["licence"], book.licence)]
    record = gost.book_record(collection)
    imprint = para(f"{book.notice} {record}".strip() if book.has_summaries else gost.imprint(collection))
    annotation = [para(part) for part in collection.annotation.splitlines() if part]
    heading = header(1, words(terms["colophon"]), "unnumbered", identifier="colophon")
    return [heading, imprint, *(_row(label, value) for label, value in rows if value), *annotation]


def article_meta(document: Document) -> dict[str, Node]:
    """Title, authors, date, language, keywords."""
    meta = {
        "title": meta_text(document.full_title),
        "author": meta_list(meta_text(creator.name) for creator in document.creators),
        "lang": meta_text(document.language),
        "date": meta_text(document.issued or document.year),
        "keywords": meta_list(meta_text(word) for word in document.keywords.get(document.language, ())),
        "rights": meta_text(document.licence),
        "publisher": meta_text("; ".join(document.publishers) or document.site),
        "type": meta_text(text_label(document)),
        "relation": meta_text(gost.summary_note(document)),
        "identifier": meta_text(document.doi or document.url),
        "subject": meta_list(meta_text(topic) for topic in document.topics),
        "category": meta_text(document.genre),
    }
    return _filled(meta)


def book_meta(book: Book) -> dict[str, Node]:
    """Title, creators, publishers, year, language, ISBN; a book of summaries is not the book that it summarises."""
    collection = book.collection
    meta = {
        "title": meta_text(collection.title),
        "subtitle": meta_text(collection.subtitle),
        "author": meta_list(meta_text(creator.name) for creator in book.creators),
        "lang": meta_text(book.language),
        "date": meta_text(collection.year),
        "publisher": meta_text("; ".join(collection.publishers)),
        "rights": meta_text(book.licence),
        "identifier": meta_text(collection.isbn or collection.doi or collection.url),
        "description": meta_text(collection.annotation),
        "contributor": meta_list(
            meta_map({"role": meta_text("edt"), "text": meta_text(editor.name)})
            for editor in collection.editors
        ),
    }
    if book.has_summaries:
        terms = labels_for(book.language)
        meta |= {
            "subtitle": meta_text(terms["summaries"]),
            "date": meta_text(book.made_on.isoformat() if book.made_on else ""),
            "publisher": meta_text(book.site),
            "identifier": meta_text(collection.url),
            "type": meta_text(terms["summary"]),
            "relation": meta_text(gost.book_record(collection)),
            "contributor": meta_list(()),
        }
    return _filled(meta)


def _filled(meta: dict[str, Node]) -> dict[str, Node]:
    return {name: value for name, value in meta.items() if value["c"]}


def _positions(document: Document) -> Iterator[Node]:
    for person in document.contributors:
        line = ", ".join(filter(None, (person.name, about_in(person, document.language))))
        yield div([para(line)], "contributor", custom_style="Contributor")


def about_in(person: Contributor, language: str) -> str:
    """Describe a contributor: role unless author, degree, position and organisation."""
    role = labels_for(language).get(person.role, "").lower() if person.role != "author" else ""
    return ", ".join(filter(None, (role, person.about)))


def book_people(book: Book) -> Iterator[tuple[str, tuple[Contributor, ...]]]:
    """Return the authors of a book, under a label; of summaries, their creators and the authors of what they summarise."""
    terms = labels_for(book.language)
    summaries = tuple(document for document in book.documents if document.is_summary)
    own = Book(book.slug, book.collection, tuple(one for one in book.documents if not one.is_summary))
    made = Book(book.slug, book.collection, summaries)
    for label, people in (
        (terms["authors"], own.creators),
        (terms["summary"].capitalize(), made.creators),
        (terms["summarised_authors"], book.summarised),
    ):
        if people:
            yield label, people


def _notice(document: Document) -> Iterator[Node]:
    if document.notice:
        yield div(
            [{"t": "Para", "c": [{"t": "Emph", "c": words(document.notice)}]}],
            "notice",
            custom_style="Imprint",
        )


def _abstracts(document: Document) -> Iterator[Node]:
    for language in dict.fromkeys((document.language, *document.abstracts, *document.keywords)):
        terms, text = labels_for(language), document.abstracts.get(language, "")
        keywords = ", ".join(document.keywords.get(language, ()))
        rows = [(terms["abstract"], text), (terms["keywords"], keywords)]
        lines = [_row(label, value) for label, value in rows if value]
        if lines:
            yield div(lines, "abstract", lang=language, custom_style="Abstract")


def _end(document: Document, writer: BodyWriter, terms: dict[str, str]) -> Iterator[Node]:
    if document.references:
        yield header(2, words(terms["references"]), "unnumbered")
        lines = [read_line(reference.text or reference.title) for reference in document.references]
        entries = [[{"t": "Para", "c": writer.inlines(line)}] for line in lines]
        yield {"t": "OrderedList", "c": [[1, {"t": "Decimal"}, {"t": "Period"}], entries]}


def _edition(document: Document, terms: dict[str, str]) -> Iterator[Node]:
    rows = [(terms["corrections"], f"{dotted(note.made_on)}: {note.note}") for note in document.corrections]
    if document.edition_made_on:
        rows.append((terms["edition"], f"{document.edition} ({dotted(document.edition_made_on)})"))
    rows += [("DOI", document.doi), (terms["address"], document.url), (terms["licence"], document.licence)]
    filled = [_row(label, value) for label, value in rows if value]
    if filled:
        yield {"t": "HorizontalRule"}
        yield div(filled, "edition", custom_style="Imprint")


def _row(label: str, value: str) -> Node:
    return {"t": "Para", "c": [{"t": "Strong", "c": words(f"{label}:")}, {"t": "Space"}, *words(value)]}


def _names(people: Iterable[Contributor]) -> str:
    return ", ".join(person.name for person in people)
