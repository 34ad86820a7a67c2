"""The buttons that take a text or a record from state to state."""

import pytest
from django.test import Client

from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import form_with, messages_of, opened, saved, url_of

pytestmark = pytest.mark.django_db


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(factory.make_user(role))
    return client


def take(client: Client, row: object, name: str, reason: str = "") -> object:
    url = url_of(row, "step", name)
    return client.post(url, form_with(client.get(url), "opened_version") | {"reason": reason})


def test_a_text_goes_through_the_desk_to_its_readers_and_is_corrected() -> None:
    author, publisher = signed_in(Role.EDITOR), signed_in(Role.PUBLISHER)
    article = factory.make_draft()
    take(author, article, "submit")
    take(publisher, article, "approve")
    take(publisher, article, "publish")
    article.refresh_from_db()
    assert article.state == State.PUBLISHED
    data = opened(author, url_of(article)) | {"body": "<p>Исправленный текст.</p>"}
    saved(author, url_of(article), data)
    assert publisher.get(url_of(article)).context["original"].unpublished_since is not None
    take(publisher, article, "correct", "Исправлена дата.")
    assert [edition.correction_note for edition in article.editions.all()] == ["", "Исправлена дата."]
    take(publisher, article, "withdraw", "Повтор")
    article.refresh_from_db()
    assert (article.state, article.withdrawn_reason) == (State.WITHDRAWN, "Повтор")
    take(publisher, article, "restore", "Не повтор")
    article.refresh_from_db()
    assert article.state == State.PUBLISHED
    assert [change.transition for change in article.state_changes.all()][:2] == ["restore", "withdraw"]


def test_a_record_is_published_and_withdrawn_with_a_reason() -> None:
    publisher = signed_in(Role.PUBLISHER)
    event = factory.with_source(factory.make_event(state=State.DRAFT))
    take(publisher, event, "publish")
    take(publisher, event, "withdraw", "Не состоялось")
    event.refresh_from_db()
    assert (event.state, event.withdrawn_reason) == (State.WITHDRAWN, "Не состоялось")


def test_the_form_shows_the_state_and_the_steps_of_the_role() -> None:
    event = factory.make_event()
    seen = {
        role: signed_in(role).get(url_of(event)).context["row_steps"]
        for role in (Role.EDITOR, Role.PUBLISHER)
    }
    assert [step.name for step, _ in seen[Role.EDITOR]] == []
    assert [step.name for step, _ in seen[Role.PUBLISHER]] == ["withdraw"]


def test_the_state_is_not_a_field_of_the_form() -> None:
    client = signed_in(Role.EDITOR)
    event = factory.make_event(state=State.DRAFT)
    saved(client, url_of(event), opened(client, url_of(event)) | {"state": "published"})
    event.refresh_from_db()
    assert event.state == State.DRAFT


def test_a_step_without_its_reason_is_refused_beside_the_field() -> None:
    client = signed_in(Role.PUBLISHER)
    event = factory.make_event()
    response = take(client, event, "withdraw", "  ")
    assert list(response.context["form"].errors) == ["reason"]


def test_a_step_that_the_role_does_not_allow_is_refused() -> None:
    event = factory.make_event()
    assert signed_in(Role.EDITOR).get(url_of(event, "step", "withdraw")).status_code == 403
    assert signed_in(Role.EDITOR).post(url_of(event, "step", "withdraw"), {"reason": "x"}).status_code == 403


def test_a_step_from_another_state_says_why_not() -> None:
    client = signed_in(Role.PUBLISHER)
    event = factory.make_event()
    response = take(client, event, "publish")
    assert len(messages_of(response)) == 1
    event.refresh_from_db()
    assert event.state == State.PUBLISHED


def test_a_text_that_cannot_be_published_says_which_field_is_wrong() -> None:
    client = signed_in(Role.PUBLISHER)
    article = factory.make_draft(state=State.APPROVED, body='<p>Текст<sup data-footnote="x"></sup></p>')
    response = take(client, article, "publish")
    (message,) = messages_of(response)
    assert "x" in message
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_a_step_on_a_version_not_seen_is_refused() -> None:
    client = signed_in(Role.PUBLISHER)
    article = factory.make_draft(state=State.APPROVED)
    response = client.post(url_of(article, "step", "publish"), {"opened_version": "0"})
    assert response.status_code == 200
    article.refresh_from_db()
    assert article.state == State.APPROVED


def test_only_another_editor_approves() -> None:
    client = signed_in(Role.PUBLISHER)
    article = factory.make_draft()
    saved(client, url_of(article), opened(client, url_of(article)) | {"title": "Только мой текст"})
    take(client, article, "submit")
    take(client, article, "approve")
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW


@pytest.mark.parametrize("reason", ["submit", "[submit] готово"])
def test_no_reason_of_a_change_passes_for_a_step(reason: str) -> None:
    client = signed_in(Role.PUBLISHER)
    article = factory.make_draft()
    data = opened(client, url_of(article)) | {"title": "Только мой текст", "revision_comment": reason}
    saved(client, url_of(article), data)
    take(client, article, "submit")
    take(client, article, "approve")
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW


def test_a_user_who_returned_a_text_has_not_edited_it() -> None:
    publisher, editor = signed_in(Role.PUBLISHER), signed_in(Role.EDITOR)
    article = factory.make_draft()
    saved(publisher, url_of(article), opened(publisher, url_of(article)) | {"title": "Только мой текст"})
    take(publisher, article, "submit")
    take(editor, article, "return", "Не хватает источника")
    take(publisher, article, "submit")
    take(publisher, article, "approve")
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW


def test_unknown_steps_are_not_found() -> None:
    event = factory.make_event()
    assert signed_in(Role.PUBLISHER).get(url_of(event, "step", "approve")).status_code == 404
