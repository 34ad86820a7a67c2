"""The review of a manuscript in a browser: upload, look, keep, make drafts."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from editorial.articles.models import Article
from tests.manuscripts.books import make_book
from tests.manuscripts.laying_out import Style, lay_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def book(tmp_path: Path, settings: Any) -> Path:
    storages = {**settings.STORAGES}
    storages["manuscripts"] = {**storages["manuscripts"], "OPTIONS": {"location": str(tmp_path / "kept")}}
    settings.STORAGES = storages
    path = tmp_path / "сборник.txt"
    path.write_text(lay_out(make_book(2), Style()), encoding="utf-8")
    return path


def test_an_editor_takes_a_book_from_file_to_drafts(page: Page, book: Path) -> None:
    User.objects.create_superuser("chief", password="secret")
    page.goto("/admin/login/?next=/admin/intake/manuscriptfile/add/")
    page.fill("input[name=login]", "chief")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")
    page.set_input_files("input[name=uploads]", book)
    expect(page.locator("[data-selected] li")).to_have_count(1)
    page.click("[data-upload] button[type=submit]")
    expect(page.locator("textarea[name=title]")).to_have_value("Порты и реки: двадцать лет соседства")
    block = page.locator(".desk-block textarea").nth(6)
    block.click()
    expect(page.locator(".desk-here")).to_be_in_viewport()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.fill("textarea[name=title]", "Новое имя")
    page.click("button[name=make]")
    expect(page.locator("#ask")).to_be_focused()
    expect(page.locator("textarea[name=title]")).to_have_value("Новое имя")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click("button[name=make]")
    expect(page.locator(".desk-drafts li")).to_have_count(2)
    assert Article.objects.filter(title="Новое имя").exists()
