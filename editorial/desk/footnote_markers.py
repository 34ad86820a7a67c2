"""Markers of notes in words without tags: they are compared by the note's key and shown by its number."""

import re
from collections.abc import Container

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

IN_BODY = re.compile(r'<sup data-footnote="([^"]*)"></sup>')
# Between characters that nobody types, as they are for private use: the key, then the number.
MARK = re.compile("\ue000([^\ue001]*)\ue001([^\ue002]*)\ue002")
Numbers = dict[str, int]


def numbers_in(body: str, *, first: int = 1, known: Container[str] | None = None) -> Numbers:
    """Return the numbers that readers see, by the keys of the notes; a key that is not known gets none."""
    keys = (key for key in IN_BODY.findall(body) if known is None or key in known)
    return {key: number for number, key in enumerate(dict.fromkeys(keys), start=first)}


def marked(key: str, numbers: Numbers) -> str:
    """Write a marker; one of no note has no number."""
    return f"\ue000{key}\ue001{numbers.get(key, '?')}\ue002"


def strip_note_numbers(text: str) -> str:
    """Return a text without the numbers, which change when another note comes in before."""
    return MARK.sub("\ue000\\1\ue001\ue002", text)


def with_note_numbers(text: str) -> SafeString:
    """Return a text as HTML, its markers as readers see them."""
    return mark_safe(MARK.sub(r"<sup>\2</sup>", escape(text)))  # noqa: S308
