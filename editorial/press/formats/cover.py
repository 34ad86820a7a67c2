"""The cover of a book as a picture, for e-readers that show their shelves by covers."""

import json
import tempfile
from pathlib import Path

import typst

from editorial.press.document import Book, Picture
from editorial.press.document_tree import strip_control_chars

TEMPLATE = Path(__file__).with_name("cover.typ")
PIXELS_PER_INCH = 200.0  # 945 by 1417 pixels


def draw(book: Book) -> Picture:
    """Draw the cover with year, title, subtitle and publishers."""
    collection = book.collection
    data = {
        "lang": book.language,
        "title": strip_control_chars(collection.title),
        "subtitle": strip_control_chars(book.notice if book.has_summaries else collection.subtitle),
        "year": collection.year,
        "foot": [
            strip_control_chars(name)
            for name in ([book.site] if book.has_summaries else collection.publishers)
        ],
    }
    with tempfile.TemporaryDirectory(prefix="press-") as folder:
        compiler = typst.Compiler(
            TEMPLATE, root=TEMPLATE.parent, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
        )
        output = Path(folder, "cover-{p}.png")
        compiler.compile(output=output, format="png", ppi=PIXELS_PER_INCH)
        # A title too long for one page would run on; the first page is the cover.
        return Picture(Path(folder, "cover-1.png").read_bytes(), "png")
