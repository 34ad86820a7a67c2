"""Markdown and plain text, read as text."""

from editorial.press.formats import markdown, plain
from tests.press.sample import make_document


def test_markdown_keeps_notes_table_links_and_metadata() -> None:
    text = markdown.write(make_document()).decode()
    assert text.startswith("---\n")
    assert "\nlang: ru\n" in text
    assert "## Порты *и* суда" in text
    assert "[^2]: Там же." in text
    assert "[ссылкой](https://example.org/a?b=1&c=2)" in text
    assert "Объём, млн т" in text
    assert ":::" not in text


def test_markdown_escapes_what_would_be_markup() -> None:
    text = markdown.write(
        make_document(body="<p># не заголовок</p><p>*не курсив*</p><p>1. не список</p>")
    ).decode()
    assert "\n\\# не заголовок\n" in text
    assert "\\*не курсив\\*" in text
    assert "\n1\\. не список\n" in text


def test_plain_text_has_title_body_and_numbered_notes() -> None:
    text = plain.write(make_document()).decode()
    assert text.startswith("Казахстан и Азербайджан: новые средние державы\n")
    assert "\n[2] Там же.\n" in text
    assert "<" not in text
