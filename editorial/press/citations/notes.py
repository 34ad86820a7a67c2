"""Notes in files of citation managers: titles supplied by editors, interviewees, the publication summarised."""

from editorial.press.citations.gost import summary_note
from editorial.press.document import Document
from editorial.press.labels import labels_for


def titled(document: Document) -> str:
    """Format the title with the subtitle; in square brackets if the editors gave it."""
    return f"[{document.full_title}]" if document.title_is_supplied else document.full_title


def text_note(document: Document) -> str:
    """Of what the text is a summary, or who answers in an interview: there are no fields for it."""
    terms = labels_for(document.language)
    answering = ", ".join(person.name for person in document.with_role("interviewee"))
    return summary_note(document) or (f"{terms['interviewee']}: {answering}" if answering else "")
