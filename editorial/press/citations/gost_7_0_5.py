"""GOST R 7.0.5-2008: the short reference, its areas parted by full stops."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from editorial.press.citations.gost_7_0_100 import imprint, lowered, names, other_title
from editorial.press.citations.line import Citation, citation, dotted, dotted_edtf, en_dash, ended, sentences
from editorial.press.document import Book, Contributor, Document
from editorial.press.terms import terms_in

STYLE, NAME = "gost-r-7.0.5-2008", _("GOST R 7.0.5–2008")


def cite(document: Document, *, accessed: date) -> Citation:
    """The reference to an article."""
    terms = terms_in(document.language)
    line = sentences(
        f"{_opening(document)} // {_host(document)}".removesuffix(" // "),
        f"{terms['page']} {en_dash(document.pages)}" if document.pages else "",
        f"DOI: {document.doi}" if document.doi else "",
        f"URL: {document.address} ({terms['accessed']}: {dotted(accessed)})" if document.address else "",
    )
    return citation(STYLE, NAME, line)


def cite_book(book: Book, *, accessed: date) -> Citation:
    """The reference to a collection."""
    collection, terms = book.collection, terms_in(book.language)
    line = sentences(
        " : ".join(filter(None, (collection.title, lowered(collection.subtitle)))),
        imprint(collection),
        f"{collection.page_count} {terms['pages']}" if collection.page_count else "",
        f"URL: {collection.url} ({terms['accessed']}: {dotted(accessed)})" if collection.url else "",
    )
    return citation(STYLE, NAME, line)


def _opening(document: Document) -> str:
    terms = terms_in(document.language)
    title = other_title(document).replace(f"[{terms['interview']}]", terms["interview"])
    if not document.collection:
        title = f"{title} [{terms['resource']}]"
    authors = document.authors
    if len(authors) > 3:
        return f"{title} / {names(authors[:1], terms['et_al'])} [{terms['et_al']}]"
    heading = ", ".join(_inverted(author) for author in authors)
    return f"{ended(heading)} {title}".strip()


def _inverted(author: Contributor) -> str:
    return f"{author.family} {author.initials}".strip() or author.literal


def _host(document: Document) -> str:
    if document.collection:
        collection = document.collection
        title = " : ".join(filter(None, (collection.title, lowered(collection.subtitle))))
        return sentences(title, imprint(collection))
    site = f"{document.host} : [{terms_in(document.language)['site']}]" if document.host else ""
    return sentences(site, dotted_edtf(document.issued))
