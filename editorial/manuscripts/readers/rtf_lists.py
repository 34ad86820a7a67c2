"""Labels of list items in Rich Text: what was printed before them."""

import re
from dataclasses import dataclass

TYPED = re.compile(r"\s*((?:[•·▪◦‣–—-]|\(?\d{1,3}[.)]|\(?[a-zа-я][.)]|\(?[ivxlc]{1,6}[.)]))\t\s*(?=\S)")
ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Label:
    """A label, its number, the kind of number, and how many letters of the text it takes."""

    text: str
    ordinal: int = 0
    kind: str = ""
    length: int = 0


def typed_label(text: str) -> Label | None:
    """Return the label that stands, with a tabulator, at the beginning of a hanging paragraph."""
    found = TYPED.match(text)
    if found is None:
        return None
    label = list_label(found[1])
    return Label(label.text, label.ordinal, label.kind, found.end())


def list_label(printed: str) -> Label:
    """Return the label that a list prints."""
    inner = printed.strip().strip("().")
    last = re.split(r"[.]", inner)[-1]
    if last.isdigit():
        return Label(printed.strip(), int(last[:6]), "1")
    if ROMAN.fullmatch(last) and (len(last) > 1 or last.lower() == "i"):
        return Label(printed.strip(), _value(last.lower()), "i" if last.islower() else "I")
    if len(last) == 1 and last.isalpha():
        if "а" <= last.lower() <= "я":
            return Label(printed.strip(), "абвгдежзиклмнопрстуфхцчшщэюя".find(last.lower()) + 1,
                         "а" if last.islower() else "А")  # fmt: skip
        if last.isascii() and last != "o":
            return Label(printed.strip(), ord(last.lower()) - 96, "a" if last.islower() else "A")
    return Label("•")


def _value(text: str) -> int:
    total = 0
    for at, letter in enumerate(text):
        value = VALUES[letter]
        total += -value if at + 1 < len(text) and VALUES[text[at + 1]] > value else value
    return total
