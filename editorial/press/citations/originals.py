"""The publication that a text summarises, in styles of English-language bibliographies."""

from collections.abc import Callable

from editorial.press.citations.formatting import NO_DOT_AFTER, en_dash, english_date
from editorial.press.document import Document


def summary_in_english(original: Document, *, by: str, italic: Callable[[str], str]) -> str:
    """`Summary of “Title,” by A. Author, in Book (Baku: Publisher, 2024), 9–15`; a given title stands in brackets."""
    interviewees = " & ".join(person.name for person in original.with_role("interviewee"))
    listed = [
        f"by {by}" if by else "",
        f"interview with {interviewees}" if interviewees else "",
        *_host(original, italic),
    ]
    rest = ", ".join(filter(None, listed))
    title = f"[{original.full_title}]" if original.title_is_supplied else f"“{original.full_title}”"
    if not rest:
        return f"Summary of {title}"
    if original.title_is_supplied:
        return f"Summary of {title}, {rest}"
    comma = "" if original.full_title[-1:] in NO_DOT_AFTER else ","
    return f"Summary of {title.removesuffix('”')}{comma}” {rest}"


def _host(original: Document, italic: Callable[[str], str]) -> tuple[str, ...]:
    collection = original.collection
    if collection is None:
        host = "" if original.host in {person.literal for person in original.creators} else original.host
        return host, english_date(original.issued)
    place = ": ".join(filter(None, (collection.place, " and ".join(collection.publishers))))
    imprint = ", ".join(filter(None, (place, collection.year)))
    return f"in {italic(collection.title)}{f' ({imprint})' if imprint else ''}", en_dash(original.pages)
