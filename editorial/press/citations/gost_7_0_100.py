"""GOST R 7.0.100-2018: the bibliographic record of an article as a part of a book or a site, and of a book."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from editorial.press.citations.formatting import (
    Citation,
    areas,
    citation,
    dotted,
    dotted_edtf,
    en_dash,
    end_with_dot,
)
from editorial.press.citations.gost import (
    edited_by,
    imprint,
    interviewees,
    lowered,
    names,
    other_title,
    summary_note,
)
from editorial.press.document import Book, Collection, Contributor, Document
from editorial.press.labels import labels_for

STYLE, NAME = "gost-r-7.0.100-2018", _("GOST R 7.0.100–2018")


def cite(document: Document, *, accessed: date) -> Citation:
    """Format the record of an article."""
    terms = labels_for(document.language)
    own = areas(
        f"{heading(document.creators)}{other_title(document)}{_responsibility(document)}", terms["electronic"]
    )
    line = areas(
        f"{own.rstrip('.')} // {_host(document)}",
        f"{terms['page']} {en_dash(document.pages)}" if document.pages else "",
        summary_note(document),
        f"DOI {document.doi}" if document.doi else "",
        f"URL: {document.address} ({terms['accessed']}: {dotted(accessed)})" if document.address else "",
    )
    return citation(STYLE, NAME, line)


def cite_book(book: Book, *, accessed: date) -> Citation:
    """Format the record of a collection."""
    collection, terms = book.collection, labels_for(book.language)
    line = areas(
        *_book_areas(collection),
        f"{collection.page_count} {terms['pages']}" if collection.page_count else "",
        f"ISBN {collection.isbn}" if collection.isbn else "",
        f"DOI {collection.doi}" if collection.doi else "",
        f"URL: {collection.address} ({terms['accessed']}: {dotted(accessed)})" if collection.address else "",
        terms["electronic" if collection.address else "printed"],
    )
    return citation(STYLE, NAME, line)


def heading(authors: tuple[Contributor, ...]) -> str:
    """`Фамилия, И. О. ` of the first of one to three persons; four or more, or an organisation, give none."""
    persons = [author for author in authors if author.family]
    if not 1 <= len(persons) <= 3 or len(persons) != len(authors):
        return ""
    return f"{end_with_dot(', '.join(filter(None, (persons[0].family, persons[0].initials))))} "


def _responsibility(document: Document) -> str:
    terms = labels_for(document.language)
    authors = document.with_role("author")
    parts = [names(authors, terms["et_al"])] if authors else []
    parts += [
        f"{terms[role].lower()}: {names(people, terms['et_al'])}"
        for role in ("interviewer", "translator")
        if (people := document.with_role(role))
    ]
    parts.append(interviewees(document))
    statement = " ; ".join(filter(None, parts))
    return f" / {statement}" if statement else ""


def _host(document: Document) -> str:
    if document.collection:
        return areas(*_book_areas(document.collection))
    published = dotted_edtf(document.issued)
    return areas(
        f"{document.host} : [{labels_for(document.language)['site']}]" if document.host else "", published
    )


def _book_areas(collection: Collection) -> tuple[str, str]:
    title = " : ".join(filter(None, (collection.title, lowered(collection.subtitle))))
    return " / ".join(filter(None, (title, edited_by(collection)))), imprint(collection)
