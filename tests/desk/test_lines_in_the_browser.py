"""Lines of a form in the browser: one that is taken out leaves what was typed in the others."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from editorial.agreements.models import Agreement
from tests import factory
from tests.desk_client import url_of

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, path: str) -> None:
    User.objects.create_superuser("chief", password="secret")
    page.goto(f"/admin/login/?next={path}")
    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")


def test_a_new_line_is_taken_out_and_the_others_keep_what_was_typed(page: Page) -> None:
    agreement = factory.make_agreement()
    sign_in(page, url_of(agreement))
    page.click('#tabs-items a[href="#sources"]')
    for at, text in enumerate(("Первый", "Второй", "Третий")):
        page.locator("#sources-group .add-row").click()
        page.fill(f"#id_sources-{at}-document_title", text)
        page.fill(f"#id_sources-{at}-pages", f"с. {at + 1}")
    page.locator("#sources-group .delete-template:visible").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_sources-TOTAL_FORMS")).to_have_value("2")
    expect(page.locator("#id_sources-1-document_title")).to_have_value("Третий")
    expect(page.locator("#sources-group .add-row")).to_be_focused()
    page.locator("#sources-group .add-row").click()
    page.fill("#id_sources-2-document_title", "Четвёртый")
    page.locator("[name=_continue]:visible").first.click()
    page.wait_for_load_state()
    found = Agreement.objects.get().sources.values_list("document_title", "pages").order_by("pk")
    assert list(found) == [("Первый", "с. 1"), ("Третий", "с. 3"), ("Четвёртый", "")]


def test_an_expert_is_made_in_place_and_a_new_line_moved_by_the_keyboard(page: Page) -> None:
    sign_in(page, url_of(factory.make_draft()))
    page.locator("#tabs-items a[href='#contributions']").click()
    lines = page.locator("#contributions-group")
    for _line in range(2):
        lines.locator(".add-row").last.press("Enter")
    expect(lines.locator(".desk-move:visible")).to_have_count(2)
    knob = page.locator("[data-id$=contributions-0-expert] .desk-operable")
    knob.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#add_id_contributions-0-expert")).to_be_focused()
    page.keyboard.press("Escape")
    expect(knob).to_be_focused()
    expect(page.locator("#add_id_contributions-0-expert")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("#add_id_contributions-0-expert")).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    form = opened.value
    form.fill("input[name=family_name_ru]", "Ержанова")
    form.fill("input[name=given_name_ru]", "Сауле")
    form.fill("input[name=slug]", "erzhanova-saule")
    form.locator("[name=_save]").first.click()
    expect(page.locator("#select2-id_contributions-0-expert-container")).to_contain_text("Ержанова")
