"""BibTeX in UTF-8, as Biber, Zotero and JabRef read it."""

import re

from editorial.press.citations.formatting import en_dash
from editorial.press.citations.notes import text_note, titled
from editorial.press.document import Contributor, Document
from editorial.press.document_tree import strip_control_chars
from editorial.press.kinds import text_label

CONTENT_TYPE, EXTENSION = "application/x-bibtex; charset=utf-8", "bib"

# BibTeX counts braces even when they are escaped, so a brace of the text is written as a command.
SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
LANGUAGES = {"ru": "russian", "kk": "kazakh", "az": "azerbaijani", "en": "english"}


def write(document: Document) -> bytes:
    """One entry: `incollection` for an article of a book, else `online`-like `misc`."""
    collection = document.collection
    fields = [
        ("author", _names(document.creators)),
        ("title", f"{{{escaped(titled(document))}}}"),
        ("type", escaped(text_label(document))),
        *(_host(document) if collection else [("howpublished", escaped(document.host))]),
        ("year", document.year),
        ("month", document.issued[5:7].lstrip("0")),
        ("date", document.issued if "-" in document.issued else ""),
        ("doi", _verbatim(document.doi)),
        ("url", _verbatim(document.address)),
        ("language", LANGUAGES.get(document.language, document.language)),
        ("keywords", ", ".join(escaped(word) for word in document.keywords.get(document.language, ()))),
        ("abstract", escaped(document.abstracts.get(document.language, ""))),
        ("note", escaped(text_note(document))),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    kind = "incollection" if collection else "misc"
    key = re.sub(r"[^a-z0-9-]", "", document.slug.lower()) or "article"
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""]).encode()


def escaped(value: str) -> str:
    """Escape TeX's special characters and put the value on one line."""
    return "".join(SPECIALS.get(char, char) for char in " ".join(strip_control_chars(value).split()))


def _host(document: Document) -> list[tuple[str, str]]:
    collection = document.collection
    if collection is None:
        return []
    return [
        ("booktitle", f"{{{escaped(collection.title)}}}"),
        ("booksubtitle", escaped(collection.subtitle)),
        ("editor", _names(collection.editors)),
        ("publisher", " and ".join(f"{{{escaped(publisher)}}}" for publisher in collection.publishers)),
        ("address", escaped(collection.place)),
        ("pages", en_dash(document.pages).replace("–", "--")),
        ("isbn", collection.isbn),
        ("series", escaped(collection.series)),
    ]


def _names(people: tuple[Contributor, ...]) -> str:
    names = (
        f"{{{escaped(person.literal)}}}"
        if person.literal
        else ", ".join(filter(None, (escaped(person.family), escaped(person.given))))
        for person in people
    )
    return " and ".join(names)


def _verbatim(value: str) -> str:
    """Return an address unescaped, but without characters that would end the field."""
    return (
        strip_control_chars(value)
        .replace("{", "%7B")
        .replace("}", "%7D")
        .replace("\\", "%5C")
        .replace(" ", "%20")
    )
