"""Formulas and lists in every printed format."""

import io
import zipfile

from editorial.press.document import Document, Footnote
from editorial.press.document_tree import read_blocks
from editorial.press.formats import docx, epub, jats, markdown, pdf, plain
from editorial.press.formulas import tex
from editorial.values.html import sanitise

FORMULA = (
    "<math><mrow><mi>S</mi><mo>=</mo><mfrac><msub><mi>a</mi><mn>1</mn></msub><mrow><mn>1</mn><mo>−</mo><mi>q</mi></mrow>"
    "</mfrac><mo>+</mo><msqrt><mi>x</mi></msqrt></mrow></math>"
)
BODY = f'<p>Сумма равна {FORMULA} по условию.</p><ol start="3" type="а"><li>буква</li></ol><ol type="i"><li>римская</li></ol>'


def document() -> Document:
    return Document(
        slug="formula",
        title="Суммы",
        body=BODY,
        footnotes=(Footnote("fn-1", 1, "Нота"),),
        contributors=(),
        url="https://site.example/a",
        site="Сайт",
        issued="2024",
    )


def test_the_record_keeps_a_formula_and_the_kind_of_a_list() -> None:
    assert sanitise(BODY) == BODY
    assert "script" not in sanitise(
        '<math><mtext href="javascript:x" onclick="x"><script>x</script></mtext></math>'
    )
    assert len(read_blocks(BODY)) == 3


def test_a_formula_is_tex_where_tex_is_read() -> None:
    assert tex(FORMULA) == r"S=\frac{{a}_{1}}{1- q}+\sqrt{x}"


def test_a_formula_is_printed_in_every_format() -> None:
    assert b"mml:mfrac" in jats.write(document())
    assert r"\frac" in markdown.write(document()).decode()
    printed = pdf.print_article(document())
    assert not printed.remarks
    assert "m:oMath" in part(docx.write(document()), "word/document.xml")
    assert "<mfrac>" in part(epub.write(document()), "ch001.xhtml")
    assert r"S=\frac" in plain.write(document()).decode()


def test_a_list_keeps_its_first_number_and_its_kind_in_every_format() -> None:
    text = jats.write(document()).decode()
    assert "<label>в)</label>" in text
    assert 'list-type="roman-lower"' in text
    assert "в) буква" in markdown.write(document()).decode()
    assert "i.  римская" in markdown.write(document()).decode()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(next(each for each in archive.namelist() if each.endswith(name))).decode()
