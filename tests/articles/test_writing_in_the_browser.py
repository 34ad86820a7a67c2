"""The writing surface in a browser: notes, what is pasted, pictures, tables, links, by the keyboard alone."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from editorial.articles.models import Article, Picture
from tests import factory
from tests.factory import drawn

pytestmark = pytest.mark.django_db(transaction=True)

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{mso-style-parent:""}</style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=RU style='tab-interval:35.4pt'>
<!--StartFragment-->
<h1 style='mso-list:none'><span style='font-family:"Times New Roman"'>Порты<o:p></o:p></span></h1>
<p class=MsoNormal style='margin:0cm;line-height:150%'><span lang=RU style='font-size:14.0pt'>Рост <b>заметен</b>,
<i style='mso-bidi-font-style:normal'>впрочем</i>, не всюду<a style='mso-footnote-id:ftn1' href="#_ftn1"
name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a>, см.
<a href="https://example.org/ports">сводку</a><span class=MsoCommentReference><a style='mso-comment-reference:A_1'
href="#_msocom_1" name="_msoanchor_1">[A1]</a></span><a href="file:///C:/draft.docx">черновик</a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Актау</p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>причал</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span><![endif]>Курык</p>
<p class=MsoCaption>Грузы, млн тонн</p>
<table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'><tr><td width=200 style='border:solid'><p
class=MsoNormal><b>Год</b></p></td><td><p class=MsoNormal><b>Груз</b></p></td></tr><tr><td><p class=MsoNormal>2024<a
style='mso-footnote-id:ftn2' href="#_ftn2" name="_ftnref2"><span class=MsoFootnoteReference>[2]</span></a></p></td>
<td><p class=MsoNormal>4,5</p></td></tr></table>
<p class=MsoNormal><span style='mso-spacerun:yes'>&nbsp;</span><img src="file:///C:/tmp/image001.png"></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Сводка <i>порта</i>, 2024.<o:p></o:p></p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a style='mso-footnote-id:ftn2' href="#_ftnref2"
name="_ftn2"><span class=MsoFootnoteReference>[2]</span></a> Там же.</p></div></div>
<!--EndFragment--></body></html>"""
CLEAN = (
    "<h2>Порты</h2><p>Рост <strong>заметен</strong>, <em>впрочем</em>, не всюду"
    '<sup data-footnote="n1"></sup>, см. <a href="https://example.org/ports">сводку</a>черновик.</p>'
    "<ul><li><p>Актау</p><ul><li><p>причал</p></li></ul></li><li><p>Курык</p></li></ul>"
    "<table><caption>Грузы, млн тонн</caption><tbody><tr><th><p>Год</p></th><th><p>Груз</p></th></tr>"
    '<tr><td><p>2024<sup data-footnote="n2"></sup></p></td><td><p>4,5</p></td></tr></tbody></table>'
)
GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.3">'
    '<span style="font-size:11pt;font-weight:700">Важно</span><span style="font-style:italic"> и верно</span>'
    '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> '
    '<a href="https://www.google.com/url?q=https://example.org/a&amp;sa=D">адрес</a></p></b>'
    '<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>&nbsp;Справка</p></div>'
)
LIBRE = (
    '<p style="margin-bottom: 0cm">Слово<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">'
    '<sup>1</sup></a></p><p class="western"><br/></p><div id="sdfootnote1"><p class="sdfootnote"><a '
    'class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Сноска <font face="Arial">Либре</font></p></div>'
)
PASTE = """(dom, [html, text]) => {
    const data = new DataTransfer()
    if (html) data.setData("text/html", html)
    data.setData("text/plain", text)
    dom.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))
}"""
# The text between the cursor and the end, or the start, of the editor.
BEHIND = """(editor) => {
    const {focusNode, focusOffset} = getSelection(), rest = document.createRange()
    rest.selectNodeContents(editor)
    rest.setStart(focusNode, focusOffset)
    return rest.toString().trim()
}"""
BEFORE = BEHIND.replace("setStart", "setEnd")


class Desk:
    """The form of an article in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.locator(".field-body .ProseMirror[contenteditable]")
        self.notes = page.locator(
            "#footnotes-group .form-group:not(.desk-note-deleted):has(.desk-note-number)"
        )

    def open(self, article: Article) -> "Desk":
        self.page.goto(f"/admin/login/?next=/admin/articles/article/{article.pk}/change/")
        self.page.fill("input[name=login]", "chief")
        self.page.fill("input[name=password]", "secret")
        self.page.click("button[type=submit]")
        expect(self.button("help")).to_be_visible(timeout=20_000)
        return self

    def button(self, name: str) -> Locator:
        return self.page.locator(f'.field-body .prose-menubar [data-name="{name}"]')

    def paste(self, html: str, text: str = "") -> None:
        self.text.evaluate(PASTE, [html, text])

    def body(self) -> str:
        return self.page.locator("textarea[name=body]").input_value()

    def numbers_become(self, *numbers: str) -> None:
        expect(self.notes.locator(".desk-note-number")).to_have_text(list(numbers))

    def displayed_notes(self) -> list[str]:
        return self.notes.locator(".desk-note-snippet").all_text_contents()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def enter(self) -> None:
        """Go into the text; the editor puts its selection back a moment after that."""
        self.text.focus()
        self.settle()

    def go_to_end(self) -> None:
        """Move the cursor to the end of the text."""
        self.go("Control+End", BEHIND)

    def go_to_start(self) -> None:
        """Move the cursor to the start of the text."""
        self.go("Control+Home", BEFORE)

    def go(self, key: str, left: str) -> None:
        """Press the key, again where the editor was still putting its own selection back, till no text is left."""
        for _try in range(10):
            self.page.keyboard.press(key)
            self.settle()
            if self.text.evaluate(left) == "":
                return
        raise AssertionError("the cursor does not move")

    def settle(self) -> None:
        self.page.evaluate("new Promise((settled) => setTimeout(settled, 150))")

    def save(self) -> None:
        with self.page.expect_navigation(timeout=20_000):
            self.page.locator("button[name=_continue]").first.click()
        expect(self.button("help")).to_be_visible(timeout=20_000)


@pytest.fixture
def article() -> Article:
    User.objects.create_superuser("chief", password="secret")
    return factory.make_draft(body="<p>Раз. Два.</p>")


def test_what_is_pasted_keeps_its_structure_and_its_notes(page: Page, article: Article) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.press("Control+a")
    desk.paste(WORD)
    expect(desk.notes).to_have_count(2)
    assert desk.body() == CLEAN
    assert desk.displayed_notes() == ["Сводка порта, 2024.", "Там же."]
    desk.numbers_become("1", "2")
    expect(page.locator(".desk-paste-status")).to_have_text(
        "Footnotes imported: 2. Images skipped: 1. Insert each from a file and add a description."
    )
    desk.go_to_start()
    desk.paste(GOOGLE)
    expect(desk.notes).to_have_count(3)
    assert desk.body().startswith(
        '<h2><strong>Важно</strong><em> и верно</em><sup data-footnote="n3"></sup> '
        '<a href="https://example.org/a">адрес</a>'
    )
    desk.go_to_start()
    desk.paste(LIBRE)
    expect(desk.notes).to_have_count(4)
    desk.paste("", "Просто\n\nтекст")
    desk.save()
    assert list(article.footnotes.values_list("text", flat=True)) == [
        "Сноска Либре", "Справка", "Сводка <em>порта</em>, 2024.", "Там же.",
    ]  # fmt: skip
    article.refresh_from_db()
    assert "Просто" in article.body
    assert "Mso" not in article.body
    assert article.body.count("data-footnote") == 4


def test_notes_are_written_moved_deleted_and_brought_back_by_the_keyboard(
    page: Page, article: Article
) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.go_to_end()
    desk.press("Control+Alt+f")
    expect(page.locator("#footnotes-group .ProseMirror-focused")).to_be_visible()
    page.keyboard.type("Первая")
    desk.press("Escape")
    desk.enter()
    desk.go_to_start()
    desk.press("Control+Alt+f")
    expect(page.locator("#footnotes-group .ProseMirror-focused")).to_have_text("")
    page.keyboard.type("Вторая")
    assert desk.displayed_notes() == ["Первая", "Вторая"]
    desk.numbers_become("2", "1")
    desk.press("Escape")
    expect(desk.text).to_be_focused()
    desk.go_to_end()
    desk.notes.nth(1).get_by_label("Move marker to cursor").click()
    desk.numbers_become("1", "2")
    desk.notes.nth(0).get_by_label("Delete footnote and marker").click()
    expect(desk.text.locator("sup")).to_have_count(1)
    expect(desk.text).to_be_focused()
    desk.press("Control+z")
    expect(desk.text.locator("sup")).to_have_count(2)
    desk.go_to_start()
    desk.press("Control+Alt+f")
    expect(desk.notes).to_have_count(3)
    expect(page.locator("#footnotes-group .ProseMirror-focused")).to_be_visible()
    desk.enter()
    desk.press("Control+z")
    expect(desk.text.locator("sup")).to_have_count(2)
    expect(desk.notes).to_have_count(2)
    desk.save()
    assert list(article.footnotes.values_list("text", flat=True)) == ["Первая", "Вторая"]


def test_a_picture_is_described_before_it_stands_in_the_text(
    page: Page, article: Article, tmp_path: Path
) -> None:
    file = tmp_path / "port.jpg"
    file.write_bytes(drawn())
    strange = tmp_path / "port.svg"
    strange.write_text("<svg/>")
    desk = Desk(page).open(article)
    desk.enter()
    desk.go_to_end()
    desk.press("Control+Alt+p")
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=file]").set_input_files(file)
    dialog.locator("[type=submit]").click()
    expect(dialog.get_by_text("Add alternative text or mark the image as decorative.")).to_be_visible()
    dialog.locator("[name=alt]").fill("Порт Актау")
    dialog.locator("[name=file]").set_input_files(strange)
    dialog.locator("[type=submit]").click()
    expect(dialog.get_by_text("The file is not a valid JPEG, PNG or WebP image.")).to_be_visible()
    dialog.locator("[name=file]").set_input_files(file)
    dialog.locator("[name=credit]").fill("Архив")
    dialog.locator("[type=submit]").click()
    expect(desk.text.locator("figure img")).to_be_visible()
    picture = Picture.objects.get()
    assert picture.credit == "Архив"
    desk.text.locator("figcaption").click()
    page.keyboard.type("Порт")
    desk.press("Enter")
    page.keyboard.type("Дальше")
    assert desk.body().endswith(
        f'<figure><img src="{picture.address}" alt="Порт Актау" width="1000" height="500">'
        "<figcaption>Порт</figcaption></figure><p>Дальше</p>"
    )
    page.locator(".desk-figure-state", has_text="Порт Актау").click()
    dialog.locator("[name=decorative]").check()
    dialog.locator("[type=submit]").click()
    expect(page.get_by_role("button", name="Decorative image")).to_be_visible()
    desk.save()
    article.refresh_from_db()
    assert f'<img src="{picture.address}" alt="" width="1000" height="500">' in article.body


def test_tables_links_and_buttons_are_worked_by_the_keyboard(page: Page, article: Article) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.press("Alt+F10")
    expect(desk.button("heading2")).to_be_focused()
    desk.press("ArrowRight", "ArrowRight", "ArrowLeft")
    expect(desk.button("heading3")).to_be_focused()
    desk.press("Enter")
    expect(desk.text).to_be_focused()
    expect(desk.button("heading3")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("toolbar", name="Text")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_have_count(1)
    desk.go_to_end()
    desk.press("Enter", "Control+k")
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=text]").fill("сводка")
    dialog.locator("[name=href]").fill("javascript:alert(1)")
    desk.press("Enter")
    expect(dialog.get_by_text("Enter a web address (https://…) or an e-mail address.")).to_be_visible()
    dialog.locator("[name=href]").fill("example.org/a")
    desk.press("Enter")
    expect(desk.text.locator("a")).to_have_attribute("href", "https://example.org/a")
    desk.go_to_end()
    desk.press("Enter", "Control+Alt+t")
    for cell in ("Год", "Груз", "Порт"):
        page.keyboard.type(cell)
        desk.press("Tab")
    desk.button("table:caption").click()
    dialog.locator("[name=caption]").fill("Грузы")
    desk.press("Enter")
    expect(desk.text.locator("caption")).to_have_text("Грузы")
    desk.button("table:deleteColumn").click()
    desk.button("table:rowAfter").click()
    expect(desk.text.locator("tr")).to_have_count(4)
    assert (
        "<table><caption>Грузы</caption><tbody><tr><th><p>Груз</p></th><th><p>Порт</p></th></tr>"
        in desk.body()
    )
    expect(page.locator(".desk-under-text")).to_contain_text("Words: 5. Reading time: 1 min.")
    desk.press("Control+/")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Ctrl+Alt+F")


def test_a_note_added_beside_the_text_has_its_marker_at_the_cursor(page: Page, article: Article) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.go_to_end()
    page.locator("#footnotes-group .add-row").first.click()
    expect(page.locator("#footnotes-group .ProseMirror-focused")).to_be_visible()
    page.keyboard.type("Сводка")
    desk.numbers_become("1")
    assert desk.body() == '<p>Раз. Два.<sup data-footnote="n1"></sup></p>'
    expect(page.locator("#id_footnotes-0-key")).to_be_hidden()
    desk.save()
    assert list(article.footnotes.values_list("key", "text")) == [("n1", "Сводка")]


def test_a_note_of_a_work_is_named_by_the_work_and_by_no_key(page: Page, article: Article) -> None:
    work = article.references.create(title="Отчёт порта Актау")
    article.footnotes.create(key="n7", reference=work)
    article.footnotes.create(key="n8", url="https://example.org/ports", order=2)
    article.body = '<p>Раз<sup data-footnote="n7"></sup>. Два<sup data-footnote="n8"></sup>.</p>'
    article.save()
    desk = Desk(page).open(article)
    desk.numbers_become("1", "2")
    notes = page.locator("#footnotes-group")
    expect(notes).to_contain_text("Отчёт порта Актау")
    expect(notes.get_by_text("empty footnote")).to_have_count(0)
    assert not notes.get_by_label("n7").count()


def test_a_text_goes_on_after_the_table_with_which_it_ends(page: Page, article: Article) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.press("Control+a", "Control+Alt+t")
    page.keyboard.type("Год")
    desk.press("ArrowUp")
    page.keyboard.type("До")
    desk.press("ArrowDown")
    desk.settle()
    desk.press("ArrowDown", "ArrowDown", "ArrowDown")
    page.keyboard.type("После")
    assert desk.body().startswith("<p>До</p><table><tbody><tr><th><p>Год</p></th>")
    assert desk.body().endswith("</table><p>После</p>")


def test_a_table_that_is_pasted_into_a_cell_becomes_lines(page: Page, article: Article) -> None:
    desk = Desk(page).open(article)
    desk.enter()
    desk.press("Control+a", "Control+Alt+t")
    desk.paste("<p>Итого</p><table><tr><td><p>2024</p></td><td>4,5</td></tr></table>")
    expect(desk.text.locator("table")).to_have_count(1)
    assert "<th><p>Итого</p><p>2024; 4,5</p></th>" in desk.body()


def test_the_beginning_of_a_printed_page_is_marked_at_the_cursor_and_preserved(
    page: Page, article: Article
) -> None:
    Article.objects.filter(pk=article.pk).update(body='<p>Раз.<sup data-page="9"></sup> Два.</p>')
    desk = Desk(page).open(article)
    expect(desk.text.locator(".desk-page")).to_have_text("p. 9")
    desk.enter()
    desk.go_to_end()
    desk.button("pageBreak").click()
    number = page.get_by_label("Number of the page")
    expect(number).to_have_value("10")  # that after the last one
    number.fill("десять")
    page.get_by_role("button", name="Insert").click()
    expect(page.get_by_role("alert").filter(has_text="whole number")).to_be_visible()
    number.fill("10")
    page.get_by_role("button", name="Insert").click()
    expect(desk.text.locator(".desk-page")).to_have_count(2)
    desk.save()
    article.refresh_from_db()
    assert article.body == '<p>Раз.<sup data-page="9"></sup> Два.<sup data-page="10"></sup></p>'


def test_what_a_manuscript_brings_stays_when_the_text_is_edited(page: Page, article: Article) -> None:
    body = (
        "<p>Раз <em>два</em> H<sub>2</sub>O и x<sup>2</sup>, где <math><mfrac><mi>a</mi><mn>2</mn></mfrac></math>.</p>"
        '<p><math display="block"><mi>y</mi><mo>=</mo><mi>k</mi></math></p>'
        '<ol start="3" type="a"><li><p>третье</p><ol type="i"><li><p>внутри</p></li></ol></li></ol>'
        '<table><tbody><tr><th colspan="2"><p>Грузы</p></th></tr>'
        '<tr><td rowspan="2"><p>2024</p></td><td><p>4,5</p></td></tr><tr><td><p>5</p></td></tr></tbody></table>'
        "<p>Конец</p>"
    )
    article.body = body
    article.save()
    article.refresh_from_db()
    body = article.body
    desk = Desk(page).open(article)
    desk.enter()
    desk.go_to_end()
    page.keyboard.type("!")
    desk.save()
    article.refresh_from_db()
    assert article.body == body.replace("Конец", "Конец!")
