"""Fields of Word: links, second calls of notes, citations of reference managers."""

import json
import re
from dataclasses import dataclass
from typing import Any

from editorial.manuscripts.draft import Reference
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
        tree.works += _works(instruction)
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


def _works(instruction: str) -> list[Reference]:
    """Return the works of a citation that Zotero or Mendeley wrote as CSL data."""
    start = instruction.find("{")
    try:
        data, _end = json.JSONDecoder().raw_decode(instruction[start:]) if start >= 0 else ({}, 0)
    except (ValueError, RecursionError):
        return []
    items = data.get("citationItems", []) if isinstance(data, dict) else []
    works = [each.get("itemData") for each in items if isinstance(each, dict)]
    return [_work(each) for each in works if isinstance(each, dict)]


def _work(data: dict[str, Any]) -> Reference:
    names = data.get("author") or data.get("editor") or []
    people = [_name(each) for each in names if isinstance(each, dict)]
    dates = data.get("issued", {}).get("date-parts", []) if isinstance(data.get("issued"), dict) else []
    year = str(dates[0][0]) if dates and dates[0] else ""
    outlet = str(data.get("container-title") or data.get("publisher") or "")
    title = str(data.get("title") or "")
    doi = str(data.get("DOI") or "")
    url = str(data.get("URL") or "") or (f"https://doi.org/{doi}" if doi else "")
    parts = [", ".join(people), title, outlet, year, url]
    return Reference(
        text=". ".join(part for part in parts if part),
        author=", ".join(people),
        title=title,
        outlet=outlet,
        year=int(year) if year.isdigit() and len(year) == 4 else None,
        url=url,
    )


def _name(person: dict[str, Any]) -> str:
    if person.get("literal"):
        return str(person["literal"])
    return " ".join(str(person[part]) for part in ("family", "given") if person.get(part))
