"""The picture that messengers and networks show beside a link: kind, title and people in the letters of the site."""

import hashlib
import io
from dataclasses import astuple, dataclass

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from editorial.press.document_tree import strip_control_chars

SIZE = (1200, 630)
CONTENT_TYPE = "image/png"
# A part of every checksum: raise it when the same words come to look different.
PICTURE_VERSION = "1"
PAPER, INK, QUIET, ACCENT = "#fbfaf6", "#1a1d1f", "#4a5054", "#0a5566"
LEFT, RIGHT, TOP, BOTTOM = 96, 1120, 78, 556
TITLE_SIZES = range(68, 33, -4)
MAX_LINES = 6


@dataclass(frozen=True)
class SharePicture:
    """The texts of a share card: kind, title, a line of details, and the name of the site."""

    kind: str
    title: str
    about: str = ""
    site: str = "Relations"

    @property
    def checksum(self) -> str:
        """Two pictures that say the same have the same checksum."""
        content = "\x00".join((PICTURE_VERSION, *astuple(self)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def draw(share: SharePicture) -> bytes:
    """Return the picture as PNG, 1200 by 630."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 28, SIZE[1]), fill=ACCENT)
    sans = _font("source-sans-600", 30)
    pen.text((LEFT, TOP), _fitted(strip_control_chars(share.kind), sans), font=sans, fill=ACCENT)
    about_font = _font("source-sans-400", 32)
    about = wrapped(strip_control_chars(share.about), about_font)[:2]
    room = BOTTOM - TOP - 76 - 46 * len(about)
    lines, font, step = _title(strip_control_chars(share.title), room)
    top = TOP + 58
    for line in lines:
        pen.text((LEFT, top), line, font=font, fill=INK)
        top += step
    for turn, line in enumerate(about):
        pen.text((LEFT, top + 22 + 42 * turn), line, font=about_font, fill=QUIET)
    pen.line((LEFT, BOTTOM, RIGHT, BOTTOM), fill=INK, width=2)
    pen.text((LEFT, BOTTOM + 14), _fitted(strip_control_chars(share.site), sans), font=sans, fill=QUIET)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _title(title: str, room: int) -> tuple[list[str], ImageFont.FreeTypeFont, int]:
    """Return the lines of the title in the largest letters in which it has room, cut in the smallest."""
    for size in TITLE_SIZES:
        font, step = _font("literata-600", size), round(size * 1.22)
        lines = wrapped(title, font)
        if len(lines) <= MAX_LINES and step * len(lines) <= room:
            return lines, font, step
    fitting = max(1, min(MAX_LINES, room // step))
    if len(lines) > fitting:
        lines = [*lines[: fitting - 1], _fitted(f"{lines[fitting - 1]} …", font)]
    return lines, font, step


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Return the text in lines that fit; a word longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= RIGHT - LEFT:
            lines[-1] = longer
        else:
            lines.append(_fitted(word, font))
    return lines


def _fitted(text: str, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(text) <= RIGHT - LEFT:
        return text
    while text and font.getlength(f"{text}…") > RIGHT - LEFT:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    # Not kept: a font is not to be drawn with by two threads at once.
    found = finders.find(f"fonts/{name}.woff2")
    if not isinstance(found, str):
        raise FileNotFoundError(f"static/fonts/{name}.woff2")
    return ImageFont.truetype(found, size)
