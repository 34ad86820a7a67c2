"""Lines of an extracted text, cleaned one by one."""

import re
import unicodedata
from dataclasses import dataclass, field

from editorial.manuscripts.note_markers import without_marks
from editorial.values.characters import join_cut_words

LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u0132": "IJ",
        "\u0133": "ij",
    }
)
SPACES = str.maketrans(
    dict.fromkeys(
        "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u000b",
        " ",
    )
)
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff]"
)
SOFT_HYPHEN = "\u00ad"
# How readers of PDF files write a hyphen; whether it belongs to the word is found out when lines are joined.
LINE_END_HYPHEN = re.compile("[\x02\ufffe](?= *(?:\n|$))")
SENTENCE_END = re.compile(r"[.!?…][»\"”’)\]]*$|[»\"”]\.$")
# How a whole table stands in one line.
ROW_END, CELL_END = "\x1e", "\x1f"
OPENING = re.compile(r"[«\"“„‘(\[]*")


@dataclass(slots=True)
class Line:
    """A line: its words, and what its place on the paper told."""

    text: str
    number: int
    page: int = 0
    indented: bool = False
    spaced: bool = False  # a space stood at the end: the extractor saw the end of a word
    size: float = 0.0
    bold: bool = False
    columns: tuple[str, ...] = ()
    top: float = 0.0  # where on the page
    room: float = -1.0  # characters that would fit behind it; below 0 if not known
    head: bool = False  # set apart from the text below it, as a running header is
    foot: bool = False  # under the rule that parts notes from the text of a page
    grid: bool = False  # a whole table: its rows end with "\x1e", its cells with "\x1f"; or a picture
    picture: str = ""  # the name of a picture

    seen: str = field(default="", repr=False, compare=False)
    bare: str = field(default="", repr=False, compare=False)

    @property
    def words(self) -> str:
        """The text without note markers, which is remembered while the text stays the same."""
        if self.seen is not self.text:
            self.seen, self.bare = self.text, without_marks(self.text)
        return self.bare

    @property
    def blank(self) -> bool:
        """Return whether nothing stands in it."""
        return not self.text


def clean_characters(text: str) -> str:
    """Undo what extraction does to characters; line breaks, form feeds and soft hyphens stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = unicodedata.normalize("NFC", text.translate(LIGATURES)).translate(SPACES)
    text = join_cut_words(LINE_END_HYPHEN.sub("-", text))
    return INVISIBLE.sub("", text)


def tidy(text: str) -> str:
    """One space between words, none before a comma or a full stop, soft hyphens gone."""
    text = re.sub(r"\s+", " ", text.replace(SOFT_HYPHEN, "")).strip()
    text = re.sub(r" +(?=[,;:!?](?:\s|$))|(?<=\w) +(?=\.(?:\s|$))", "", text)
    return re.sub(r"(?<=[«“„(\[]) +| +(?=[»”)\]])", "", text)


def make_line(raw: str, number: int, *, page: int = 0) -> Line:
    """Build a line from its characters."""
    end = raw.rstrip()
    soft = end.endswith(SOFT_HYPHEN)
    wide = "  " in end
    text = end.strip().replace(SOFT_HYPHEN, "")
    text = re.sub(r" {2,}", " ", text) if wide else text
    return Line(
        text=text + SOFT_HYPHEN if soft else text,
        number=number,
        page=page,
        indented=raw.startswith(" ") and bool(text),
        spaced=len(end) < len(raw.rstrip("\n\f")),
        columns=tuple(part for part in re.split(r" {3,}", end.strip()) if part)
        if wide
        else (text,)
        if text
        else (),
    )


def ends_sentence(text: str) -> bool:
    """Return whether a text stops where a sentence stops."""
    return bool(SENTENCE_END.search(without_marks(text).rstrip()))


def starts_upper(text: str) -> bool:
    """Return whether a text starts as a sentence does: a capital or a figure, behind quotation marks or not."""
    rest = OPENING.sub("", without_marks(text).lstrip(), count=1)
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit())


def starts_lower(text: str) -> bool:
    """Return whether a text starts in the middle of a sentence."""
    rest = OPENING.sub("", without_marks(text).lstrip(), count=1)
    return bool(rest) and rest[0].islower()
