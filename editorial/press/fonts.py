"""The fonts of the press, and the letters that none of them has."""

import functools
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).with_name("fonts")
FAMILIES = (
    "Libertinus Serif",
    "Noto Serif",
    "Noto Serif Georgian",
    "Noto Serif Armenian",
    "Noto Serif Hebrew",
    "Noto Naskh Arabic",
    "New Computer Modern",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Droid Sans Fallback",
    "Noto Sans Old Turkic",
    "DejaVu Sans Mono",
)
STANDARDS: list[Any] = ["ua-1", "a-2a"]
FIRST_LINE = 4  # of the letters in the probe
LINE = re.compile(r"probe\.typ:(\d+):")

_printable: dict[str, bool] = {}


@functools.cache
def fonts() -> typst.Fonts:
    """Return the fonts of the wheel and ours first; the system's for letters that they lack."""
    return typst.Fonts(font_paths=[str(FOLDER)])


def letters_without_font(text: Iterable[str]) -> set[str]:
    """Return the characters of the text that no font can print."""
    characters = set(text)
    if unknown := characters - _printable.keys():
        missing = _probe(sorted(unknown))
        _printable.update((character, character not in missing) for character in unknown)
    return {character for character in characters if not _printable[character]}


def code_point(character: str) -> str:
    """Return a character's code point: `U+1F9FF`."""
    return f"U+{ord(character):04X}"


def _probe(characters: list[str]) -> set[str]:
    """Set each character on a line of its own: the standards name the lines that could not be displayed."""
    visible = [
        each for each in characters if unicodedata.category(each) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}
    ]
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    lines = "\n\n".join(f"\\u{{{ord(each):x}}}" for each in visible)
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        probe = Path(folder, "probe.typ")
        probe.write_text(f'#set document(title: "probe")\n#set text(font: ({families}))\n\n{lines}\n')
        try:
            typst.Compiler(probe, root=folder, font_paths=fonts()).compile(
                format="pdf", pdf_standards=STANDARDS
            )
        except typst.TypstError as error:
            found = LINE.findall(str(error.diagnostic))
            return {visible[(int(line) - FIRST_LINE) // 2] for line in found}
    return set()
