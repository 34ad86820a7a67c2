"""Whatever the desk accepts is printed, and every word of it lies on a page."""

import io
import os
import re
import zipfile

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, note, settings

from editorial.press.document import Footnote
from editorial.press.formats import docx, epub, pdf
from tests.press.made_up import Made, documents
from tests.press.sample import PARAGRAPH, make_book, make_document, make_web_article

pytestmark = pytest.mark.slow

EXAMPLES = int(os.environ.get("PRESS_EXAMPLES", "0"))
MARGIN = 14.0  # points, what no printer reaches
made_up = settings(
    max_examples=EXAMPLES or 25,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
few = settings(made_up, max_examples=(EXAMPLES or 24) // 4)


def on_pages(content: bytes) -> str:
    """Return the characters that lie within the pages, without spaces and hyphens."""
    found = []
    with pypdfium2.PdfDocument(content) as opened:
        for page in opened:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(place)
                if left >= MARGIN and right <= width - MARGIN and bottom >= MARGIN and top <= height - MARGIN:
                    found.append(text.get_text_range(place, 1))
    return re.sub("[\\s\ufffe\u00ad\u200b-]", "", "".join(found))


def lacking(signs: list[str], text: str) -> list[str]:
    """Return the signs that are not in the text."""
    there = set(re.findall(r"q\d+z", text))
    return [sign for sign in signs if sign not in there]


@made_up
@given(documents())
def test_every_word_lies_on_a_page_of_the_article(made: Made) -> None:
    note(f"{made.document.title!r} {made.document.language} {made.document.body}")
    printed = pdf.print_article(made.document)
    assert lacking(made.signs, on_pages(printed.content)) == []
    assert [remark for remark in printed.remarks if remark.kind != "letter"] == []


def test_a_note_longer_than_a_page_goes_on_overleaf() -> None:
    signs = [f"q{number}z" for number in range(400)]
    note = Footnote("n1", 1, ". ".join(f"Предложение {sign} о транспорте и портах Каспия" for sign in signs))
    body = f"<p>Слово<sup data-footnote='n1'></sup>. {PARAGRAPH * 9}</p>"
    for content in (
        pdf.write(make_web_article(body=body, footnotes=(note,))),
        pdf.write_book(make_book((make_document(body=body, footnotes=(note,)),))),
    ):
        assert lacking(signs, on_pages(content)) == []


@few
@given(documents(), documents())
def test_every_word_lies_on_a_page_of_the_book(first: Made, second: Made) -> None:
    printed = pdf.print_book(make_book((first.document, second.document)))
    text = on_pages(printed.content)
    assert lacking(first.signs + second.signs, text) == []
    assert [remark for remark in printed.remarks if remark.kind != "letter"] == []


@few
@given(documents())
def test_every_word_is_in_the_other_files(made: Made) -> None:
    for form in (epub, docx):
        with zipfile.ZipFile(io.BytesIO(form.write(made.document))) as archive:
            pages = [
                archive.read(name).decode() for name in archive.namelist() if name.endswith(("xml", "html"))
            ]
        assert lacking(made.signs, re.sub(r"<[^>]*>", "", "".join(pages))) == []
