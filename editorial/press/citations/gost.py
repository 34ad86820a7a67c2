"""Elements shared by both GOST styles."""

from editorial.press.citations.formatting import areas, dotted_edtf, en_dash, end_with_dot, sentences
from editorial.press.document import Collection, Contributor, Document
from editorial.press.kinds import text_label
from editorial.press.labels import labels_for


def names(people: tuple[Contributor, ...], et_al: str) -> str:
    """`И. О. Фамилия, …`; of five or more the first three."""
    printed = people if len(people) <= 4 else people[:3]
    listed = ", ".join(f"{person.initials} {person.family}".strip() or person.literal for person in printed)
    return listed if len(printed) == len(people) else f"{listed} [{et_al}]"


def edited_by(collection: Collection) -> str:
    """`редакторы: …`, in the nominative, so that no name has to be inflected."""
    terms = labels_for(collection.language)
    if not collection.editors:
        return ""
    role = terms["editors" if len(collection.editors) > 1 else "editor"].lower()
    return f"{role}: {names(collection.editors, terms['et_al'])}"


def imprint(collection: Collection) -> str:
    """`Баку : Издатель : Издатель, 2024`."""
    place = " : ".join(filter(None, (collection.place, *collection.publishers)))
    return ", ".join(filter(None, (place, collection.year)))


def book_record(collection: Collection) -> str:
    """`Заглавие : подзаголовок / редакторы: …. – Баку : Издатель, 2024.`"""
    title = " : ".join(filter(None, (collection.title, lowered(collection.subtitle))))
    return areas(" / ".join(filter(None, (title, edited_by(collection)))), imprint(collection))


def lowered(subtitle: str) -> str:
    """Other title information begins with a small letter, an abbreviation apart."""
    return subtitle if subtitle[1:2].isupper() else f"{subtitle[:1].lower()}{subtitle[1:]}"


def other_title(document: Document, *, label: str = "[{}]") -> str:
    """Format the title with the subtitle and the word for what the text is, unless the title has it.

    A title given by the editors stands in square brackets.
    """
    word = text_label(document)
    title = f"[{document.title}]" if document.title_is_supplied else document.title
    parts = [title, lowered(document.subtitle)]
    if word and (document.is_summary or word not in document.title.lower()):
        parts.append(label.format(word))
    return " : ".join(part for part in parts if part)


def interviewees(document: Document) -> str:
    """`интервьюируемый: …`; empty for any text but an interview."""
    people, terms = document.with_role("interviewee"), labels_for(document.language)
    return f"{terms['interviewee'].lower()}: {names(people, terms['et_al'])}" if people else ""


def short_reference(document: Document) -> str:
    """Format the short reference of 7.0.5, without the address: `Авторы. Заглавие // Книга. Баку : Издатель, 2024. С. 9–15.`."""
    terms = labels_for(document.language)
    pages = f"{terms['page']} {en_dash(document.pages)}" if document.pages else ""
    return sentences(f"{opening(document)} // {short_host(document)}".removesuffix(" // "), pages)


def opening(document: Document, *, resource: str = "") -> str:
    """Creators and title; an electronic text of a site carries the word for it, `resource`."""
    terms, creators = labels_for(document.language), document.creators
    title = other_title(document, label="{}")
    title = f"{title} [{resource}]" if resource else title
    if len(creators) > 3:
        return f"{title} / {names(creators[:1], terms['et_al'])} [{terms['et_al']}]"
    heading = ", ".join(_inverted(creator) for creator in creators)
    answering = interviewees(document)
    return f"{end_with_dot(heading)} {title}{f' / {answering}' if answering else ''}".strip()


def short_host(document: Document) -> str:
    """Return the book or the site in which a text appeared."""
    if document.collection:
        collection = document.collection
        title = " : ".join(filter(None, (collection.title, lowered(collection.subtitle))))
        return sentences(title, imprint(collection))
    site = (
        f"{document.host} : [{labels_for(document.language)['site']}]"
        if document.host and document.address
        else ""
    )
    return sentences(site or document.host, dotted_edtf(document.issued))


def summary_note(document: Document) -> str:
    """`Изложение публикации: …` of a summary; empty for any other text."""
    if document.original is None:
        return ""
    return f"{labels_for(document.language)['summary_of']}: {short_reference(document.original)}"


def _inverted(author: Contributor) -> str:
    return f"{author.family} {author.initials}".strip() or author.literal
