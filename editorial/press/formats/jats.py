"""JATS 1.1, the Journal Publishing tag set: the archive's and the library's form of an article."""

from collections.abc import Iterator, Sequence
from datetime import date

from lxml import etree

from editorial.press.citations.formatting import en_dash
from editorial.press.document import Contributor, Document, Reference
from editorial.press.document_tree import read_blocks, strip_control_chars
from editorial.press.jats_body import BodyWriter, sections
from editorial.press.kinds import text_kind
from editorial.press.xml import HREF, LANG, Element, make

CONTENT_TYPE, EXTENSION = "application/xml; charset=utf-8", "xml"
PUBLIC_ID = "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN"
DOCTYPE = f'<!DOCTYPE article PUBLIC "{PUBLIC_ID}" "JATS-journalpublishing1.dtd">'
# Of the roles that a text is given, those of JATS; the person who answers in an interview is no author of it.
ROLES = {
    "author": "author",
    "interviewer": "author",
    "interviewee": "interviewee",
    "editor": "editor",
    "translator": "translator",
}


def write(document: Document) -> bytes:
    """Write an article as a document of its own."""
    body = sections(BodyWriter(document).blocks(read_blocks(document.body)))
    kind = text_kind(document).jats
    front = make("front", _journal(document), _meta(document))
    article = make(
        "article",
        front,
        make("body", *body),
        **{"article-type": kind, "dtd-version": "1.1", LANG: document.language},
    )
    if back := list(_back(document)):
        article.append(make("back", *back))
    written = etree.tostring(article, encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)
    return bytes(written) + b"\n"


def text(tag: str, value: str, **attributes: str) -> Element:
    """Build an element with a text and attributes; `_` in a name becomes `-`."""
    element = make(tag, value)
    for name, attribute in attributes.items():
        if attribute:
            element.set(name.replace("_", "-"), strip_control_chars(attribute))
    return element


def _journal(document: Document) -> Element:
    """Build the element where JATS expects a journal from the book or the site."""
    collection = document.collection
    title = collection.title if collection else document.host
    meta = make("journal-meta", text("journal-id", title or document.slug, journal_id_type="publisher-id"))
    meta.append(make("journal-title-group", text("journal-title", title)))
    # Version 1.1 asks for an ISSN where a book has none.
    meta.append(make("issn"))
    if collection and collection.isbn:
        meta.append(text("isbn", collection.isbn))
    # One element a publisher is not allowed; its names are.
    publisher = make("publisher", text("publisher-name", "; ".join(document.publishers) or document.host))
    if collection and collection.place:
        publisher.append(text("publisher-loc", collection.place))
    meta.append(publisher)
    return meta


def _meta(document: Document) -> Element:
    meta = make("article-meta", text("article-id", document.slug, pub_id_type="publisher-id"))
    if document.doi:
        meta.append(text("article-id", document.doi, pub_id_type="doi"))
    categories = make("article-categories")
    if document.topics:
        subjects = [text("subject", topic) for topic in document.topics]
        categories.append(make("subj-group", *subjects))
    genre = make("subj-group", text("subject", document.genre))
    genre.set("subj-group-type", "genre")
    categories.append(genre)
    meta.append(categories)
    meta.append(_titles(document))
    others = document.with_role("interviewee", "editor", "translator")
    people = (*document.creators, *others)
    if people:
        meta.append(make("contrib-group", *(_contributor(person) for person in people)))
    if document.year:
        meta.append(_date("pub-date", document.issued or document.year, {"pub-type": "epub"}))
    meta.extend(_pages(document))
    meta.extend(_history(document))
    meta.extend(_permissions(document))
    if document.url:
        meta.append(make("self-uri", **{HREF: document.url}))
    meta.extend(_related(document))
    meta.extend(_abstracts(document))
    for language, words in document.keywords.items():
        if words:
            meta.append(make("kwd-group", *(text("kwd", word) for word in words), **{LANG: language}))
    return meta


def _titles(document: Document) -> Element:
    group = make("title-group", text("article-title", document.title))
    if document.subtitle:
        group.append(text("subtitle", document.subtitle))
    for language, title in document.titles.items():
        if title and language != document.language:
            group.append(make("trans-title-group", text("trans-title", title), **{LANG: language}))
    return group


def _contributor(person: Contributor) -> Element:
    contributor = make("contrib", **{"contrib-type": ROLES[person.role]})
    if person.orcid:
        address = f"https://orcid.org/{person.orcid}"
        contributor.append(text("contrib-id", address, contrib_id_type="orcid"))
    contributor.append(text("collab", person.literal) if person.literal else _name(person))
    if person.degree:
        contributor.append(text("degrees", person.degree))
    if person.position:
        contributor.append(text("role", person.position))
    if person.organisation:
        contributor.append(make("aff", text("institution", person.organisation)))
    return contributor


def _name(person: Contributor) -> Element:
    name = make("name", text("surname", person.family or person.given))
    if person.family and person.given:
        name.append(text("given-names", person.given))
    return name


def _date(tag: str, issued: str, attributes: dict[str, str]) -> Element:
    year, month, day = [*issued.split("-"), "", ""][:3]
    element = make(tag, **attributes)
    for name, value in (("day", day), ("month", month), ("year", year)):
        if value:
            element.append(text(name, value))
    return element


def _pages(document: Document) -> Iterator[Element]:
    first, _, last = en_dash(document.pages).partition("–")
    if first:
        yield text("fpage", first)
        yield text("lpage", last or first)


def _history(document: Document) -> Iterator[Element]:
    dates = [(note.made_on, "corrected") for note in document.corrections]
    if dates:
        yield make("history", *(_date("date", _iso(day), {"date-type": kind}) for day, kind in dates))


def _iso(day: date) -> str:
    return day.isoformat()


def _permissions(document: Document) -> Iterator[Element]:
    if document.licence:
        licence = make("license", text("license-p", document.licence))
        if document.licence_url:
            licence.set(HREF, document.licence_url)
        yield make("permissions", licence)


def _related(document: Document) -> Iterator[Element]:
    """Build the publication that the text is a summary of, as `related-object`: it may be a chapter or a page of a site."""
    original = document.original
    if original is None:
        return
    related = make("related-object", **{"link-type": "summary-of", LANG: original.language})
    related.set("document-type", "chapter" if original.collection else original.genre.replace("_", "-"))
    if original.address:
        related.set("ext-link-type", "uri")
        related.set(HREF, strip_control_chars(original.address))
    if original.doi:
        related.set("document-id", strip_control_chars(original.doi))
        related.set("document-id-type", "doi")
    related.extend(_described(original))
    # Without anything between them readers would see the parts as one word.
    for part in related:
        part.tail = ". "
    yield related


def _described(original: Document) -> Iterator[Element]:
    for role, people in (("author", original.creators), ("interviewee", original.with_role("interviewee"))):
        if people:
            named = (text("collab", who.literal) if who.literal else _name(who) for who in people)
            yield make("person-group", *named, **{"person-group-type": role})
    yield text("article-title", original.full_title)
    collection = original.collection
    first, _, last = en_dash(original.pages).partition("–")
    fields = (
        ("source", collection.title if collection else original.host),
        ("publisher-loc", collection.place if collection else ""),
        ("publisher-name", "; ".join(original.publishers)),
        ("year", original.year), ("fpage", first), ("lpage", last or first),
    )  # fmt: skip
    yield from (text(tag, value) for tag, value in fields if value)


def _abstracts(document: Document) -> Iterator[Element]:
    own = document.abstracts.get(document.language)
    if own:
        yield make("abstract", text("p", own), **{LANG: document.language})
    for language, abstract in document.abstracts.items():
        if abstract and language != document.language:
            yield make("trans-abstract", text("p", abstract), **{LANG: language})


def _back(document: Document) -> Iterator[Element]:
    writer = BodyWriter(document)
    notes = [
        make("fn", text("label", note.label), *writer.note(note.html), id=f"fn-{note.number}")
        for note in document.footnotes
    ]
    if notes:
        yield make("fn-group", *notes)
    if document.references:
        yield make("ref-list", *_references(document.references))
    if document.notice:
        yield make("notes", text("p", document.notice), **{"notes-type": "notice"})
    if document.corrections:
        paragraphs = [text("p", f"{note.made_on.isoformat()}: {note.note}") for note in document.corrections]
        yield make("notes", *paragraphs, **{"notes-type": "corrections"})


def _references(references: Sequence[Reference]) -> Iterator[Element]:
    for number, reference in enumerate(references, start=1):
        yield make("ref", text("label", str(number)), _citation(reference), id=f"ref-{number}")


def _citation(reference: Reference) -> Element:
    if not reference.title:
        return text("mixed-citation", reference.text)
    citation = make("element-citation", **{"publication-type": reference.kind or "other"})
    if reference.contributors:
        people = (
            text("collab", who.literal) if who.literal else _name(who) for who in reference.contributors
        )
        citation.append(make("person-group", *people, **{"person-group-type": "author"}))
    first, _, last = en_dash(reference.pages).partition("–")
    fields = (
        ("article-title" if reference.container else "source", reference.title),
        ("source", reference.container), ("publisher-loc", reference.place), ("publisher-name", reference.publisher),
        ("year", reference.year), ("volume", reference.volume), ("issue", reference.issue),
        ("fpage", first), ("lpage", last),
    )  # fmt: skip
    citation.extend(text(tag, value) for tag, value in fields if value)
    if reference.doi:
        citation.append(text("pub-id", reference.doi, pub_id_type="doi"))
    if reference.url:
        citation.append(
            make(
                "ext-link",
                strip_control_chars(reference.url),
                **{"ext-link-type": "uri", HREF: reference.url},
            )
        )
    return citation
