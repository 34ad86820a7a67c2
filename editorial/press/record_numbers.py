"""Notes under the numbers of the record, where pandoc counts from one and writes a note anew at each of its markers."""

import io
import re
import zipfile

from editorial.press.document import Document
from editorial.press.pandoc_writer import BodyWriter, Node

CALL = re.compile(r"\[\^(\d+)\]")
DEFINITION = re.compile(r"^\[\^(\d+)\]:.*?(?=^\[\^\d+\]:|\Z)", re.MULTILINE | re.DOTALL)
WORD_CALL = re.compile(
    r'<w:r>(?:(?!</w:r>).)*?<w:footnoteReference w:id="(\d+)" ?/>(?:(?!</w:r>).)*?</w:r>', re.DOTALL
)
SECTION = re.compile(r"<w:sectPr\b[^>]*?(?:/>|>)")
FIRST_BOOKMARK = 9000


class CountingWriter(BodyWriter):
    """Remembers the numbers of the notes that it marks, in the order of their markers."""

    def __init__(self, document: Document, *, named: bool = False) -> None:
        super().__init__(document, named=named)
        self.record_numbers = {note.key: note.number for note in document.footnotes}
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


def in_word(content: bytes, calls: list[int]) -> bytes:
    """Return a Word file whose notes begin with their first number; a second marker of a note refers to it."""
    if not calls:
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(made, "w") as target:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename == "word/document.xml":
                data = _document(data.decode("utf-8"), calls).encode("utf-8")
            target.writestr(entry, data)
    return made.getvalue()


def _document(text: str, calls: list[int]) -> str:
    order = iter(calls)
    seen: dict[int, int] = {}

    def mark(found: re.Match[str]) -> str:
        number = next(order, None)
        if number is None:
            return found.group()
        if number not in seen:
            seen[number] = FIRST_BOOKMARK + number
            name = f'w:id="{seen[number]}"'
            return (
                f'<w:bookmarkStart {name} w:name="_RefNote{number}"/>{found.group()}<w:bookmarkEnd {name}/>'
                if calls.count(number) > 1
                else found.group()
            )
        shown = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{number}</w:t></w:r>'
        return f'<w:fldSimple w:instr=" NOTEREF _RefNote{number} \\f \\h ">{shown}</w:fldSimple>'

    text = WORD_CALL.sub(mark, text)
    start = f'<w:footnotePr><w:numStart w:val="{calls[0]}"/></w:footnotePr>'
    sections = list(SECTION.finditer(text))
    if calls[0] == 1 or list(dict.fromkeys(calls)) != list(range(calls[0], calls[0] + len(set(calls)))):
        return text
    if not sections:
        return text.replace("</w:body>", f"<w:sectPr>{start}</w:sectPr></w:body>")
    last = sections[-1]
    opened = last.group()
    replaced = f"{opened[:-2]}>{start}</w:sectPr>" if opened.endswith("/>") else opened + start
    return text[: last.start()] + replaced + text[last.end() :]
