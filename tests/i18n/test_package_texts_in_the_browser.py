"""Texts of packages' scripts at the desk, in a browser."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("language", "nothing_found", "month"),
    [
        ("ru", "Ничего не найдено", "Ноябрь"),
        ("kk", "Ештеңе табылмады", "Қараша"),
        ("az", "Heç nə tapılmadı", "Noyabr"),
    ],
)
def test_choices_and_the_calendar_speak_the_language_of_the_page(
    page: Page, catalogues: None, language: str, nothing_found: str, month: str
) -> None:
    user = User.objects.create_superuser("chief", password="secret")
    page.goto("/admin/account/login/")
    page.evaluate(f"document.cookie = 'django_language={language}; path=/'")
    page.goto(f"/admin/account/login/?next=/admin/auth/user/{user.pk}/change/")
    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("main [type=submit]")
    page.fill("#id_date_joined_0", "14.11.2026")
    page.locator(".field-date_joined .date-icon").first.click()
    expect(page.locator(".calendarbox:visible")).to_contain_text(month)
    page.goto("/admin/events/event/add/")
    page.locator(".field-place .select2-selection").click()
    page.locator(".select2-container--open .select2-search__field").fill("щщщ")
    expect(page.locator(".select2-results")).to_have_text(nothing_found)
