"""Fields of Word: links, second calls of notes, citations of reference managers."""

import re
from dataclasses import dataclass

from editorial.manuscripts.readers.cited_works import csl_works, is_list
from editorial.manuscripts.readers.docx_notes import Notes
from editorial.manuscripts.readers.symbols import symbol
from editorial.manuscripts.spans import RichText
from editorial.manuscripts.styled_blocks import StyledBlocks

QUOTED = re.compile(r'"([^"]*)"|(\S+)')
SWITCH = re.compile(r"\\([a-zA-Z@*#])")
SUPPRESSED = {"PAGE", "NUMPAGES", "SECTIONPAGES"}


@dataclass(slots=True)
class Field:
    """A field that is open; `replaced` where something else stands for its result."""

    instruction: str = ""
    in_result: bool = False
    link: str = ""
    replaced: bool = False
    awaits_number: "tuple[Notes, RichText] | None" = None
    is_contents: bool = False
    is_sources: bool = False  # a list of works

    def takes_words(self, words: str) -> bool:
        """Take the printed number of a note that a field without its bookmark repeats."""
        if self.awaits_number is None:
            return False
        notes, rich = self.awaits_number
        ordinal = notes.by_number(words.strip())
        self.awaits_number = None
        if ordinal is None:
            return False
        rich.note(ordinal)
        return True

    def words_without_result(self) -> str:
        """Return what a field prints that holds no result: a sign, or the text of a button."""
        name, _space, rest = self.instruction.strip().partition(" ")
        if name.upper() == "SYMBOL":
            parts = rest.split()
            font = re.search(r'\\f\s+"?([^"\\]+)', rest)
            code = parts[0] if parts else ""
            value = int(code, 0) if re.fullmatch(r"\d+|0x[0-9a-fA-F]+", code) else 0
            return symbol(font[1] if font else "", f"{value:X}") if value else ""
        if name.upper() == "MACROBUTTON":
            return rest.strip().partition(" ")[2]
        return rest.replace("\\", " \\") if name.upper() == "EQ" else ""


def open_field(instruction: str, notes: Notes, tree: StyledBlocks, rich: RichText | None) -> Field:
    """Return the field that an instruction opens; what it stands for is added to the text."""
    name, _space, rest = instruction.strip().partition(" ")
    name = name.upper()
    opened = Field(instruction)
    if name == "HYPERLINK":
        opened.link = link_address(rest)
    elif name == "NOTEREF" and rich is not None:
        _call_again(opened, rest, notes, rich)
    elif name == "TOC":
        opened.is_contents = True
    elif "CSL_CITATION" in instruction:
        tree.works += csl_works(instruction)
    opened.is_sources = is_list(instruction.strip())
    return opened


def link_address(rest: str) -> str:
    """Return the address that the instruction of a link names, if it leads out of the file."""
    plain = SWITCH.sub(lambda found: f" \\{found[1]} ", rest)
    words = [found[1] if found[1] is not None else found[2] for found in QUOTED.finditer(plain)]
    address, anchor, skip = "", "", False
    for at, word in enumerate(words):
        if skip:
            skip = False
        elif word == "\\l":
            anchor, skip = words[at + 1] if at + 1 < len(words) else "", True
        elif word in ("\\o", "\\t"):
            skip = True
        elif not word.startswith("\\") and not address:
            address = word
    if not address.lower().startswith(("http://", "https://", "mailto:", "ftp://", "www.")):
        return ""
    return f"{address}#{anchor}" if anchor and "#" not in address else address


def _call_again(opened: Field, rest: str, notes: Notes, rich: RichText) -> None:
    bookmark = rest.split(maxsplit=1)[0] if rest.split() else ""
    if bookmark in notes.bookmarks:
        kind, key = notes.bookmarks[bookmark]
        ordinal = notes.call(kind, key, again=True)
        if ordinal is not None:
            rich.note(ordinal)
            opened.replaced = True
            return
    opened.awaits_number = (notes, rich)
