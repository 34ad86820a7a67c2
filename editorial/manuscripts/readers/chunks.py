"""Files that are embedded in a Word file as a part of its text."""

from editorial.manuscripts.draft import Block
from editorial.manuscripts.kinds import kind_of
from editorial.manuscripts.readers.encodings import decode_text
from editorial.manuscripts.readers.html_reader import read_html
from editorial.manuscripts.readers.reading import AS_SENT
from editorial.manuscripts.readers.web_files import mhtml_page, page_text
from editorial.manuscripts.styled_blocks import StyledBlocks


def read_chunk(data: bytes, name: str, tree: StyledBlocks) -> list[Block]:
    """Return the blocks of an embedded file; none where its kind cannot be read."""
    kind = kind_of(data, name)
    if kind in ("html", "mhtml"):
        text = mhtml_page(data) if kind == "mhtml" else page_text(data)
        return read_html(text, tree, AS_SENT, whole_page=False)
    if kind == "txt":
        lines = decode_text(data).text.splitlines()
        return [Block(kind="paragraph", text=line.strip()) for line in lines if line.strip()]
    return []
