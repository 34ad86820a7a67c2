"""The Chicago Manual of Style, 17th edition: an entry of the bibliography."""

from datetime import date

from editorial.press.citations.formatting import (
    NO_DOT_AFTER,
    Citation,
    citation,
    en_dash,
    english_date,
    italic,
    link_to,
    sentences,
)
from editorial.press.citations.originals import summary_in_english
from editorial.press.document import Book, Contributor, Document

STYLE, NAME = "chicago-17", "Chicago 17"


def cite(document: Document, *, accessed: date) -> Citation:
    """Format the entry of an article; Chicago asks for a date of access only where a text has no date.

    An interview is entered under whoever answers, as the manual has it, with “Interview by” whoever asks.
    """
    answering = document.with_role("interviewee")
    authors = _inverted(answering or document.creators)
    asking = " and ".join(person.name for person in document.creators) if answering else ""
    # The stop stands inside the quotation marks, so this piece is closed by hand.
    opening = f"{sentences(authors)} {_quoted(document)}".strip()
    undated = (
        "" if document.issued or document.collection else f"Accessed {english_date(accessed.isoformat())}"
    )
    rest = sentences(
        f"Interview by {asking}" if asking else "",
        _summary(document),
        _book_host(document) if document.collection else _site(document),
        undated,
        link_to(document.doi, document.address),
    )
    return citation(STYLE, NAME, f"{opening} {rest}".strip())


def cite_book(book: Book, *, accessed: date) -> Citation:
    """Format the entry of a collection."""
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
        f"{editors}{role}" if editors else "", title, imprint, link_to(collection.doi, collection.address)
    )
    return citation(STYLE, NAME, line)


def _quoted(document: Document) -> str:
    """Format the title in quotation marks; one given by the editors is a description in brackets, without them."""
    title = document.full_title
    if document.title_is_supplied:
        return f"[{title}]."
    return f"“{title}”" if title[-1:] in NO_DOT_AFTER else f"“{title}.”"


def _summary(document: Document) -> str:
    if document.original is None:
        return ""
    people = " and ".join(person.name for person in document.original.creators)
    return summary_in_english(document.original, by=people, italic=italic)


def _inverted(people: tuple[Contributor, ...]) -> str:
    """Format the names, the first inverted; of more than ten, seven."""
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
    named = {person.literal for person in document.creators} if document.is_summary else set()
    return ", ".join(
        filter(None, ("" if document.host in named else document.host, english_date(document.issued)))
    )
