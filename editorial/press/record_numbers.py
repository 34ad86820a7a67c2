"""Notes under the numbers of the record, where pandoc counts from one and writes a note anew at each of its markers."""

import io
import re
import zipfile
from collections.abc import Mapping
from html import escape

from editorial.press.document import Document
from editorial.press.pandoc_writer import BodyWriter, Node

CALL = re.compile(r"\[\^(\d+)\]")
DEFINITION = re.compile(r"^\[\^(\d+)\]:.*?(?=^\[\^\d+\]:|\Z)", re.MULTILINE | re.DOTALL)
WORD_CALL = re.compile(
    r'<w:r>(?:(?!</w:r>).)*?<w:footnoteReference w:id="(\d+)" ?/>(?:(?!</w:r>).)*?</w:r>', re.DOTALL
)
SECTION = re.compile(r"<w:sectPr\b[^>]*?(?:/>|>)")
FIRST_BOOKMARK = 9000
DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"


class CountingWriter(BodyWriter):
    """Remembers the numbers of the notes that it marks, in the order of their markers."""

    def __init__(self, document: Document, *, named: bool = False) -> None:
        super().__init__(document, named=named)
        self.record_numbers = {note.key: note.number for note in document.footnotes}
        self.marks = {note.number: note.mark for note in document.footnotes if note.mark}
        self.calls: list[int] = []

    def _note(self, key: str) -> Node:
        self.calls.append(self.record_numbers[key])
        return super()._note(key)


def in_markdown(text: str, calls: list[int]) -> str:
    """Return the text with its notes under their own labels, each written once."""
    numbers = {str(at): str(number) for at, number in enumerate(calls, 1)}
    written: set[str] = set()

    def once(found: re.Match[str]) -> str:
        number = numbers.get(found.group(1), found.group(1))
        if number in written:
            return ""
        written.add(number)
        return found.group()

    text = DEFINITION.sub(once, text)
    return CALL.sub(lambda found: f"[^{numbers.get(found.group(1), found.group(1))}]", text).rstrip() + "\n"


def in_word(content: bytes, calls: list[int], marks: Mapping[int, str]) -> bytes:
    """Return a Word file whose notes have their marks, or numbers from the first; a second marker refers to its note."""
    if not calls:
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        text, own = _document(archive.read(DOCUMENT).decode("utf-8"), calls, marks)
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename == DOCUMENT:
                data = text.encode("utf-8")
            elif entry.filename == NOTES and own:
                data = _with_marks(data.decode("utf-8"), own).encode("utf-8")
            target.writestr(entry, data)
    return made.getvalue()


def _with_marks(notes: str, own: Mapping[str, str]) -> str:
    """Set the marks before the notes, by the ids that Word has for them."""
    for key, mark in own.items():
        opening = notes.find(f'<w:footnote w:id="{key}"')
        at = notes.find("<w:footnoteRef", opening)
        end = notes.find(">", at) + 1
        if opening >= 0 and at >= 0:
            notes = f"{notes[:at]}<w:t>{escape(mark)}</w:t>{notes[end:]}"
    return notes


def _document(text: str, calls: list[int], marks: Mapping[int, str]) -> tuple[str, dict[str, str]]:
    """Return the text, and the marks by the ids of their notes."""
    order = iter(calls)
    seen: dict[int, int] = {}
    own: dict[str, str] = {}

    def mark(found: re.Match[str]) -> str:
        number = next(order, None)
        if number is None:
            return found.group()
        if number not in seen:
            seen[number] = FIRST_BOOKMARK + number
            run = found.group()
            if number in marks:
                own[found.group(1)] = marks[number]
                run = _marked(run, escape(marks[number]))
            name = f'w:id="{seen[number]}"'
            return (
                f'<w:bookmarkStart {name} w:name="_RefNote{number}"/>{run}<w:bookmarkEnd {name}/>'
                if calls.count(number) > 1
                else run
            )
        printed = escape(marks.get(number, str(number)))
        shown = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{printed}</w:t></w:r>'
        return f'<w:fldSimple w:instr=" NOTEREF _RefNote{number} \\f \\h ">{shown}</w:fldSimple>'

    text = WORD_CALL.sub(mark, text)
    first = next((each for each in calls if each not in marks), 1)
    start = f'<w:footnotePr><w:numStart w:val="{first}"/></w:footnotePr>'
    sections = list(SECTION.finditer(text))
    numbered = [each for each in dict.fromkeys(calls) if each not in marks]
    if not numbered or numbered[0] == 1 or numbered != list(range(numbered[0], numbered[0] + len(numbered))):
        return text, own
    if not sections:
        return text.replace("</w:body>", f"<w:sectPr>{start}</w:sectPr></w:body>"), own
    last = sections[-1]
    opened = last.group()
    replaced = f"{opened[:-2]}>{start}</w:sectPr>" if opened.endswith("/>") else opened + start
    return text[: last.start()] + replaced + text[last.end() :], own


def _marked(run: str, mark: str) -> str:
    """Set a mark at the call of a note, which Word then does not number."""
    at = run.index("<w:footnoteReference")
    end = run.index(">", at) + 1
    call = run[at:end].replace("<w:footnoteReference", '<w:footnoteReference w:customMarkFollows="1"')
    return f"{run[:at]}{call}<w:t>{mark}</w:t>{run[end:]}"
