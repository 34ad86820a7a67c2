"""Writing at the desk: the text, its notes, and what is reported of them."""

import pytest
from django.test import Client
from reversion.models import Version

from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import messages_of, opened, saved, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


def test_a_text_is_saved_clean(editor: Client) -> None:
    draft = factory.make_draft()
    body = '<h2>Глава</h2><p class="x" onclick="y()">Текст<script>z</script> <em>важно</em></p>'
    saved(editor, url_of(draft), opened(editor, url_of(draft)) | {"body": body})
    draft.refresh_from_db()
    assert draft.body == "<h2>Глава</h2><p>Текст <em>важно</em></p>"


def test_notes_are_written_with_the_text_in_one_revision(editor: Client) -> None:
    draft = factory.make_draft()
    notes = {
        "footnotes-TOTAL_FORMS": "2",
        "footnotes-0-key": "n1",
        "footnotes-0-text": "<p>О <em>коридоре</em></p>",
        "footnotes-1-key": "n2",
        "footnotes-1-text": "<p>Там же</p>",
    }
    body = '<p>Раз<sup data-footnote="n2"></sup> два<sup data-footnote="n1"></sup></p>'
    response = saved(editor, url_of(draft), opened(editor, url_of(draft)) | notes | {"body": body})
    assert list(draft.footnotes.values_list("key", "text", "order")) == [
        ("n1", "О <em>коридоре</em>", 1),
        ("n2", "Там же", 2),
    ]
    assert len(messages_of(response)) == 1
    revision = Version.objects.get_for_object(draft).get().revision
    assert sorted(version.object_repr for version in revision.version_set.all()) == [
        "О коридоре",
        "О коридоре",
        "Там же",
    ]


def test_markers_and_notes_that_do_not_belong_together_are_reported_and_preserved(editor: Client) -> None:
    draft = factory.make_draft(notes={"lost": "Без знака"})
    body = '<p>Текст<sup data-footnote="gone"></sup></p>'
    response = saved(editor, url_of(draft), opened(editor, url_of(draft)) | {"body": body})
    shown_messages = " ".join(messages_of(response))
    assert "gone" in shown_messages
    assert "“Без знака”" in shown_messages
    draft.refresh_from_db()
    assert draft.body == '<p>Текст<sup data-footnote="gone"></sup></p>'
    assert draft.footnotes.get().key == "lost"


def test_a_note_repeats_only_a_note_of_the_same_text(editor: Client) -> None:
    other = factory.make_draft(notes={"x": "Чужое"}).footnotes.get()
    draft = factory.make_draft(notes={"a": "Своё", "b": "Там же"})
    data = opened(editor, url_of(draft))
    response = editor.post(url_of(draft), data | {"footnotes-1-repeats": other.pk})
    assert list(response.context["inline_admin_formsets"][0].formset.errors[1]) == ["repeats"]
    first = draft.footnotes.get(key="a")
    saved(editor, url_of(draft), data | {"footnotes-1-repeats": first.pk})
    assert draft.footnotes.get(key="b").repeats == first


def test_an_edition_is_only_looked_at(editor: Client) -> None:
    edition = factory.make_article().editions.get()
    assert editor.get(url_of(edition)).status_code == 200
    assert editor.post(url_of(edition), {"title": "Другое"}).status_code == 403
