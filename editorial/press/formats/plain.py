"""Plain text: title, authors, body, numbered notes at the end."""

from editorial.press.document import Document
from editorial.press.pandoc_document import article_blocks
from editorial.press.pandoc_writer import BodyWriter, convert, header, words

CONTENT_TYPE, EXTENSION = "text/plain; charset=utf-8", "txt"


def write(document: Document) -> bytes:
    """Write an article, a paragraph to a line."""
    blocks = [header(1, words(document.full_title)), *article_blocks(document, BodyWriter(document))]
    return convert("plain", blocks, {}, options=["--wrap=none"])
