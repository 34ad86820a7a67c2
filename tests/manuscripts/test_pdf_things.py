"""What a PDF holds besides words: pictures, links, comments, letters of formulas, words printed twice."""

import ctypes
import io
import struct
import zlib
from typing import Any

import pypdfium2
import pytest
import typst
from PIL import Image
from pypdfium2 import raw

from editorial.manuscripts import programs
from editorial.manuscripts.draft import Item, Manuscript
from editorial.manuscripts.parse import read_manuscript
from editorial.manuscripts.pictures import named_in, take_pictures
from editorial.manuscripts.readers.pdf_rows import Row, to_rows

PAGE = '#set page(width: 12cm, height: 17cm)\n#set text(10pt, lang: "ru")\n#set par(justify: true)\n= Порты Каспия\n'
PROSE = "Порты Актау и Алят принимают суда круглый год, и грузооборот растёт вместе с дорогами к ним. " * 4


def make(body: str, *, pages: int = 1) -> bytes:
    return typst.compile((PAGE + "#pagebreak()\n".join([body] * pages)).encode())


def read(data: bytes) -> Manuscript:
    return read_manuscript(data, "порты.pdf")


def article(data: bytes) -> Item:
    found = read(data).items
    assert len(found) == 1
    return found[0]


def messages(item: Item) -> list[str]:
    return [remark.message for remark in item.remarks]


def png(width: int, height: int) -> bytes:
    """Return a red picture."""
    rows = (b"\x00" + b"\xff\x00\x00" * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture(options: str = "width: 5cm") -> str:
    data = ", ".join(str(each) for each in png(50, 30))
    return f"#image(bytes(({data})), {options})"


def test_a_picture_is_a_figure_with_its_caption_in_its_place() -> None:
    data = make(f"{PROSE}\n\n{picture()}\n\nРис. 1. Схема порта\n\n{PROSE}")
    item = article(data)
    kinds = [block.kind for block in item.blocks]
    figure = item.blocks[kinds.index("figure")]
    assert (figure.text, figure.page) == ("Рис. 1. Схема порта", None)
    assert kinds[0] == kinds[-1] == "paragraph"
    painted = take_pictures(data, "порты.pdf", set(named_in(item.blocks)))
    with Image.open(io.BytesIO(painted[figure.picture])) as image:
        assert image.convert("RGB").getpixel((image.width // 2, image.height // 2)) == (255, 0, 0)
    assert not any("image" in message for message in messages(item))


def test_a_picture_inside_a_paragraph_does_not_cut_it() -> None:
    floating = f"#place(top, float: true)[{picture('width: 8cm')}]\n{PROSE * 6}"
    texts = [block.text for block in article(make(floating)).blocks if block.kind == "paragraph"]
    assert len(texts) == 1


def test_a_logo_on_each_page_is_left_out_with_a_remark() -> None:
    item = article(make(f"#place(top + right)[{picture('width: 2.5cm')}]\n{PROSE}", pages=4))
    assert not [block for block in item.blocks if block.kind == "figure"]
    assert "Images at the same place of several pages are not in the draft: 4." in messages(item)


def test_links_stay_with_their_words() -> None:
    body = f'{PROSE}\nПодробности даёт #link("https://example.org/report")[отчёт о перевозках за прошедший год].\n\n{PROSE}'
    item = article(make(body))
    block = next(block for block in item.blocks if block.spans)
    span = block.spans[0]
    assert (span.kind, span.value) == ("link", "https://example.org/report")
    assert block.text[span.start : span.end] == "отчёт о перевозках за прошедший год"


def test_links_of_a_note_stay_with_the_note() -> None:
    item = article(
        make(f'{PROSE}#footnote[Отчёт #link("https://example.org/note")[министерства].]\n\n{PROSE}')
    )
    assert [span.value for note in item.footnotes for span in note.spans] == ["https://example.org/note"]


def test_a_link_on_no_words_is_remarked_on() -> None:
    data = make(f'{PROSE}\n#link("https://example.org/map")[{picture()}]')
    found = read(data)
    assert found.conservation is not None
    assert (found.conservation.source.links, found.conservation.lost.links) == (1, 1)
    assert any("page 1: https://example.org/map" in message for message in messages(found.items[0]))


def test_comments_are_shown_with_their_author() -> None:
    document = pypdfium2.PdfDocument(make(PROSE))
    page = document[0]
    note = raw.FPDFPage_CreateAnnot(page.raw, raw.FPDF_ANNOT_TEXT)
    for key, text in ((b"Contents", "Проверить число судов"), (b"T", "Редактор")):
        value = (text + "\0").encode("utf-16-le")
        raw.FPDFAnnot_SetStringValue(note, key, (ctypes.c_ushort * (len(value) // 2)).from_buffer_copy(value))
    raw.FPDFPage_CloseAnnot(note)
    page.close()
    written = io.BytesIO()
    document.save(written)
    found = read(written.getvalue())
    assert [(each.kind, each.who, each.text) for each in found.revisions] == [
        ("comment", "Редактор", "Проверить число судов")
    ]
    assert any("Проверить число судов" in message for message in messages(found.items[0]))


def test_letters_of_formulas_are_read() -> None:
    item = article(make(f"{PROSE} Пусть $a + b = c$ для всех портов.\n\n{PROSE}"))
    text = " ".join(block.text for block in item.blocks)
    assert "Пусть 𝑎 + 𝑏 = 𝑐 для всех портов" in text


def test_words_printed_twice_for_want_of_a_bold_font_are_read_once() -> None:
    twice = "#place(dx: 0.2pt)[*Внимание портам*]\n*Внимание портам*"
    text = " ".join(block.text for block in article(make(f"{PROSE}\n\n{twice}\n\n{PROSE}")).blocks)
    assert text.count("Внимание портам") == 1


def test_a_table_of_words_between_rules_is_a_table() -> None:
    table = """#table(columns: (2.5cm, 1fr, 1fr), stroke: none, table.hline(),
      [Область], [Малые порты], [Большие порты], table.hline(),
      [Хозяйство], [Принимают небольшие суда и живут от рыбы и соли], [Принимают суда всех видов и живут от перевалки], table.hline(),
      [Связи], [Знают соседей], [Знают дальние берега и торгуют с ними круглый год], table.hline())"""
    item = article(make(f"{PROSE}\n\n{table}\n\n{PROSE}"))
    tables = [block.table.rows for block in item.blocks if block.table]
    assert len(tables) == 1
    assert tables[0][0] == ["Область", "Малые порты", "Большие порты"]
    assert tables[0][1][1] == "Принимают небольшие суда и живут от рыбы и соли"
    assert len(tables[0]) == 3


def test_a_list_of_sources_goes_on_over_a_page_end() -> None:
    sources = "\n".join(
        f"+ Автор {at}. Порты и дороги, том {at}. Баку: Издательство, 20{at:02}." for at in range(1, 41)
    )
    item = article(make(f"{PROSE * 3}\n\n= Список литературы\n#set text(8pt)\n{sources}"))
    assert [reference.number for reference in item.references] == list(range(1, 41))
    assert not item.footnotes


def test_a_picture_above_the_title_is_read() -> None:
    body = f"{picture('width: 3cm')}\n#text(18pt)[Порты и дороги Каспия]\n\n{PROSE}\n\n{PROSE}"
    data = typst.compile(
        ('#set page(width: 12cm, height: 17cm)\n#set text(10pt, lang: "ru")\n' + body).encode()
    )
    item = article(data)
    assert item.title == "Порты и дороги Каспия"
    assert [block.kind for block in item.blocks].count("figure") == 1


def test_words_are_counted_where_poppler_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = programs.find
    monkeypatch.setattr(programs, "find", lambda name: None if name == "pdftotext" else known(name))
    found = read(make(f"{PROSE}\n\n{PROSE}"))
    assert found.conservation is not None
    assert found.conservation.lost.words == 0
    assert found.conservation.source.words > 100

    def lose_the_last(words: list[list[Any]]) -> list[Row]:
        return to_rows(words)[:-1]

    monkeypatch.setattr("editorial.manuscripts.readers.pdf_layout.to_rows", lose_the_last)
    assert any("Not in the draft (page 1)" in message for message in messages(article(make(PROSE))))


def test_a_pdf_that_nothing_could_count_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "finish", lambda *_given, **_limits: None)
    assert any("could not be checked" in message for message in messages(article(make(PROSE))))
