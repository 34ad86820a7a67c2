"""The life of a text in the browser, each step by the user whose it is, as seen on the page.

`RECORD_TASK` names a folder for a film and a trace of it; `make record-task` sets it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from editorial.workflow.roles import Role
from tests import factory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]

FOLDER = os.environ.get("RECORD_TASK", "")
TITLE = "О портах Каспия"
NOTES = ("Сводка порта Актау за 2024 год.", "Там же.", "Сообщение министерства.")
PAGE = "/en/articles/porty/"
TEXT = ".field-body .ProseMirror[contenteditable]"
TIMEOUT_MS = 20_000  # milliseconds


class Task:
    """Browsers of those who work on a text, one for each."""

    def __init__(self, browser: Browser, server: LiveServer) -> None:
        self.browser, self.server = browser, server

    @contextmanager
    def seen_by(self, name: str, path: str) -> Iterator[Page]:
        """Open a page as somebody of the desk, or as a reader without a name."""
        film: dict[str, Any] = {"record_video_dir": FOLDER} if FOLDER else {}
        context = self.browser.new_context(
            base_url=self.server.url,
            locale="ru-RU",
            accept_downloads=True,
            viewport={"width": 1280, "height": 900},
            **film,
        )
        context.set_default_timeout(TIMEOUT_MS)
        if FOLDER:
            context.tracing.start(screenshots=True, snapshots=True)
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"/admin/login/?next={path}" if name else path)
        if name:
            page.fill("input[name=login]", name)
            page.fill("input[name=password]", "secret")
            page.click("button[type=submit]")
        yield page
        if FOLDER:
            context.tracing.stop(
                path=Path(FOLDER, f"{name or 'reader'}-{len(list(Path(FOLDER).glob('*.zip')))}.zip")
            )
        context.close()
        assert not faults


@pytest.fixture
def task(browser: Browser, live_server: LiveServer) -> Task:
    for role in (Role.AUTHOR, Role.EDITOR, Role.PUBLISHER):
        factory.make_user(role, name=role)
    expect.set_options(timeout=TIMEOUT_MS)
    return Task(browser, live_server)


def write(page: Page) -> None:
    """Write a text with three notes and a table by the keyboard."""
    page.fill("input[name=slug]", "porty")
    page.fill("input[name=title]", TITLE)
    page.select_option("select[name=genre]", "analysis")
    text = page.locator(TEXT)
    text.focus()
    for number, note in enumerate(NOTES, start=1):
        page.keyboard.type(f"Довод {number}")
        page.keyboard.press("Control+Alt+f")
        expect(page.locator("#footnotes-group .ProseMirror-focused")).to_have_text("")
        page.keyboard.insert_text(note)
        page.keyboard.press("Escape")
        expect(text).to_be_focused()
        page.evaluate(
            "new Promise((settled) => setTimeout(settled, 150))"
        )  # the editor puts its selection back a moment after it is entered
        page.keyboard.type(". ")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Alt+t")
    for cell in ("Год", "Порт", "Груз", "2024", "Актау", "4,5"):
        page.keyboard.type(cell)
        page.keyboard.press("Tab")
    page.locator('.field-body [data-name="table:deleteRow"]').click()
    expect(page.locator("#footnotes-group .desk-note-number")).to_have_text(["1", "2", "3"])
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".desk-state")).to_contain_text("draft")
    expect(text.locator("td")).to_have_text(["2024", "Актау", "4,5"])


def step(page: Page, label: str, *, reason: str = "") -> None:
    """Take a step of the workflow, with its reason where it needs one."""
    named = page.locator(".desk-steps :is(a, button)", has_text=label)
    named.first.click()
    if reason:
        page.locator("form.desk-step textarea").fill(reason)
        page.locator("form.desk-step button[type=submit]").click()


def review(page: Page) -> str:
    """Add a sentence as the editor; returns the address of the preview."""
    text = page.locator(TEXT)
    expect(text).to_contain_text("Довод 2")
    text.locator("p").first.click()
    page.keyboard.press("End")
    page.keyboard.insert_text("Проверено редакцией.")
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".desk-state")).to_contain_text("version 3")
    address = page.locator('.desk-state a[href*="/preview/"]').first.get_attribute("href") or ""
    return address.replace(page.url.partition("/admin/")[0], "")


def publish(page: Page) -> None:
    """Approve and publish."""
    step(page, "Approve")
    expect(page.locator(".desk-state")).to_contain_text("approved")
    step(page, "Publish")
    expect(page.locator(".desk-state")).to_contain_text("current public edition")


def read(page: Page) -> None:
    """See the published text as a reader."""
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator(".body table th")).to_have_text(["Год", "Порт", "Груз"])
    expect(page.locator(".notes .note__text")).to_have_count(3)
    expect(page.locator(".notes li").nth(2)).to_contain_text(NOTES[2])
    expect(page.locator(".body")).to_contain_text("Проверено редакцией.")


def correct(page: Page) -> None:
    """Change a figure of the table, publish the correction, compare the editions."""
    change = page.url
    page.locator(TEXT).locator("td").nth(2).click()
    page.keyboard.press("End")
    page.keyboard.type("1")
    page.locator("button[name=_continue]").first.click()
    expect(page.locator(".desk-state")).to_contain_text("there are unpublished changes")
    step(page, "Publish a correction", reason="Исправлен груз порта.")
    expect(page.locator(".desk-state")).not_to_contain_text("there are unpublished changes")
    page.goto(change.replace("/change/", "/history/?before=edition-1&after=edition-2"))
    expect(page.locator(".desk-differences ins")).to_have_text(["4,51"])
    expect(page.locator(".desk-differences del")).to_have_text(["4,5"])


def compare(page: Page) -> None:
    """See the correction and both editions as a reader."""
    expect(page.locator(".remark", has_text="Исправлен груз порта.")).to_be_visible()
    page.goto(f"{PAGE}editions/2/changes/")
    expect(page.locator(".changes ins")).to_have_text(["4,51"])
    page.goto(f"{PAGE}editions/1/")
    expect(page.locator(".body td").nth(2)).to_have_text("4,5")


def restore(page: Page) -> None:
    """Bring the author's revision back into the working copy."""
    oldest = page.locator("#compare tbody tr").last
    expect(oldest).to_contain_text("author")
    oldest.get_by_role("button").click()
    expect(page.locator(TEXT).locator("td").nth(2)).to_have_text("4,5")
    expect(page.locator(TEXT)).not_to_contain_text("Проверено")
    expect(page.locator(".desk-state")).to_contain_text("there are unpublished changes")


def print_out(page: Page, file: Path) -> str:
    """Fetch the PDF, which still has the corrected text; returns its words."""
    expect(page.locator(".body td").nth(2)).to_have_text("4,51")
    link = page.locator("#downloads a[href$='/download/pdf/']")
    link.evaluate("link => link.setAttribute('download', 'text.pdf')")
    with page.expect_download() as printed:
        link.click()
    printed.value.save_as(file)
    opened = pypdfium2.PdfDocument(file)
    words = " ".join(opened[number].get_textpage().get_text_range() for number in range(len(opened)))
    opened.close()
    return " ".join(words.split())


def test_a_text_from_the_first_word_to_the_printed_page(task: Task, tmp_path: Path) -> None:
    with task.seen_by("author", "/admin/articles/article/add/") as page:
        write(page)
        address = page.url.removeprefix(task.server.url)
        step(page, "Submit for review")
        expect(page.locator(".desk-state")).to_contain_text("in review")
    with task.seen_by("editor", address) as page:
        preview = review(page)
    with task.seen_by("editor", preview) as page:
        expect(page.locator(".notes li")).to_have_count(3)
    with task.seen_by("publisher", address) as page:
        publish(page)
    with task.seen_by("", PAGE) as page:
        read(page)
    with task.seen_by("publisher", address) as page:
        correct(page)
    with task.seen_by("", PAGE) as page:
        compare(page)
    with task.seen_by("publisher", address.replace("/change/", "/history/")) as page:
        restore(page)
    with task.seen_by("", PAGE) as page:
        words = print_out(page, tmp_path / "text.pdf")
    for printed in (TITLE, "4,51", *NOTES):
        assert printed in words
