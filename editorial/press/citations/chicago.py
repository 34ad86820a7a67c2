"""The Chicago Manual of Style, 17th edition: an entry of the bibliography."""

from datetime import date

from editorial.press.citations.line import (
    NO_DOT_AFTER,
    Citation,
    citation,
    en_dash,
    english_parts,
    italic,
    link_to,
    sentences,
)
from editorial.press.document import Book, Contributor, Document

STYLE, NAME = "chicago-17", "Chicago 17"


def cite(document: Document, *, accessed: date) -> Citation:
    """The entry of an article; Chicago asks for a date of access only where a text has no date."""
    authors = _inverted(document.authors)
    title = document.full_title
    quoted = f"“{title}”" if title[-1:] in NO_DOT_AFTER else f"“{title}.”"
    # The stop stands inside the quotation marks, so this piece is closed by hand.
    opening = f"{sentences(authors)} {quoted}".strip()
    undated = "" if document.issued or document.collection else f"Accessed {_english(accessed.isoformat())}"
    interviewers = " and ".join(person.name for person in document.with_role("interviewer"))
    asked = f"Interview by {interviewers}" if interviewers else ""
    host = _book_host(document) if document.collection else _site(document)
    rest = sentences(asked, host, undated, link_to(document.doi, document.address))
    return citation(STYLE, NAME, f"{opening} {rest}".strip())


def cite_book(book: Book, *, accessed: date) -> Citation:
    """The entry of a collection."""
    del accessed
    collection = book.collection
    editors = _inverted(collection.editors)
    role = ", eds" if len(collection.editors) > 1 else ", ed"
    title = italic(": ".join(filter(None, (collection.title, collection.subtitle))))
    imprint = ", ".join(
        filter(
            None,
            (
                ": ".join(filter(None, (collection.place, " and ".join(collection.publishers)))),
                collection.year,
            ),
        )
    )
    line = sentences(
        f"{editors}{role}" if editors else "", title, imprint, link_to(collection.doi, collection.url)
    )
    return citation(STYLE, NAME, line)


def _inverted(people: tuple[Contributor, ...]) -> str:
    """The first name inverted; of more than ten, seven."""
    if not people:
        return ""
    first = people[0].literal or ", ".join(filter(None, (people[0].family, people[0].given)))
    names = [first, *(person.name for person in people[1:])]
    if len(names) > 10:
        return f"{', '.join(names[:7])}, et al."
    return ", and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _book_host(document: Document) -> str:
    collection = document.collection
    if collection is None:
        return ""
    title = italic(": ".join(filter(None, (collection.title, collection.subtitle))))
    editors = [person.name for person in collection.editors]
    listed = ", and ".join(filter(None, (", ".join(editors[:-1]), editors[-1]))) if len(editors) > 2 else ""
    edited = f"edited by {listed or ' and '.join(editors)}" if editors else ""
    place = ": ".join(filter(None, (collection.place, " and ".join(collection.publishers))))
    book = ", ".join(filter(None, (f"In {title}", edited, en_dash(document.pages))))
    return sentences(book, ", ".join(filter(None, (place, collection.year))))


def _site(document: Document) -> str:
    return ", ".join(filter(None, (document.host, _english(document.issued))))


def _english(issued: str) -> str:
    """`May 14, 2024`, `May 2024` or `2024`."""
    year, month, day = english_parts(issued)
    if day:
        return f"{month} {day}, {year}"
    return f"{month} {year}".strip()
