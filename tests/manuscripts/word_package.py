"""A Word file made of given XML, for tests of what programs write into it."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "Порты двух берегов работают вместе уже тридцать лет, и грузов с каждым годом становится больше."


def paragraph(text: str, *, style: str = "") -> str:
    """Return a paragraph of one run; with `style` by its id."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def field(instruction: str, result: str) -> str:
    """Return the runs of a field."""
    escaped = instruction.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f'{begin}<w:r><w:instrText xml:space="preserve">{escaped}</w:instrText></w:r>{middle}{result}{end}'


def word_file(
    body: str, *, parts: dict[str, str] | None = None, relations: dict[str, tuple[str, str]] | None = None
) -> bytes:
    """Return a Word file; `relations` are {id: (kind, target)} of its text."""
    related = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in (relations or {}).items()
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()
