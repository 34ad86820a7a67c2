"""APA, 7th edition."""

from datetime import date

from editorial.press.citations.formatting import (
    Citation,
    citation,
    en_dash,
    end_with_dot,
    english_parts,
    italic,
    link_to,
    sentences,
)
from editorial.press.citations.originals import summary_in_english
from editorial.press.document import Book, Contributor, Document

STYLE, NAME = "apa-7", "APA 7"


def cite(document: Document, *, accessed: date) -> Citation:
    """Format the reference to an article; APA gives no date of access for a text that keeps its editions."""
    del accessed
    authors = _authors(document.creators)
    host = _book_host(document) if document.collection else _site(document)
    opening = (authors, _date(document), _title(document)) if authors else (_title(document), _date(document))
    return citation(
        STYLE, NAME, f"{sentences(*opening, host)} {link_to(document.doi, document.address)}".strip()
    )


def cite_book(book: Book, *, accessed: date) -> Citation:
    """Format the reference to a collection."""
    del accessed
    collection = book.collection
    editors = _authors(collection.editors)
    role = "(Eds.)" if len(collection.editors) > 1 else "(Ed.)"
    title = italic(": ".join(filter(None, (collection.title, collection.subtitle))))
    year = f"({collection.year or 'n.d.'})"
    opening = (f"{editors} {role}", year, title) if editors else (title, year)
    line = sentences(*opening, "; ".join(collection.publishers))
    return citation(STYLE, NAME, f"{line} {link_to(collection.doi, collection.address)}".strip())


def _title(document: Document) -> str:
    """Format the title and what the text is; a title given by the editors is a description in square brackets."""
    title = f"[{document.full_title}]" if document.title_is_supplied else document.full_title
    formatted_title = title if document.collection or document.title_is_supplied else italic(title)
    if document.original:
        people = " & ".join(_reading(one) for one in document.original.creators)
        return f"{formatted_title} [{summary_in_english(document.original, by=people, italic=italic)}]"
    if document.genre == "interview":
        people = " & ".join(_reading(one) for one in document.with_role("interviewee"))
        return f"{formatted_title} [Interview{f' with {people}' if people else ''}]"
    return formatted_title


def _reading(person: Contributor) -> str:
    return f"{person.initials} {person.family}".strip() or person.literal


def _authors(people: tuple[Contributor, ...]) -> str:
    """Up to twenty names; of more, the first nineteen and the last."""
    names = [person.literal or ", ".join(filter(None, (person.family, person.initials))) for person in people]
    if len(names) > 20:
        return f"{', '.join(names[:19])}, … {names[-1]}"
    if len(names) > 1:
        return f"{', '.join(names[:-1])}, & {names[-1]}"
    return "".join(names)


def _date(document: Document) -> str:
    year, month, day = english_parts(document.issued or document.year)
    if document.collection or not month:
        return f"({document.year or 'n.d.'})"
    return f"({year}, {month} {day})".replace(" )", ")")


def _book_host(document: Document) -> str:
    collection = document.collection
    if collection is None:
        return ""
    editors = [_reading(person) for person in collection.editors]
    listed = ", ".join([*editors[:-2], " & ".join(editors[-2:])])
    role = "(Eds.), " if len(editors) > 1 else "(Ed.), "
    pages = en_dash(document.pages)
    printed = f" ({'pp.' if '–' in pages else 'p.'} {pages})" if pages else ""
    host = f"In {f'{listed} {role}' if editors else ''}{italic(collection.title)}{printed}"
    return f"{end_with_dot(host)} {'; '.join(collection.publishers)}".strip()


def _site(document: Document) -> str:
    """Return the name of the site, unless the author is the site itself."""
    return "" if document.host in {person.literal for person in document.creators} else document.host
