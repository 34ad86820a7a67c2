"""Text as it was extracted from a PDF or copied from a web page."""

import codecs
import re

from django.utils.translation import gettext as _

from editorial.manuscripts import limits
from editorial.manuscripts.draft import Manuscript
from editorial.manuscripts.errors import UnreadableFileError
from editorial.manuscripts.from_lines import read_paper
from editorial.manuscripts.lines import Line, clean_characters, make_line
from editorial.manuscripts.readers.reading import AS_SENT, Choices
from editorial.manuscripts.readers.side_columns import unfold

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROL_SHARE = 0.002


def read_text(data: bytes, _choices: Choices = AS_SENT) -> Manuscript:
    """Understand a text file."""
    text = decode(data)
    if len(text) > limits.MAX_TEXT_CHARACTERS:
        raise UnreadableFileError(
            _("the text is longer than %(limit)s characters") % {"limit": limits.MAX_TEXT_CHARACTERS}
        )
    text = clean_characters(text)
    if not text.strip():
        raise UnreadableFileError(_("the file contains no text"))
    lines, feeds = to_lines(text)
    return read_paper(lines, feeds)


def decode(data: bytes) -> str:
    """Return the characters of a file, in the encodings that Word and extraction tools write."""
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            place = _("byte %(offset)s") % {"offset": error.start}
            raise UnreadableFileError(
                _("the declared encoding %(encoding)s does not match the content") % {"encoding": encoding},
                place=place,
            ) from error
        text = _decode_cyrillic(data, error)
    if len(CONTROL.findall(text[:200_000])) > MAX_CONTROL_SHARE * min(len(text), 200_000):
        raise UnreadableFileError(_("this is not a text file"))
    return text


def _decode_cyrillic(data: bytes, error: UnicodeDecodeError) -> str:
    """Windows-1251, when it gives Russian words."""
    text = data.decode("cp1251", errors="replace")
    letters = re.findall(r"[а-яё]", text)
    if len(letters) < 0.3 * len(text):
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFileError(
            _("the encoding is neither UTF-8 nor Windows-1251"), place=_("line %(line)s") % {"line": line}
        ) from error
    return text


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
