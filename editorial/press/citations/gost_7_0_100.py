"""GOST R 7.0.100-2018: the bibliographic record of an article as a part of a book or a site, and of a book."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from editorial.press.citations.line import Citation, areas, citation, dotted, dotted_edtf, en_dash, ended
from editorial.press.document import Book, Collection, Contributor, Document
from editorial.press.terms import terms_in

STYLE, NAME = "gost-r-7.0.100-2018", _("GOST R 7.0.100–2018")


def cite(document: Document, *, accessed: date) -> Citation:
    """The record of an article."""
    terms = terms_in(document.language)
    own = areas(
        f"{heading(document.authors)}{other_title(document)}{_responsibility(document)}", terms["electronic"]
    )
    line = areas(
        f"{own.rstrip('.')} // {_host(document)}",
        f"{terms['page']} {en_dash(document.pages)}" if document.pages else "",
        f"DOI {document.doi}" if document.doi else "",
        f"URL: {document.address} ({terms['accessed']}: {dotted(accessed)})" if document.address else "",
    )
    return citation(STYLE, NAME, line)


def cite_book(book: Book, *, accessed: date) -> Citation:
    """The record of a collection."""
    collection, terms = book.collection, terms_in(book.language)
    line = areas(
        *_book_areas(collection),
        f"{collection.page_count} {terms['pages']}" if collection.page_count else "",
        f"ISBN {collection.isbn}" if collection.isbn else "",
        f"DOI {collection.doi}" if collection.doi else "",
        f"URL: {collection.url} ({terms['accessed']}: {dotted(accessed)})" if collection.url else "",
        terms["electronic"],
    )
    return citation(STYLE, NAME, line)


def heading(authors: tuple[Contributor, ...]) -> str:
    """`Фамилия, И. О. ` of the first of one to three persons; four or more, or an organisation, give none."""
    persons = [author for author in authors if author.family]
    if not 1 <= len(persons) <= 3 or len(persons) != len(authors):
        return ""
    return f"{ended(', '.join(filter(None, (persons[0].family, persons[0].initials))))} "


def names(people: tuple[Contributor, ...], et_al: str) -> str:
    """`И. О. Фамилия, …`; of five or more the first three."""
    shown = people if len(people) <= 4 else people[:3]
    listed = ", ".join(f"{person.initials} {person.family}".strip() or person.literal for person in shown)
    return listed if len(shown) == len(people) else f"{listed} [{et_al}]"


def edited_by(collection: Collection) -> str:
    """`редакторы: …`, in the nominative, so that no name has to be inflected."""
    terms = terms_in(collection.language)
    if not collection.editors:
        return ""
    role = terms["editors" if len(collection.editors) > 1 else "editor"].lower()
    return f"{role}: {names(collection.editors, terms['et_al'])}"


def imprint(collection: Collection) -> str:
    """`Баку : Издатель : Издатель, 2024`."""
    place = " : ".join(filter(None, (collection.place, *collection.publishers)))
    return ", ".join(filter(None, (place, collection.year)))


def lowered(subtitle: str) -> str:
    """Other title information begins with a small letter, an abbreviation apart."""
    return subtitle if subtitle[1:2].isupper() else f"{subtitle[:1].lower()}{subtitle[1:]}"


def other_title(document: Document) -> str:
    """The title with the subtitle, and with the word that tells an interview unless the title says it itself."""
    word = terms_in(document.language)["interview"]
    parts = [document.title, lowered(document.subtitle)]
    if document.genre == "interview" and word not in document.title.lower():
        parts.append(f"[{word}]")
    return " : ".join(part for part in parts if part)


def _responsibility(document: Document) -> str:
    terms = terms_in(document.language)
    parts = [names(document.authors, terms["et_al"])] if document.authors else []
    if document.with_role("interviewee") and (writers := document.with_role("author")):
        parts.append(names(writers, terms["et_al"]))
    for role, term in (("interviewer", "interviewed_by"), ("translator", "translator")):
        if people := document.with_role(role):
            parts.append(f"{terms[term].lower()} {names(people, terms['et_al'])}")
    return f" / {' ; '.join(parts)}" if parts else ""


def _host(document: Document) -> str:
    if document.collection:
        return areas(*_book_areas(document.collection))
    published = dotted_edtf(document.issued)
    return areas(
        f"{document.host} : [{terms_in(document.language)['site']}]" if document.host else "", published
    )


def _book_areas(collection: Collection) -> tuple[str, str]:
    title = " : ".join(filter(None, (collection.title, lowered(collection.subtitle))))
    return " / ".join(filter(None, (title, edited_by(collection)))), imprint(collection)
