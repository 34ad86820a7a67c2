"""Characters that no XML document may hold: feeds, XLSX, JATS, EPUB and OAI would break on them."""

import re
from typing import Any

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Readers of PDF files write U+FFFE or U+0002 for the hyphen at the end of a line.
LINE_END_HYPHEN = re.compile(r"[\x02\ufffe](\s*)(?=(\w{0,60}))")
LAST_WORD = re.compile(r"\w+$")
MAX_PART_LENGTH = 60  # letters of a word that are looked at
# What Word keeps as a line break, a page break, a hyphen that does not break, and one that only may.
OF_WORD = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": ""})
# The first part of a compound such as «политико-экономический»; a shorter second part is an ending.
COMPOUND = re.compile(r"\w+[сц]ко", re.IGNORECASE)
MIN_SECOND_PART_LENGTH = 5


def clean_text(text: str) -> str:
    """Return the text without the characters that XML forbids; words cut at the end of a line are whole again."""
    if not FORBIDDEN.search(text):
        return text
    return FORBIDDEN.sub("", join_cut_words(text).translate(OF_WORD))


def clean_line(text: Any) -> Any:
    """Return a text of one line without the characters that XML forbids; a break becomes a space."""
    if not isinstance(text, str) or not FORBIDDEN.search(text):
        return text
    return clean_text(re.sub("[ \x0b\x0c]*[\x0b\x0c][ \x0b\x0c]*", " ", text)).strip()


def clean_value(value: Any) -> Any:
    """Return a value of JSON with its texts and names cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_value(name): clean_value(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [clean_value(part) for part in value]
    return value


def join_cut_words(text: str) -> str:
    """Join the words that a line end cut in two; the hyphen stays where it belongs to the word."""
    return LINE_END_HYPHEN.sub(_joint, text)


def _joint(found: re.Match[str]) -> str:
    """Return what stands between the two parts of a word."""
    start = found.start()
    before = LAST_WORD.search(found.string, max(start - MAX_PART_LENGTH, 0), start)
    space, right = found.groups()
    if not before:
        return str(space)
    left = before.group()
    if not right:
        return f"-{space}"
    belongs = (
        left[-1].isdigit()
        or right[0].isdigit()
        or (right[0].isupper() and not left.isupper())
        or (COMPOUND.fullmatch(left) and len(right) >= MIN_SECOND_PART_LENGTH)
    )
    return "-" if belongs else ""
