"""Markdown with a YAML head, notes as `[^1]`."""

from editorial.press.document import Document
from editorial.press.pandoc_document import article_blocks, article_meta
from editorial.press.pandoc_writer import convert
from editorial.press.record_numbers import CountingWriter, in_markdown

CONTENT_TYPE, EXTENSION = "text/markdown; charset=utf-8", "md"
# Pandoc's own notation for divisions and attributes is noise to every other reader.
DIALECT = "markdown-smart-raw_html-fenced_divs-native_divs-header_attributes-link_attributes-implicit_figures"


def write(document: Document) -> bytes:
    """Write an article; pictures are linked by their addresses, not embedded."""
    writer = CountingWriter(document, named=True)
    made = convert(DIALECT, article_blocks(document, writer), article_meta(document), options=["--wrap=none"])
    return in_markdown(made.decode(), writer.calls).encode()
