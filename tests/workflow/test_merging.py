"""Saving over a newer version: refused, both shown, what was not touched merged, the rest chosen one by one."""

from typing import Any

import pytest
from django.test import Client

from editorial.articles.models import Article
from editorial.workflow.roles import Role
from tests import factory
from tests.desk import opened, saved, shown, url_of

pytestmark = pytest.mark.django_db

PARAGRAPHS = ["<p>Первый абзац.</p>", "<p>Второй абзац.</p>", "<p>Третий абзац.</p>"]
BODY = "".join(PARAGRAPHS)


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
    return {f"merge:{choice.name}": whose for choice in response.context["conflict"].choices}


def words(parts: Any) -> str:
    return "".join(part.text for part in parts)


def test_fields_that_only_one_has_changed_are_merged_and_saved_after_a_look(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"signed_on": "2021", "note_en": "Theirs"})
    conflict = response.context["conflict"]
    assert (conflict.choices, len(conflict.taken)) == ([], 2)
    agreement.refresh_from_db()
    assert agreement.note_ru != "Моё"
    saved(editor, url_of(agreement), shown(response))
    agreement.refresh_from_db()
    assert (agreement.note_ru, str(agreement.signed), agreement.note_en) == ("Моё", "2021", "Theirs")


@pytest.mark.parametrize(("whose", "kept"), [("mine", "Моё"), ("theirs", "Коллеги")])
def test_a_field_that_both_have_changed_is_chosen(editor: Client, whose: str, kept: str) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_ru": "Коллеги"})
    (choice,) = response.context["conflict"].choices
    assert (words(choice.mine), words(choice.theirs)) == ("Моё", "Коллеги")
    assert "Моё</textarea>" in response.content.decode()
    again = editor.post(url_of(agreement), shown(response))
    assert len(again.context["conflict"].choices) == 1, "nothing is saved before it is chosen"
    merged = editor.post(url_of(agreement), shown(again) | chosen(again, whose))
    assert merged.context["conflict"].choices == []
    saved(editor, url_of(agreement), shown(merged))
    agreement.refresh_from_db()
    assert agreement.note_ru == kept


def test_mine_may_be_saved_over_the_newer_version(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_ru": "Коллеги", "note_en": "Theirs"})
    saved(
        editor, url_of(agreement), shown(response) | {"opened_version": response.context["conflict"].version}
    )
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en) == ("Моё", "Theirs")


def test_a_third_save_in_between_is_merged_too(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_en": "Theirs"})
    saved(editor, url_of(agreement), opened(editor, url_of(agreement)) | {"signed_on": "2021"})
    response = editor.post(url_of(agreement), shown(response))
    saved(editor, url_of(agreement), shown(response))
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en, str(agreement.signed)) == ("Моё", "Theirs", "2021")


def body_of(*paragraphs: str) -> dict[str, str]:
    return {"body": "".join(paragraphs)}


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            [PARAGRAPHS[0], "<p>Мой второй.</p>", PARAGRAPHS[2]],
            ["<p>Их первый.</p>", *PARAGRAPHS[1:]],
            ["<p>Их первый.</p>", "<p>Мой второй.</p>", PARAGRAPHS[2]],
        ),
        (
            [*PARAGRAPHS, "<p>Мой.</p>"],
            [*PARAGRAPHS, "<p>Их.</p>"],
            [*PARAGRAPHS, "<p>Их.</p>", "<p>Мой.</p>"],
        ),
        ([*PARAGRAPHS[1:]], [*PARAGRAPHS[:2], "<p>Их третий.</p>"], [PARAGRAPHS[1], "<p>Их третий.</p>"]),
        ([*PARAGRAPHS, "<h2>А &lt; Б</h2>"], [PARAGRAPHS[0]], [*PARAGRAPHS, "<h2>А &lt; Б</h2>"]),
    ],
)
def test_a_text_is_merged_paragraph_by_paragraph(
    editor: Client, mine: list[str], theirs: list[str], merged: list[str]
) -> None:
    draft = factory.make_draft(body=BODY)
    response = colliding(editor, draft, body_of(*mine), body_of(*theirs))
    if response.context["conflict"].choices:
        response = editor.post(url_of(draft), shown(response) | chosen(response, "mine"))
    saved(editor, url_of(draft), shown(response))
    draft.refresh_from_db()
    assert draft.body == "".join(merged)


def test_a_paragraph_that_both_have_changed_is_chosen_and_the_others_are_merged(editor: Client) -> None:
    draft = factory.make_draft(body=BODY)
    mine, theirs = ("<p>Мой первый.</p>", PARAGRAPHS[1], PARAGRAPHS[2]), ("<p>Их первый.</p>", "<p>Их.</p>")
    response = colliding(editor, draft, body_of(*mine), body_of(*theirs, PARAGRAPHS[2]))
    (choice,) = response.context["conflict"].choices
    assert (words(choice.mine), words(choice.theirs)) == ("Мой первый.", "Их первый.")
    merged = editor.post(url_of(draft), shown(response) | chosen(response, "mine"))
    saved(editor, url_of(draft), shown(merged))
    draft.refresh_from_db()
    assert draft.body == "<p>Мой первый.</p><p>Их.</p><p>Третий абзац.</p>"


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


@pytest.mark.parametrize("deleted_by", ["mine", "theirs"])
def test_a_note_that_one_removed_and_the_other_changed_is_kept_and_said(
    editor: Client, deleted_by: str
) -> None:
    draft = factory.make_draft(body=BODY, notes={"a": "Раз", "b": "Два"})
    sides = [{"footnotes-0-DELETE": "on"}, {"footnotes-0-text": "Изменено"}]
    mine, theirs = sides if deleted_by == "mine" else reversed(sides)
    response = colliding(editor, draft, mine, theirs)
    assert len(response.context["conflict"].kept) == 1
    saved(editor, url_of(draft), shown(response))
    assert draft.footnotes.get(key="a").text == "Изменено"


def test_topics_that_each_has_added_are_all_there(editor: Client) -> None:
    first, second, third = (factory.make_topic(name=name) for name in ("Порты", "Связь", "Вода"))
    article = factory.make_draft()
    article.topics.set([first])
    response = colliding(editor, article, {"topics": [first.pk, second.pk]}, {"topics": [third.pk]})
    saved(editor, url_of(article), shown(response))
    assert set(article.topics.all()) == {second, third}


def test_without_what_was_opened_every_difference_is_chosen(editor: Client) -> None:
    draft = factory.make_draft(body=BODY)
    response = colliding(
        editor, draft, {"title": "Моё", "opened_values": "x"}, {"subtitle": "Их подзаголовок"}
    )
    assert len(response.context["conflict"].choices) == 2
    assert Article.objects.get(pk=draft.pk).title != "Моё"


def test_an_opened_form_that_nobody_touched_merges_into_nothing_new(editor: Client) -> None:
    draft = factory.make_draft(
        body=BODY, notes={"a": "Раз"}, authors=(factory.make_expert(),), dated="2022-11"
    )
    draft.abstracts.create(language="ru", title="Имя", text="Раз\nдва")
    response = colliding(editor, draft, {}, {"title": "Новое имя"})
    assert response.context["conflict"].choices == []
    assert len(response.context["conflict"].taken) == 1


def test_what_is_changed_after_the_look_is_not_asked_about_again(editor: Client) -> None:
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


def test_what_was_chosen_stays_chosen_when_a_third_version_is_saved(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = colliding(editor, agreement, {"note_ru": "Моё"}, {"note_ru": "Коллеги"})
    url = url_of(agreement)
    saved(editor, url, opened(editor, url) | {"note_en": "Third"})
    mine = shown(response) | chosen(response, "mine") | {"note_en": "Mine"}
    again = editor.post(url, mine)
    assert [words(choice.theirs) for choice in again.context["conflict"].choices] == ["Third"]
    last = editor.post(url, shown(again) | chosen(again, "theirs"))
    saved(editor, url, shown(last))
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en) == ("Моё", "Third")
