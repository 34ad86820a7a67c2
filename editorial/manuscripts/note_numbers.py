"""Numbering of notes: as they are printed."""

from collections.abc import Iterable, Mapping

from editorial.manuscripts.draft import Footnote

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
Formats = Mapping[str, tuple[str, int]]  # the kind of numbers and the first one, by kind of note
DEFAULTS: Formats = {"footnote": ("decimal", 1), "endnote": ("lowerRoman", 1)}


def number_notes(
    order: Iterable[Footnote], own_marks: Mapping[int, str], formats: Formats = DEFAULTS
) -> None:
    """Set the numbers: footnotes in a row; notes with marks of their own and endnotes beside footnotes after them.

    `own_marks` are by the identity of a note.
    """
    notes = list(order)
    kinds = {note.kind for note in notes if not own_marks.get(id(note))}
    main = "footnote" if "footnote" in kinds or not kinds else "endnote"
    style, number = formats.get(main, ("decimal", 1))
    for note in notes:
        if note.kind == main and not own_marks.get(id(note)):
            note.number = number
            shown = printed(number, style)
            note.mark = "" if shown == str(number) or main == "endnote" else shown
            number += 1
    style, turn = formats.get("endnote", ("lowerRoman", 1))
    for note in notes:
        if own_marks.get(id(note)):
            note.number, note.mark = number, own_marks[id(note)]
            number += 1
        elif note.kind != main:
            note.number, note.mark = number, printed(turn, style)
            number, turn = number + 1, turn + 1


def printed(value: int, kind: str) -> str:
    """Return a number as a list or a note of this kind prints it."""
    if value < 1:
        return str(max(value, 0))
    match kind:
        case "lowerLetter" | "upperLetter":
            text = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        case "russianLower" | "russianUpper":
            text = RUSSIAN[(value - 1) % len(RUSSIAN)] * ((value - 1) // len(RUSSIAN) + 1)
        case "lowerRoman" | "upperRoman":
            text = roman(value)
        case "chicago":
            text = "*†‡§"[(value - 1) % 4] * ((value - 1) // 4 + 1)
        case _:
            text = str(value)
    return text.upper() if kind.startswith("upper") or kind == "russianUpper" else text


def roman(value: int) -> str:
    """Return a Roman number in small letters."""
    text = ""
    for size, sign in ROMAN:
        text += sign * (value // size)
        value %= size
    return text
