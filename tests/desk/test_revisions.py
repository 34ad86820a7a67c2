"""The history of a row at the desk: who, when, why, what differs, and the way back."""

import re
from typing import Any

import pytest
import reversion
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from editorial.articles.services import publishing
from editorial.desk.revisions import word_diff
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import opened, revisions, saved, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR, name="editor"))
    return client


def change(client: Client, row: Any, **fields: str) -> None:
    saved(client, url_of(row), opened(client, url_of(row)) | fields)


def compared(client: Client, row: Any, **sides: str) -> dict[str, tuple[str, str]]:
    response = client.get(url_of(row, "history"), sides)
    assert response.status_code == 200
    return {
        f"{found.group}|{found.label}": (
            "".join(part.text for part in found.before if part.kind == "removed"),
            "".join(part.text for part in found.after if part.kind == "added"),
        )
        for found in response.context["differences"]
    }


def test_words_that_differ_are_distinguished_from_those_that_do_not() -> None:
    before, after = word_diff("Путь через Каспий открыт", "Путь через Чёрное море открыт")
    assert [(part.kind, part.text) for part in before] == [
        ("same", "Путь через "),
        ("removed", "Каспий"),
        ("same", " открыт"),
    ]
    assert [part.text for part in after if part.kind == "added"] == ["Чёрное море"]


def test_the_history_says_who_saved_and_why(editor: Client) -> None:
    event = factory.make_event()
    change(editor, event, note_ru="Первое", revision_comment="уточнено")
    assert [(line.by, line.comment) for line in revisions(editor, event)] == [("editor", "уточнено")]


def test_without_a_reason_the_history_names_the_fields_but_no_line_that_only_moved(editor: Client) -> None:
    agreement = factory.make_agreement(parties=("AZ", "KZ"))
    moved = {"parties-0-order": "2", "parties-1-order": "1"}
    change(editor, agreement, note_ru="Подписано в Баку", **moved)
    change(editor, agreement, **{"parties-0-country": "GE"})
    comments = [line.comment for line in reversed(revisions(editor, agreement))]
    assert comments[0].endswith("Note [ru].")
    assert "Country" in comments[1]


def test_two_revisions_are_compared_word_by_word_with_their_lines(editor: Client) -> None:
    agreement = factory.make_agreement()
    change(editor, agreement, note_ru="Подписано в Баку")
    change(editor, agreement, note_ru="Подписано в Астане", **{"parties-0-country": "GE"})
    found = compared(editor, agreement)
    assert ("Баку", "Астане") in found.values()
    assert ("AZ", "GE") in found.values()


def test_the_history_opens_with_what_was_last_written_not_with_the_last_step(editor: Client) -> None:
    article = factory.make_draft(body="<p>Порт Баку</p>")
    change(editor, article, internal_note="Проверено")
    change(editor, article, body="<p>Порт Актау</p>")
    factory.publish(article)
    assert list(compared(editor, article).values()) == [("Баку", "Актау")]


def test_an_earlier_revision_comes_back_with_its_notes(editor: Client) -> None:
    draft = factory.make_draft(notes={"a": "Первая", "b": "Вторая"})
    change(editor, draft, body="<p>Старый текст</p>")
    change(
        editor,
        draft,
        body="<p>Новый текст</p>",
        **{"footnotes-0-order": "2", "footnotes-1-order": "1", "footnotes-1-text": "Другая"},
    )
    change(editor, draft, **{"footnotes-0-DELETE": "on"})
    assert editor.post(revisions(editor, draft)[-1].restore_url).status_code == 302
    draft.refresh_from_db()
    assert draft.body == "<p>Старый текст</p>"
    assert list(draft.footnotes.values_list("key", "text", "order")) == [
        ("a", "Первая", 1),
        ("b", "Вторая", 2),
    ]
    assert len(revisions(editor, draft)) == 4


def test_restoring_leaves_state_and_editions_as_they_are(editor: Client) -> None:
    draft = factory.make_draft()
    change(editor, draft, title="Первое название")
    factory.publish(draft)
    change(editor, draft, title="Второе название")
    draft.refresh_from_db()
    version = draft.version
    first = [line for line in revisions(editor, draft) if line.restore_url][-1]
    editor.post(first.restore_url)
    draft.refresh_from_db()
    assert (draft.title, draft.state, draft.version) == ("Первое название", State.PUBLISHED, version + 1)
    assert draft.published_at is not None
    assert draft.editions.count() == 1


def test_a_text_comes_back_though_another_has_its_place_in_the_book(editor: Client) -> None:
    book = factory.make_collection()
    first = factory.make_draft(title="Первая", collection=book, order_in_collection=1)
    second = factory.make_draft(title="Вторая", collection=book, order_in_collection=2)
    change(editor, first, body="<p>Как было</p>")
    change(editor, first, body="<p>Как стало</p>")
    contents = {"articles-0-order_in_collection": "2", "articles-1-order_in_collection": "1"}
    saved(editor, url_of(book), opened(editor, url_of(book)) | contents)
    editor.post(revisions(editor, first)[-1].restore_url)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.body, first.order_in_collection) == ("<p>Как было</p>", 2)
    assert second.order_in_collection == 1


def test_an_edition_is_compared_with_the_working_copy(editor: Client) -> None:
    draft = factory.make_draft(
        notes={"a": "Примечание"}, body='<p>Текст один<sup data-footnote="a"></sup></p>'
    )
    factory.publish(draft)
    change(editor, draft, body='<p>Текст два<sup data-footnote="a"></sup></p>')
    latest = revisions(editor, draft)[0].key
    assert list(compared(editor, draft, before="edition-1", after=latest).values()) == [("один", "два")]


TWO_NOTES = '<p>Раз<sup data-footnote="n5"></sup> два<sup data-footnote="n1"></sup></p>'
THREE_NOTES = '<p>Ноль<sup data-footnote="n9"></sup>.</p>' + TWO_NOTES


def test_markers_have_the_numbers_that_readers_see_and_no_keys(editor: Client) -> None:
    draft = factory.make_draft(notes={"n1": "Вторая", "n5": "Первая"}, body=TWO_NOTES, footnotes_from=7)
    factory.publish(draft)
    draft.footnotes.create(key="n9", text="Нулевая", order=3)
    lost = '<p>Где<sup data-footnote="lost"></sup></p>'
    change(editor, draft, body=THREE_NOTES + lost, **{"footnotes-0-text": "Вторая, иначе"})
    for before in ("edition-1", "edition-1&view=inline"):
        latest = revisions(editor, draft)[0].key
        page = editor.get(f"{url_of(draft, 'history')}?before={before}&after={latest}")
        shown = page.content.decode().partition('class="desk-differences"')[2]
        assert "<ins>Ноль<sup>7</sup>.\n</ins>" in shown
        assert "Раз<sup>8</sup> два<sup>9</sup>" in shown
        assert "<sup>?</sup>" in shown
        assert not {"n1", "n5", "n9", "\ue000"} & set(re.findall(r"\bn\d\b|\ue000", shown))
    groups = {difference.group for difference in page.context["differences"]}
    assert groups == {"", "footnote 8 → footnote 9", "footnote 7"}


def test_a_note_that_only_has_another_number_does_not_differ(editor: Client) -> None:
    draft = factory.make_draft(notes={"n1": "Первая", "n5": "Там же"}, body=TWO_NOTES)
    note = draft.footnotes.get(key="n5")
    note.repeats = draft.footnotes.get(key="n1")
    note.save()
    change(editor, draft, internal_note="Первая запись")
    draft.footnotes.create(key="n9", text="Нулевая", order=3)
    change(editor, draft, body=THREE_NOTES)
    assert set(compared(editor, draft)) == {"|text", "footnote 1|order", "footnote 1|text"}


def test_two_editions_are_compared(editor: Client) -> None:
    article = factory.make_article(body="<p>Год 2022</p>")
    article.body = "<p>Год 2023</p>"
    article.save()
    publishing.correct(article, by=factory.make_user(Role.PUBLISHER), correction_note="Исправлен год")
    found = compared(editor, article, before="edition-1", after="edition-2")
    assert list(found.values()) == [("2022", "2023")]


def test_an_author_does_not_restore_a_published_text() -> None:
    author = factory.make_user(Role.AUTHOR)
    client = Client()
    client.force_login(author)
    draft = factory.make_draft(created_by=author)
    change(client, draft, title="Моё название")
    url = revisions(client, draft)[0].restore_url
    factory.publish(draft)
    assert client.get(url_of(draft, "history")).status_code == 200
    assert client.post(url).status_code == 403


@pytest.mark.parametrize("key", ["999999", "edition-9", "nothing"])
def test_an_unknown_side_is_not_found(editor: Client, key: str) -> None:
    draft = factory.make_draft()
    change(editor, draft, title="Название")
    assert editor.get(url_of(draft, "history"), {"before": key, "after": key}).status_code == 404


def test_a_row_of_a_revision_of_many_is_compared_and_restored_alone(editor: Client) -> None:
    first, second = factory.make_event(note="Первое"), factory.make_event(note="Второе")
    with reversion.create_revision():  # as an import does
        reversion.add_to_revision(first)
        reversion.add_to_revision(second)
    for event in (first, second):
        change(editor, event, note_ru="Иначе")
    version = Version.objects.get_for_object(first).last()
    before = compared(editor, first, before=str(version.pk), after=str(version.pk))
    assert before == {}
    assert set(compared(editor, first)) == {"|note [ru]"}
    assert editor.post(url_of(first, "restore", str(version.pk)), follow=True).status_code == 200
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.note_ru, second.note_ru) == ("Первое", "Иначе")


def test_two_revisions_are_compared_in_one_text(editor: Client) -> None:
    event = factory.make_event()
    change(editor, event, note_ru="Подписано в Баку вчера")
    change(editor, event, note_ru="Подписано в Астане вчера")
    shown = editor.get(url_of(event, "history"), {"view": "inline"})
    parts = [(part.kind, part.text) for part in shown.context["differences"][0].inline]
    assert parts == [
        ("same", "Подписано в "),
        ("removed", "Баку"),
        ("added", "Астане"),
        ("same", " вчера"),
    ]
    assert "<del>Баку</del><ins>Астане</ins>" in shown.content.decode()


def test_the_history_asks_as_often_for_many_lines_as_for_few(editor: Client) -> None:
    query_counts = []
    for points in (2, 12):
        indicator = factory.make_indicator()
        for year in range(2000, 2000 + points):
            factory.make_observation(indicator, started=str(year))
        for note in ("Первое", "Второе"):
            with reversion.create_revision():
                indicator.note_ru = note
                indicator.save()
        address = url_of(indicator, "history")
        editor.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(address).status_code == 200
        query_counts.append(len(captured))
    assert query_counts[0] == query_counts[1]


def test_the_history_tells_when_another_person_takes_a_line(editor: Client) -> None:
    before, after = factory.make_expert(family_name="Каримова"), factory.make_expert(family_name="Ержанова")
    article = factory.make_draft()
    line = article.contributions.create(expert=before, role="author", order=1)
    with reversion.create_revision():
        reversion.add_to_revision(article)
    line.expert = after
    line.save()
    with reversion.create_revision():
        reversion.add_to_revision(article)
    comments = [texts for place, texts in compared(editor, article).items() if place.endswith("|person")]
    assert comments == [("Каримова", "Ержанова")]
