"""Rich Text as a row of tokens, and its encodings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\'?"
)
CHARSETS = {
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 77: "mac_roman",
    255: "cp437", 254: "cp437",
}  # fmt: skip
SYMBOL_CHARSET = 2
PAGES = {0: "", 42: "", 10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8"}
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": "\t", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj": "", "zwnj": "", "ltrmark": "",
    "rtlmark": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A brace, a control word with its number, or bytes of text."""

    kind: str  # "{", "}", "word", "text"
    word: str = ""
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of a file; binary data are left out."""
    at = 0
    while at < len(data):
        found = TOKEN.match(data, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        word, number, code, sign, brace, text = found.groups()
        if word is not None:
            value = int(number) if number else None
            if word == b"bin" and value:
                at += max(value, 0)
                continue
            yield Token("word", word.decode("ascii"), value)
        elif code is not None:
            yield Token("text", data=bytes([int(code, 16)]))
        elif sign is not None:
            yield Token("word", sign.decode("latin-1"))
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        elif text is not None:
            yield Token("text", data=text)


def page_codec(number: int) -> str:
    """Return the codec of a code page."""
    if number in PAGES:
        return PAGES[number]
    try:
        "".encode(f"cp{number}")
    except LookupError:
        return ""
    return f"cp{number}"
