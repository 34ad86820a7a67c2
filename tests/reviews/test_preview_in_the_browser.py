"""An expert without an account on a phone: comments on a paragraph and on a note, and approves the text."""

import pytest
from playwright.sync_api import Page, expect

from editorial.reviews.models import ExpertApproval, ReviewComment
from tests import factory

pytestmark = pytest.mark.django_db(transaction=True)

PARAGRAPH = "Порт Актау принимает контейнеры, которые идут через Каспий в Баку и дальше. " * 3


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_an_expert_comments_and_approves_on_a_phone(page: Page) -> None:
    draft = factory.make_draft(
        body=f'<p>{PARAGRAPH}<sup data-footnote="n5"></sup></p>', notes={"n5": "Отчёт порта за год."}
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(factory.make_preview_link(draft).get_absolute_url().replace("/ru/", "/en/"))
    of_paragraph, of_note = page.locator("#p-1 .preview-comment"), page.locator(".note .preview-comment")
    box = of_note.bounding_box()
    assert box is not None
    assert box["width"] > box["height"]  # one line of words
    of_paragraph.focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name=text]").first).to_be_focused()
    assert fits(page)
    page.keyboard.press("Escape")
    expect(of_paragraph).to_be_focused()
    for button, comment in ((of_paragraph, "Уточните год."), (of_note, "Нет страницы.")):
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.type(comment)
        page.locator("[data-comment-form] button[type=submit]").first.click()
        expect(page.locator(".thread", has_text=comment)).to_be_visible()
        assert fits(page)
    assert list(ReviewComment.objects.values_list("note_key", "text")) == [
        ("", "Уточните год."),
        ("n5", "Нет страницы."),
    ]
    page.locator("button[value=approve]").click()
    expect(page.get_by_text("approved the text on").first).to_be_visible()
    assert ExpertApproval.objects.get().link.name == "Сауле Ержанова"
