"""The translation matrix, and a translation written beside its original."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.articles.models import Article
from editorial.topics.models import Topic
from editorial.translations import tracking
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import form_with, opened, saved, url_of

pytestmark = pytest.mark.django_db

BODY = '<p>Первый абзац<sup data-footnote="a"></sup>.</p><h2>Итог</h2><p>Второй <em>абзац</em>.</p>'


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def original() -> Article:
    return factory.make_article(title="О транзите", body=BODY, notes={"a": "Там же, с. 5."})


def side(row: object, kind: str, language: str) -> str:
    return reverse("admin:translations_translation_side", args=[kind, row.pk, language])  # type: ignore[attr-defined]


def cells(desk: Client, kind: str, **filters: str) -> dict[str, dict[str, str]]:
    page = desk.get(reverse("admin:translations_translation_changelist"), {"kind": kind, **filters})
    assert page.status_code == 200
    return {
        str(line.row): {cell.language: cell.state for cell in line.cells} for line in page.context["lines"]
    }


def counts(desk: Client, kind: str, language: str) -> dict[str, int]:
    page = desk.get(reverse("admin:translations_translation_changelist"), {"kind": kind})
    return {state: count for state, count in dict(page.context["counts"])[language].items() if count}


def written(desk: Client, original: Article, **changes: str) -> dict[str, str]:
    url = side(original, "article", "en")
    typed = {
        "opened": form_with(desk.get(url), "opened")["opened"], "title": "On transit",
        "block-0": "First paragraph[^a].", "block-1": "Result", "block-2": "Second <em>paragraph</em>.",
        "note-a": "Ibid., p. 5.",
    }  # fmt: skip
    return typed | changes


def test_a_translation_stays_done_whose_fields_were_read_in_another_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expert = factory.make_expert(given_name_ru="Роза", family_name_ru="Алиева", note_ru="Историк.")
    names = tracking.translated_fields(expert)
    with monkeypatch.context() as earlier:
        earlier.setattr(tracking, "translated_fields", lambda _row: names[::-1])
        tracking.record_translation(expert, ["en"])
    tracking.update_status(expert, {"orcid"})
    status = tracking.status_queryset(expert).get()
    assert (status.is_stale, status.source_checksum) == (False, tracking.source_checksum(expert))


def test_a_text_is_translated_paragraph_by_paragraph_with_its_notes(desk: Client, original: Article) -> None:
    assert cells(desk, "article") == {
        "О транзите": {"ru": "", "kk": "missing", "az": "missing", "en": "missing"}
    }
    shown = desk.get(side(original, "article", "en")).content.decode()
    assert 'Первый абзац<sup data-note="a">1</sup>.' in shown
    assert 'aria-label="Footnote 1"' in shown
    assert desk.post(side(original, "article", "en"), written(desk, original)).status_code == 302
    translation = original.translations.get()
    assert translation.body == BODY.replace("Первый абзац", "First paragraph").replace(
        "Итог", "Result"
    ).replace("Второй <em>абзац</em>", "Second <em>paragraph</em>")
    assert [(note.key, note.text) for note in translation.footnotes.all()] == [("a", "Ibid., p. 5.")]
    assert cells(desk, "article", language="en", state="draft").keys() == {"О транзите"}
    factory.publish(translation)
    assert counts(desk, "article", "en") == {"done": 1}


def test_a_note_that_only_refers_to_a_work_shows_the_work(desk: Client, original: Article) -> None:
    work = original.references.create(title="Порты & пути")
    original.footnotes.update(text="", reference=work)
    assert "<sup>1</sup> Порты &amp; пути" in desk.get(side(original, "article", "en")).content.decode()


def test_a_note_that_was_lost_is_named_and_nothing_typed_is_lost(desk: Client, original: Article) -> None:
    typed = written(desk, original, **{"block-0": "First paragraph."})
    response = desk.post(side(original, "article", "en"), typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert "1: 1" in text
    assert "First paragraph." in text
    assert "Ibid., p. 5." in text
    assert not original.translations.exists()


def test_two_translators_lose_nothing_of_each_other(desk: Client, original: Article) -> None:
    url = side(original, "article", "en")
    first = written(desk, original)
    desk.post(url, first)
    second = first | {"title": "Mine", "block-0": "", "block-2": "Second, by me."}
    response = desk.post(url, second)
    shown = response.content.decode()
    assert response.status_code == 200
    assert "Mine" in shown
    assert "Saved version:" in shown
    assert "On transit" in shown
    assert original.translations.get().title == "On transit"
    # What the second had not touched is as the first has saved it.
    assert {block.translated for block in response.context["blocks"]} == {
        "First paragraph[^a].", "Result", "Second, by me.",
    }  # fmt: skip
    reviewed_names = second | {
        "block-0": "First paragraph[^a].",
        "opened": form_with(response, "opened")["opened"],
    }
    assert desk.post(url, reviewed_names).status_code == 302
    translation = original.translations.get()
    assert translation.title == "Mine"
    assert "First paragraph" in translation.body
    assert "Second, by me." in translation.body


def test_a_translator_of_other_fields_sees_no_conflict(desk: Client) -> None:
    agreement = factory.make_agreement(title="Соглашение о транзите", note="Пояснение")
    url = side(agreement, "agreement", "kk")
    token = form_with(desk.get(url), "opened")["opened"]
    assert desk.post(url, {"opened": token, "title": "Келісім", "note": ""}).status_code == 302
    assert desk.post(url, {"opened": token, "title": "", "note": "Түсіндірме"}).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.title_kk, agreement.note_kk) == ("Келісім", "Түсіндірме")


def test_a_translator_sees_that_the_original_has_changed_under_their_hands(
    desk: Client, original: Article
) -> None:
    typed = written(desk, original)
    edited = url_of(original)
    saved(desk, edited, opened(desk, edited) | {"body": BODY.replace("Итог", "Итоги")})
    response = desk.post(side(original, "article", "en"), typed)
    assert response.status_code == 200
    assert (
        "The original changed while you were editing. Check that the paragraphs match and save."
        in response.content.decode()
    )
    assert "First paragraph[^a]." in response.content.decode()
    again = typed | {"opened": form_with(response, "opened")["opened"]}
    assert desk.post(side(original, "article", "en"), again).status_code == 302


def test_a_translation_is_stale_once_its_original_changed_until_it_is_found_right(
    desk: Client, original: Article
) -> None:
    desk.post(side(original, "article", "en"), written(desk, original))
    url = url_of(original)
    saved(desk, url, opened(desk, url) | {"body": BODY.replace("Итог", "Итоги")})
    assert cells(desk, "article", language="en", state="stale").keys() == {"О транзите"}
    assert counts(desk, "article", "en") == {"stale": 1}
    desk.post(side(original, "article", "en"), {"still_right": "1"})
    assert counts(desk, "article", "en") == {"draft": 1}


def test_the_fields_of_a_record_are_translated_beside_their_original(desk: Client) -> None:
    agreement = factory.make_agreement(title="Соглашение о транзите", note="Пояснение")
    url = side(agreement, "agreement", "kk")
    token = form_with(desk.get(url), "opened")["opened"]
    assert desk.post(url, {"opened": token, "title": "Транзит туралы келісім", "note": ""}).status_code == 302
    assert cells(desk, "agreement", language="kk", state="draft").keys() == {"Соглашение о транзите"}
    refused = desk.post(url, {"opened": token, "title": "Басқа", "note": "Түсіндірме"})
    assert "Басқа" in refused.content.decode()
    token = form_with(desk.get(url), "opened")["opened"]
    desk.post(url, {"opened": token, "title": "Транзит туралы келісім", "note": "Түсіндірме"})
    assert counts(desk, "agreement", "kk") == {"done": 1}
    agreement.refresh_from_db()
    assert (agreement.note_kk, agreement.version) == ("Түсіндірме", 3)


def test_an_original_changed_in_its_form_leaves_its_translations_behind(desk: Client) -> None:
    topic = factory.make_topic(name="Энергетика", name_en="Energy", name_kk="Энергетика")
    assert isinstance(topic, Topic)
    url = url_of(topic)
    saved(desk, url, opened(desk, url) | {"name_ru": "Энергия", "name_kk": "Қуат"})
    found = cells(desk, "topic")["Энергия"]
    assert (found["en"], found["kk"], found["az"]) == ("stale", "done", "missing")


def test_an_author_sees_the_matrix_and_translates_no_record(author: User) -> None:
    agreement = factory.make_agreement()
    client = Client()
    client.force_login(author)
    assert client.get(side(agreement, "agreement", "kk")).status_code == 200
    assert client.post(side(agreement, "agreement", "kk"), {"title": "Нет"}).status_code == 403
    assert client.get(side(agreement, "agreement", "ru")).status_code == 404


def test_an_author_reads_no_draft_of_others_beside_its_translation(author: User) -> None:
    draft = factory.make_draft(title="Чужой черновик")
    own = factory.make_draft(title="Свой черновик", created_by=author)
    client = Client()
    client.force_login(author)
    assert list(cells(client, "article")) == ["Свой черновик"]
    assert counts(client, "article", "en") == {"missing": 1}
    assert client.get(side(own, "article", "en")).status_code == 200
    assert client.get(side(draft, "article", "en")).status_code == 404
    assert client.post(side(draft, "article", "en"), {"opened": "0", "title": "Mine"}).status_code == 404


@pytest.mark.parametrize("kind", mark_campaign(["article", "agreement", "topic"], fast=["article"]))
def test_the_matrix_asks_as_often_for_many_rows_as_for_few(desk: Client, kind: str) -> None:
    make = {"article": factory.make_draft, "agreement": factory.make_agreement, "topic": factory.make_topic}[
        kind
    ]

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            cells(desk, kind)
        return len(captured)

    make()
    queries()  # what is read once
    few = queries()
    for _ in range(6):
        make()
    assert queries() == few
