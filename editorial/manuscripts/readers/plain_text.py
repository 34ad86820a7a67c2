"""Text as it was extracted from a PDF or copied from a web page."""

import re

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Manuscript, Remark
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_lines import read_paper
from editorial.manuscripts.lines import Line, clean_characters, make_line
from editorial.manuscripts.readers.encodings import Decoded, decode_text
from editorial.manuscripts.readers.reading import AS_SENT, Choices
from editorial.manuscripts.readers.side_columns import unfold

CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.002
AROUND = 40  # characters that a remark quotes around a difference


def read_text(data: bytes, choices: Choices = AS_SENT) -> Manuscript:
    """Understand a text file."""
    try:
        decoded = decode_text(data, choices.encoding)
    except UnicodeDecodeError as error:
        place = _("byte %(offset)s") % {"offset": error.start}
        raise UnreadableFileError(
            _("the declared encoding %(encoding)s does not match the content") % {"encoding": error.encoding},
            place=place,
        ) from error
    if len(CONTROL.findall(decoded.text[:200_000])) > MAX_CONTROL_SHARE * min(len(decoded.text), 200_000):
        raise UnreadableFileError(_("this is not a text file"))
    if not decoded.is_likely:
        raise UnreadableFileError(_("the encoding of the text could not be recognised"))
    manuscript = read_words(decoded.text)
    if decoded.other:
        manuscript.remarks.append(Remark(0, _two_readings(decoded)))
    return manuscript


def read_words(text: str) -> Manuscript:
    """Understand a text."""
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        raise UnreadableFileError(
            _("the text is longer than %(limit)s characters") % {"limit": limits.MAX_TEXT_CHARACTERS}
        )
    text = clean_characters(text)
    if not text.strip():
        raise UnreadableFileError(_("the file contains no text"))
    lines, feeds = to_lines(text)
    return read_paper(lines, feeds)


def _two_readings(decoded: Decoded) -> str:
    """Show both readings where they first differ."""
    at = next(
        (
            place
            for place, (one, other) in enumerate(zip(decoded.text, decoded.other_text, strict=False))
            if one != other
        ),
        0,
    )
    start = max(0, at - AROUND)
    return _(
        "The encoding is not certain. Read as %(encoding)s: “%(text)s”; as %(other)s: “%(other_text)s”. "
        "Choose the right one and read the file again."
    ) % {
        "encoding": decoded.encoding,
        "text": " ".join(decoded.text[start : at + AROUND].split()),
        "other": decoded.other,
        "other_text": " ".join(decoded.other_text[start : at + AROUND].split()),
    }


def to_lines(text: str) -> tuple[list[Line], set[int]]:
    """Lines, and the numbers of those at which a new page begins by a form feed."""
    lines: list[Line] = []
    feeds: set[int] = set()
    for number, raw in unfold(list(enumerate(text.split("\n"), 1))):
        if len(raw) > limits.MAX_LINE_CHARACTERS:
            place = _("line %(line)s") % {"line": number}
            raise UnreadableFileError(_("the line is too long"), place=place)
        parts = raw.split("\f")
        if len(parts) > 1:
            feeds.add(number)
        lines.append(make_line(max(parts, key=len), number))
    if not any(line.text for line in lines if line.number < min(feeds, default=0)):
        feeds -= {min(feeds, default=0)}
    return lines, feeds
