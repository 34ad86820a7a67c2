"""Manuscripts at the desk: upload, review, drafts."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from editorial.articles.models import Article, Collection
from editorial.experts.models import Expert
from editorial.intake import services
from editorial.intake.models import ManuscriptFile
from editorial.manuscripts.draft import Anchor, Block, Cell, Remark, Revision, Span, Table
from tests import factory
from tests.desk_client import create_drafts, form_with, messages_of
from tests.intake.uploads import ADD, BOOK, form_of, page, upload
from tests.manuscripts.books import make_book

pytestmark = pytest.mark.django_db


def make(desk: Client, row: ManuscriptFile, collection: str = "new") -> Any:
    return create_drafts(desk, row, collection)


def test_a_file_is_read_and_shown_beside_its_source(desk: Client) -> None:
    row = upload(desk)
    assert row.state == ManuscriptFile.State.READ
    response = desk.get(page(row, 1))
    assert response.status_code == 200
    assert response.context["item"].title == "Образование без границ: опыт двух университетов"
    assert any("Введение" in text for _number, text in response.context["source"])


def test_several_files_are_taken_at_once(desk: Client) -> None:
    files = [
        SimpleUploadedFile("a.txt", BOOK),
        SimpleUploadedFile("b.txt", "Заметка о портах.\n\nПорты растут.".encode()),
    ]
    response = desk.post(reverse(ADD), {"uploads": files})
    assert response.status_code == 302
    assert ManuscriptFile.objects.count() == 2


def test_the_same_file_is_noticed(desk: Client) -> None:
    upload(desk)
    response = desk.post(reverse(ADD), {"uploads": SimpleUploadedFile("другое имя.txt", BOOK)})
    assert ManuscriptFile.objects.count() == 1
    assert any("сборник.txt" in message for message in messages_of(response))


def test_a_broken_file_is_refused_by_name_and_place(desk: Client) -> None:
    row = upload(desk, b"PK\x03\x04 broken", "статья.docx")
    assert row.state == ManuscriptFile.State.REFUSED
    assert "статья.docx" in row.error
    assert desk.get(reverse("admin:intake_manuscriptfile_change", args=[row.pk])).status_code == 200


def test_drafts_have_text_notes_references_and_a_link_to_the_file(desk: Client) -> None:
    expert = factory.make_expert(given_name="Пётр", family_name="Кравцов")
    row = upload(desk)
    make(desk, row)
    row.refresh_from_db()
    first = Article.objects.get(manuscript_draft__manuscript=row, manuscript_draft__order=1)
    assert (first.title, first.state, first.order_in_collection) == (
        "Порты и реки: двадцать лет соседства",
        "draft",
        1,
    )
    assert [each.contributor for each in first.contributions.all()] == [expert]
    assert first.footnotes.count() == len(make_book(3)[0].notes)
    assert '<sup data-footnote="fn-1"></sup>' in first.body
    assert first.footnotes.get(key="fn-1").reference.year == 2023
    assert row.state == ManuscriptFile.State.DRAFTED
    assert Collection.objects.get().articles.count() == 3


def test_numbers_of_notes_run_on_as_in_the_book(desk: Client) -> None:
    row = upload(desk)
    make(desk, row)
    second = Article.objects.get(manuscript_draft__manuscript=row, manuscript_draft__order=2)
    assert second.footnotes_from == min(make_book(3)[1].notes)


def test_nobody_is_added_to_the_record_without_a_decision(desk: Client) -> None:
    row = upload(desk)
    make(desk, row)
    assert not Expert.objects.exists()
    article = Article.objects.get(manuscript_draft__order=1)
    assert "Пётр Кравцов" in article.internal_note


def test_a_person_decided_upon_becomes_a_draft_of_the_record(desk: Client) -> None:
    row = upload(desk)
    desk.post(page(row), form_of(desk, row) | {"who-0-known": "new"})
    make(desk, row)
    expert = Expert.objects.get()
    assert (expert.name, expert.state) == ("Пётр Кравцов", "draft")


def test_decisions_about_a_text_are_preserved(desk: Client) -> None:
    row = upload(desk)
    data = form_of(desk, row) | {
        "title": "Новое имя",
        "genre": "commentary",
        "date": "2023-05",
        "block-0-kind": "quote",
    }
    data["block-1-text"] = data["block-1-text"].replace("[[1]]", "") + " [[1]]"
    assert desk.post(page(row), data).status_code == 302
    row.refresh_from_db()
    item = services.load_draft(row).items[0]
    assert (item.title, item.genre, item.date, item.blocks[0].kind) == (
        "Новое имя",
        "commentary",
        "2023-05",
        "quote",
    )
    assert item.blocks[1].anchors[-1].number == 1
    assert item.blocks[1].anchors[-1].offset == len(item.blocks[1].text)


def test_topics_are_suggested_and_may_be_changed(desk: Client) -> None:
    factory.make_topic(slug="energy", name="Энергетика")
    factory.make_topic(slug="ports", name="Порты")
    row = upload(desk)
    assert services.load_draft(row).items[0].topics == ["ports"]
    data = form_of(desk, row)
    del data["topic-ports"]
    desk.post(page(row), data | {"topic-energy": "1"})
    make(desk, row)
    article = Article.objects.get(manuscript_draft__order=1)
    assert [topic.slug for topic in article.topics.all()] == ["energy"]


def test_a_reading_that_was_stopped_can_be_begun_again(desk: Client) -> None:
    row = upload(desk)
    ManuscriptFile.objects.filter(pk=row.pk).update(
        state="reading", structure=None, heartbeat_at=timezone.now() - timedelta(minutes=5)
    )
    status = desk.get(reverse("admin:intake_manuscriptfile_status", args=[row.pk])).json()
    assert (status["state"], status["stale"]) == ("reading", True)
    desk.post(reverse("admin:intake_manuscriptfile_read", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == ManuscriptFile.State.READ


def test_an_unchanged_form_changes_nothing(desk: Client) -> None:
    row = upload(desk)
    before = services.load_draft(row).items[0]
    desk.post(page(row), form_of(desk, row))
    row.refresh_from_db()
    assert services.load_draft(row).items[0] == before


def test_texts_are_merged_and_split(desk: Client) -> None:
    row = upload(desk)
    desk.post(page(row, 1), form_of(desk, row, 1) | {"merge": "1"})
    row.refresh_from_db()
    assert len(services.load_draft(row).items) == 2
    merged = services.load_draft(row).items[0]
    at = next(
        place for place, block in enumerate(merged.blocks) if block.text.startswith("Образование без границ")
    )
    desk.post(page(row, 0), form_of(desk, row, 0) | {"split": str(at)})
    row.refresh_from_db()
    items = services.load_draft(row).items
    assert [item.title for item in items][1] == "Образование без границ: опыт двух университетов"
    assert {note.number for note in items[0].footnotes}.isdisjoint(
        {note.number for note in items[1].footnotes}
    )


def test_a_note_is_given_to_another_text_and_a_text_is_left_out(desk: Client) -> None:
    row = upload(desk)
    desk.post(page(row, 0), form_of(desk, row, 0) | {"note-0-item": "1"})
    row.refresh_from_db()
    desk.post(page(row, 2), form_of(desk, row, 2) | {"left_out": "1"})
    row.refresh_from_db()
    items = services.load_draft(row).items
    assert 1 in {note.number for note in items[1].footnotes}
    make(desk, row, "")
    assert Article.objects.count() == 2


def test_a_review_over_a_newer_one_is_refused(desk: Client) -> None:
    row = upload(desk)
    data = form_of(desk, row)
    desk.post(page(row), data | {"title": "Первое"})
    response = desk.post(page(row), data | {"title": "Второе"})
    assert response.status_code == 200
    row.refresh_from_db()
    assert services.load_draft(row).items[0].title == "Первое"
    assert response.context["item"].title == "Второе"


@pytest.mark.parametrize(
    ("field", "value"), [("date", "вчера"), ("genre", "роман"), ("first_page", "девять")]
)
def test_what_cannot_be_is_refused_and_shown_again(desk: Client, field: str, value: str) -> None:
    row = upload(desk)
    response = desk.post(page(row), form_of(desk, row) | {field: value, "title": "Сохранить меня"})
    assert response.status_code == 200
    assert any(value in message for message in messages_of(response))
    assert "Сохранить меня" in response.content.decode()


def test_drafts_are_made_once(desk: Client) -> None:
    row = upload(desk)
    data = form_of(desk, row)
    make(desk, row)
    response = desk.post(page(row), data | {"make": "1"}, follow=True)
    assert Article.objects.count() == 3
    assert "Новая" not in response.content.decode()
    assert len(response.context["drafts"]) == 3


def test_the_button_for_drafts_saves_what_was_typed(desk: Client) -> None:
    row = upload(desk)
    data = form_of(desk, row) | {"title": "Набрано только что", "who-0-known": "new", "collection": ""}
    requested = desk.post(page(row), data | {"make": "1"}, follow=True)
    assert not Article.objects.exists()
    assert requested.context["item"].title == "Набрано только что"
    alert = lxml_html.fromstring(requested.content.decode()).get_element_by_id("ask").text_content()
    assert "Пётр Кравцов" not in alert
    assert "Образование без границ: опыт двух университетов" in alert
    make(desk, row, "")
    assert Article.objects.filter(title="Набрано только что", collection=None).exists()


def test_what_was_confirmed_is_no_leave_for_what_was_typed_since(desk: Client) -> None:
    row = upload(desk)
    requested = desk.post(page(row), form_of(desk, row) | {"make": "1"}, follow=True)
    (button,) = lxml_html.fromstring(requested.content.decode()).xpath("//button[@name='make']")
    data = form_with(requested, "version") | {"title": "", "make": button.get("value")}
    again = desk.post(page(row), data, follow=True)
    assert not Article.objects.exists()
    assert "The article has no title" in again.content.decode() or "нет заголовка" in again.content.decode()


def test_a_paragraph_is_split_by_an_empty_line_and_joined_again(desk: Client) -> None:
    row = upload(desk)
    before = services.load_draft(row).items[0].blocks
    at = next(place for place, block in enumerate(before) if block.kind == "paragraph" and block.anchors)
    data = form_of(desk, row)
    cut = len(data[f"block-{at}-text"]) // 3
    text = f"{data[f'block-{at}-text'][:cut]}\r\n\r\n{data[f'block-{at}-text'][cut:]}"
    desk.post(page(row), data | {f"block-{at}-text": text})
    row.refresh_from_db()
    blocks = services.load_draft(row).items[0].blocks
    assert len(blocks) == len(before) + 1
    assert len([*blocks[at].anchors, *blocks[at + 1].anchors]) == len(before[at].anchors)
    desk.post(page(row), form_of(desk, row) | {"join": str(at + 1)})
    row.refresh_from_db()
    joined = services.load_draft(row).items[0].blocks
    assert len(joined) == len(before)
    assert joined[at].text.replace(" ", "") == before[at].text.replace(" ", "")
    assert [anchor.number for anchor in joined[at].anchors] == [
        anchor.number for anchor in before[at].anchors
    ]


def test_a_paragraph_is_joined_or_split_off_by_the_place_it_was_shown_at(desk: Client) -> None:
    row = upload(desk)
    blocks = services.load_draft(row).items[0].blocks
    words = blocks[4].text
    desk.post(page(row), form_of(desk, row) | {"block-1-drop": "1", "split": "4"})
    row.refresh_from_db()
    second = services.load_draft(row).items[1]
    assert words in (second.title, second.blocks[0].text)


def test_merged_articles_keep_every_note_and_abstract(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    first, second = manuscript.items[:2]
    for number, note in enumerate(second.footnotes, first.footnotes[0].number):
        for block in second.blocks:
            for anchor in block.anchors:
                if anchor.number == note.number:
                    anchor.number = number
        note.number = number
    second.abstracts = {"kk": "Түйін"}
    services.save_decisions(row, manuscript, opened_version=row.version)
    texts = [note.text for note in (*first.footnotes, *second.footnotes)]
    desk.post(page(row, 1), form_of(desk, row, 1) | {"merge": "1"})
    make(desk, row, "")
    article = Article.objects.get(manuscript_draft__order=1)
    assert article.footnotes.count() == len(texts)
    assert article.body.count("data-footnote") >= len(texts)
    assert article.abstracts.get(language="kk").text == "Түйін"


def test_the_outline_leads_to_headings_and_warnings_stand_where_they_apply(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    item = manuscript.items[1]
    paragraph = next(block for block in item.blocks if block.kind == "paragraph" and block.line > item.line)
    manuscript.remarks += [Remark(0, "О файле"), Remark(paragraph.line, "О месте")]
    note = item.footnotes[-1]
    item.remarks.append(Remark(note.line, "О сноске"))
    services.save_decisions(row, manuscript, opened_version=row.version)
    html = lxml_html.fromstring(desk.get(page(row, 1)).content.decode())
    links = html.xpath("//*[contains(@class, 'desk-outline')]//a/@href")
    assert all(html.xpath("//*[@id = $target]", target=link.removeprefix("#")) for link in links)
    headings = [block.text for block in item.blocks if block.kind == "heading"]
    assert html.xpath("//*[contains(@class, 'desk-outline')]//li//a/text()") == headings
    assert html.xpath("//*[@id = 'remarks' and contains(., 'О файле')]")
    block = item.blocks.index(paragraph)
    assert html.xpath("//*[@id = $id and contains(., 'О месте')]", id=f"block-{block}")
    place = item.footnotes.index(note)
    assert html.xpath("//*[@id = $id and contains(., 'О сноске')]", id=f"note-{place}")
    assert "О месте" not in desk.get(page(row, 0)).content.decode()


def test_what_is_set_in_its_own_way_stays_with_its_words(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    block = next(each for each in manuscript.items[0].blocks if each.kind == "paragraph")
    at = manuscript.items[0].blocks.index(block)
    block.text, block.anchors = "Порт Актау растёт быстро", [Anchor(10, 1)]
    block.spans = [Span(5, 10, "emphasis"), Span(11, 17, "link", "https://example.org/")]
    services.save_decisions(row, manuscript, opened_version=row.version)
    data = form_of(desk, row)
    assert data[f"block-{at}-text"] == "Порт Актау[[1]] растёт быстро"
    desk.post(page(row), data | {f"block-{at}-text": "Морской порт Актау[[1]] не растёт"})
    row.refresh_from_db()
    block = services.load_draft(row).items[0].blocks[at]
    found = [(block.text[span.start : span.end], span.kind) for span in block.spans]
    assert found == [("Актау", "emphasis"), ("растёт", "link")]


def test_cells_that_were_not_changed_keep_what_stands_in_them(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    wide = Cell(columns=2, blocks=[Block("paragraph", "Грузы|млн", spans=[Span(0, 5, "strong")])])
    plain = [Cell(blocks=[Block("paragraph", text)]) for text in ("Год", "2024")]
    table = Table(rows=[["Грузы|млн"], ["Год", "2024"]], cells=[[wide], plain])
    manuscript.items[0].blocks.insert(0, Block("table", "", table=table))
    services.save_decisions(row, manuscript, opened_version=row.version)
    data = form_of(desk, row)
    assert data["block-0-text"] == "Грузы\\|млн\nГод | 2024"
    desk.post(page(row), data | {"block-0-text": data["block-0-text"].replace("2024", "2025")})
    row.refresh_from_db()
    stored = services.load_draft(row).items[0].blocks[0].table
    assert stored is not None
    assert stored.rows == [["Грузы|млн"], ["Год", "2025"]]
    assert stored.cells[0][0] == wide
    assert stored.cells[1][1].blocks[0].text == "2025"


def test_alternative_text_of_an_image_is_required(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    manuscript.items[0].blocks.insert(0, Block("figure", "Порт", picture="image1.png"))
    services.save_decisions(row, manuscript, opened_version=row.version)
    requested = desk.post(page(row), form_of(desk, row) | {"make": "1"}, follow=True)
    assert any("1" in text and place == 0 for place, _title, text in requested.context["problems"])
    both = {"block-0-alternative": "Причал", "block-0-decorative": "1"}
    refused = desk.post(page(row), form_of(desk, row) | both)
    assert any("Причал" in message for message in messages_of(refused))
    desk.post(page(row), form_of(desk, row) | {"block-0-alternative": "Причал"})
    row.refresh_from_db()
    assert services.load_draft(row).items[0].blocks[0].alternative == "Причал"


def test_tracked_changes_comments_and_hidden_text_are_shown(desk: Client) -> None:
    row = upload(desk)
    manuscript = services.load_draft(row)
    manuscript.revisions = [
        Revision("comment", "Проверить цифру", who="Редактор"),
        Revision("hidden", "скрыто"),
    ]
    services.save_decisions(row, manuscript, opened_version=row.version)
    html = desk.get(page(row)).content.decode()
    assert "Проверить цифру" in html
    assert "скрыто" in html


def test_a_file_is_read_again_after_its_drafts_were_made_or_deleted(desk: Client) -> None:
    row = upload(desk)
    make(desk, row, "")
    desk.post(reverse("admin:intake_manuscriptfile_read", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == ManuscriptFile.State.READ
    make(desk, row, "")
    assert Article.objects.count() == 6
    Article.objects.all().delete()
    shown = desk.get(reverse("admin:intake_manuscriptfile_change", args=[row.pk]))
    assert reverse("admin:intake_manuscriptfile_read", args=[row.pk]) in shown.content.decode()
    desk.post(reverse("admin:intake_manuscriptfile_read", args=[row.pk]))
    assert desk.get(page(row)).status_code == 200


def test_a_file_without_any_text_says_so(desk: Client) -> None:
    row = ManuscriptFile.objects.create(name="пусто.txt", sha256="3" * 64, size=1, state="read", structure={})
    shown = desk.get(reverse("admin:intake_manuscriptfile_change", args=[row.pk]))
    assert shown.status_code == 200
    assert 'role="alert"' in shown.content.decode()


def test_manuscripts_that_wait_for_review_are_among_my_tasks(desk: Client) -> None:
    row = upload(desk)
    change = reverse("admin:intake_manuscriptfile_change", args=[row.pk])
    assert change in desk.get("/admin/").content.decode()
    make(desk, row)
    assert change not in desk.get("/admin/").content.decode()


def test_a_fault_half_way_leaves_nothing(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    row = upload(desk)
    original = "editorial.intake.drafts.footnote_key"
    monkeypatch.setattr(
        original, lambda number: 1 / 0 if number == max(make_book(3)[2].notes) else f"fn-{number}"
    )
    with pytest.raises(ZeroDivisionError):
        make(desk, row)
    row.refresh_from_db()
    assert not Article.objects.exists()
    assert not Collection.objects.exists()
    assert row.state == ManuscriptFile.State.READ


def test_strangers_and_readers_are_turned_away(stranger: Client, desk: Client) -> None:
    row = upload(desk)
    for url in (reverse(ADD), page(row), reverse("admin:intake_manuscriptfile_original", args=[row.pk])):
        assert stranger.get(url).status_code == 302
    nobody = User.objects.create_user("nobody", password="secret", is_staff=True)
    stranger.force_login(nobody)
    for url in (reverse(ADD), page(row), reverse("admin:intake_manuscriptfile_original", args=[row.pk])):
        assert stranger.get(url).status_code == 403


def test_the_original_comes_back_as_it_was(desk: Client) -> None:
    row = upload(desk)
    response = desk.get(reverse("admin:intake_manuscriptfile_original", args=[row.pk]))
    assert response.content == BOOK
    assert response["Content-Disposition"].startswith("attachment")


def test_an_editor_deletes_a_file_with_its_original_but_not_one_of_which_drafts_were_made(
    django_capture_on_commit_callbacks: Any, client: Client, editor: User
) -> None:
    client.force_login(editor)
    row = ManuscriptFile.objects.create(name="a.txt", sha256="1" * 64, size=1, state="refused")
    row.original.save("a.txt", ContentFile(b"a"))
    path, storage = row.original.name, row.original.storage
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:intake_manuscriptfile_delete", args=[row.pk]), {"post": "yes"})
    assert not ManuscriptFile.objects.exists()
    assert not storage.exists(path)
    drafted = ManuscriptFile.objects.create(
        name="b.txt", sha256="2" * 64, size=1, state="drafted", structure={}
    )
    draft = factory.make_draft()
    drafted.drafts.create(article=draft, order=1)
    url = reverse("admin:intake_manuscriptfile_delete", args=[drafted.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    draft.delete()
    assert client.post(url, {"post": "yes"}).status_code == 302
