"""Saving over a newer version at the desk; what comes out of three versions is in `test_three_way_merge.py`."""

from typing import Any

import pytest
from django.test import Client

from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import conflicts, opened, overwritten, saved, shown, url_of

pytestmark = pytest.mark.django_db

BODY = "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p>"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


def colliding(editor: Client, row: Any, mine: dict[str, Any], theirs: dict[str, Any]) -> Any:
    """Open a row twice, save theirs, then mine; return the refusal."""
    url = url_of(row)
    first, second = opened(editor, url), opened(editor, url)
    saved(editor, url, second | theirs)
    response = editor.post(url, first | mine)
    assert response.status_code == 200
    return response


def chosen(response: Any, whose: str) -> dict[str, str]:
    return dict.fromkeys(conflicts(response), whose)


def words(parts: Any) -> str:
    return "".join(part.text for part in parts)


def test_fields_that_only_one_has_changed_are_merged_and_saved_after_a_look(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"signed_on": "2021", "note_en": "Theirs"})
    conflict = response.context["conflict"]
    assert (conflict.choices, len(conflict.adopted)) == ([], 2)
    agreement.refresh_from_db()
    assert agreement.note_ru != "Моё"
    saved(editor, url_of(agreement), shown(response))
    agreement.refresh_from_db()
    assert (agreement.note_ru, str(agreement.signed), agreement.note_en) == ("Моё", "2021", "Theirs")


def test_a_field_that_both_have_changed_is_chosen(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_ru": "Коллеги"})
    (choice,) = response.context["conflict"].choices
    assert (words(choice.mine), words(choice.theirs)) == ("Моё", "Коллеги")
    assert "Моё</textarea>" in response.content.decode()
    again = editor.post(url_of(agreement), shown(response))
    assert len(again.context["conflict"].choices) == 1, "nothing is saved before it is chosen"
    merged = editor.post(url_of(agreement), shown(again) | chosen(again, "theirs"))
    assert merged.context["conflict"].choices == []
    saved(editor, url_of(agreement), shown(merged))
    agreement.refresh_from_db()
    assert agreement.note_ru == "Коллеги"


def test_mine_may_be_saved_over_the_newer_version(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_ru": "Коллеги", "note_en": "Theirs"})
    saved(editor, url_of(agreement), overwritten(response))
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en) == ("Моё", "Theirs")


def test_notes_are_merged_line_by_line(editor: Client) -> None:
    draft = factory.make_draft(body=BODY, notes={"a": "Раз", "b": "Два", "c": "Три"})
    theirs = {
        "footnotes-1-text": "Их вторая",
        "footnotes-2-DELETE": "on",
        "footnotes-TOTAL_FORMS": "4",
        "footnotes-3-key": "x",
        "footnotes-3-text": "Их новая",
    }
    mine = {
        "footnotes-0-text": "Моя первая",
        "footnotes-TOTAL_FORMS": "4",
        "footnotes-3-key": "y",
        "footnotes-3-text": "Моя новая",
    }
    response = colliding(editor, draft, mine, theirs)
    assert response.context["conflict"].choices == []
    saved(editor, url_of(draft), shown(response))
    notes = {note.key: note.text for note in draft.footnotes.all()}
    assert notes == {"a": "Моя первая", "b": "Их вторая", "x": "Их новая", "y": "Моя новая"}


def test_an_opened_form_that_nobody_touched_merges_into_nothing_new(editor: Client) -> None:
    draft = factory.make_draft(
        body=BODY, notes={"a": "Раз"}, authors=(factory.make_expert(),), dated="2022-11"
    )
    draft.abstracts.create(language="ru", title="Имя", text="Раз\nдва")
    response = colliding(editor, draft, {}, {"title": "Новое имя"})
    assert response.context["conflict"].choices == []
    assert len(response.context["conflict"].adopted) == 1


def test_what_is_changed_after_the_look_causes_no_second_conflict(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(
        editor,
        agreement,
        {"note_ru": "Моё"},
        {"note_ru": "Коллеги", "note_en": "Theirs", "note_kk": "Олардікі"},
    )
    decided = shown(response) | chosen(response, "mine") | {"note_en": "Theirs and mine"}
    again = editor.post(url_of(agreement), decided)
    assert again.context["conflict"].choices == []
    saved(editor, url_of(agreement), shown(again))
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en, agreement.note_kk) == ("Моё", "Theirs and mine", "Олардікі")
