"""Unsaved input is stored and offered again, and other editors of the form are shown."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from editorial.agreements.models import Agreement
from editorial.articles.models import Article
from editorial.desk import autosave
from editorial.desk.models import FormDraft, FormPresence
from editorial.workflow.roles import Role
from tests import factory
from tests.desk_client import autosave_url, list_url, offers, opened, saved, shown, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def autosaved(client: Client, url: str, typed: dict[str, object]) -> dict[str, object]:
    """Type into an opened form and let the browser keep it; return what was typed."""
    page = client.get(url)
    data = shown(page) | typed
    assert client.post(autosave_url(page), data | {"_keep": "1"}).json()["saved_at"]
    return data


def test_what_was_typed_is_offered_after_a_loss_and_saved(desk: Client) -> None:
    draft = factory.make_draft(notes={"a": "Раз"})
    url = url_of(draft)
    notes = {"footnotes-TOTAL_FORMS": "2", "footnotes-1-key": "b", "footnotes-1-text": "Новая"}
    autosaved(desk, url, {"body": "<p>Набранный текст.</p>", **notes})
    draft.refresh_from_db()
    assert (draft.body, draft.version) == ("<p>Текст статьи.</p>", 1)
    (offer,) = offers(desk.get(url))
    assert "Набранный" in offer.text
    recovered = desk.post(url, offer.recover)
    assert "Набранный текст." in recovered.content.decode()
    saved(desk, url, shown(recovered))
    draft.refresh_from_db()
    assert draft.body == "<p>Набранный текст.</p>"
    assert set(draft.footnotes.values_list("key", flat=True)) == {"a", "b"}
    assert not FormDraft.objects.exists()


def test_what_was_typed_in_two_windows_is_autosaved_for_each_until_it_is_saved(desk: Client) -> None:
    agreement = factory.make_agreement()
    url = url_of(agreement)
    first = autosaved(desk, url, {"note_ru": "Из первого окна"})
    autosaved(desk, url, {"note_en": "From the second window"})
    assert len(offers(desk.get(url))) == 2
    response = saved(desk, url, first)
    assert (
        response.cookies["desk-saved"].value == f"agreements.agreement:{agreement.pk}:{first['desk_window']}"
    )
    (offer,) = offers(desk.get(url))
    page = desk.post(url, offer.recover)
    recovered = shown(page)
    # The other window may still be open: it is not written over before this one is saved.
    desk.post(autosave_url(page), recovered | {"note_az": "Əlavə", "_keep": "1"})
    assert FormDraft.objects.count() == 2
    saved(desk, url, recovered)
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en) == ("Из первого окна", "From the second window")
    assert not FormDraft.objects.exists()


def test_only_the_latest_windows_of_one_row_are_stored(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autosave, "MAX_DRAFTS", 2)
    agreement = factory.make_agreement()
    for number in range(4):
        autosaved(desk, url_of(agreement), {"note_ru": str(number)})
    found = FormDraft.objects.order_by("saved_at")
    assert [work.data["note_ru"] for work in found] == [["2"], ["3"]]


def test_a_new_text_is_autosaved_before_it_was_ever_saved(desk: Client) -> None:
    url = list_url(Article, "add")
    autosaved(desk, url, {"title": "Первый", "genre": "analysis"})
    autosaved(desk, url, {"title": "Второй", "genre": "analysis", "slug": "vtoroi"})
    found = offers(desk.get(url))
    assert [offer.title.partition(": ")[2] for offer in found] == ["“Второй”", "“Первый”"]
    latest = FormDraft.objects.latest("saved_at").row
    response = saved(desk, url, shown(desk.post(url, found[0].recover)))
    assert FormDraft.objects.get().data["title"] == ["Первый"]
    assert str(latest) in response.cookies["desk-saved"].value


def test_recovered_work_is_merged_with_what_was_saved_meanwhile(desk: Client) -> None:
    agreement = factory.make_agreement()
    url = url_of(agreement)
    autosaved(desk, url, {"note_ru": "Набранное"})
    other = Client()
    other.force_login(factory.make_user(Role.EDITOR))
    saved(other, url, opened(other, url) | {"note_en": "Theirs"})
    (offer,) = offers(desk.get(url))
    saved(desk, url, shown(desk.post(url, offer.recover)))
    agreement.refresh_from_db()
    assert (agreement.note_ru, agreement.note_en) == ("Набранное", "Theirs")


def test_it_may_be_thrown_away(desk: Client) -> None:
    draft = factory.make_draft()
    autosaved(desk, url_of(draft), {"title": "Лишнее"})
    autosaved(desk, url_of(draft), {"title": "Нужное"})
    _later, unwanted = offers(desk.get(url_of(draft)))
    discarded = desk.post(unwanted.discard_url, unwanted.discard)
    assert discarded["Location"] == url_of(draft)
    (offer,) = offers(desk.get(url_of(draft)))
    assert offer.title.endswith("“Нужное”")
    desk.post(offer.discard_url, offer.discard)
    assert offers(desk.get(url_of(draft))) == []


def test_what_says_nothing_new_is_not_offered(desk: Client) -> None:
    draft = factory.make_draft(notes={"a": "Раз"}, authors=(factory.make_expert(),), dated="2022-11")
    autosaved(desk, url_of(draft), {})
    assert offers(desk.get(url_of(draft))) == []


def test_what_was_saved_before_it_was_autosaved_is_not_offered_when_the_text_has_gone_on(
    desk: Client,
) -> None:
    draft = factory.make_draft()
    url = url_of(draft)
    typed = autosaved(desk, url, {"body": "<p>Набранный текст.</p>"})
    saved(desk, url, typed)
    # The answer did not reach the window, which sends what it has once more.
    page = desk.get(url)
    desk.post(autosave_url(page), typed | {"_keep": "1"})
    page = desk.get(url)
    assert not offers(page)
    saved(desk, url, shown(page) | {"body": "<p>Дальше.</p>"})
    assert not offers(desk.get(url))


def test_nobody_sees_or_recovers_the_unsaved_work_of_another(desk: Client) -> None:
    draft = factory.make_draft()
    autosaved(desk, url_of(draft), {"title": "Тайное"})
    other = Client()
    other.force_login(factory.make_user(Role.EDITOR))
    assert offers(other.get(url_of(draft))) == []
    assert other.post(url_of(draft), {"_recover": FormDraft.objects.get().pk}).status_code == 404


def test_an_author_keeps_nothing_in_a_text_that_is_not_theirs(client: Client) -> None:
    article = factory.make_article()
    client.force_login(factory.make_user(Role.AUTHOR))
    address = list_url(Article) + f"{article.pk}/open/"
    assert client.post(address, {"_keep": "1", "title": "Чужое"}).status_code == 403
    assert client.post(list_url(Agreement) + "new-1/open/", {"_keep": "1"}).status_code == 403
    assert client.post(list_url(Article) + "999/open/").status_code == 404
    assert not FormDraft.objects.exists()


def test_who_else_has_it_open_is_shown_until_they_leave(desk: Client) -> None:
    draft = factory.make_draft()
    url, other = url_of(draft), Client()
    colleague = factory.make_user(Role.EDITOR, name="emil")
    other.force_login(colleague)
    address = autosave_url(desk.get(url))
    other.post(address, {"opened_version": "1"})
    assert "emil has been editing this since" in " ".join(desk.get(url).content.decode().split())
    status = desk.post(address, {"opened_version": "1"}).json()
    assert ([row["name"] for row in status["others"]], status["is_newer"]) == (["emil"], False)
    FormPresence.objects.filter(user=colleague).update(last_seen_at=timezone.now() - timedelta(minutes=2))
    assert desk.post(address, {"opened_version": "1"}).json()["others"] == []
    other.post(address, {"opened_version": "1"})
    other.post(address, {"_leave": "1"})
    saved(other, url, opened(other, url) | {"title": "Новее"})
    assert desk.post(address, {"opened_version": "1"}).json() == {"others": [], "is_newer": True}


def test_a_beat_asks_as_often_however_many_are_here(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    draft = factory.make_draft(authors=(factory.make_expert(),))
    address = autosave_url(desk.get(url_of(draft)))
    for _ in range(4):
        other = Client()
        other.force_login(factory.make_user(Role.EDITOR))
        other.post(address, {})
    desk.post(address, {})
    with django_assert_max_num_queries(10):
        assert len(desk.post(address, {}).json()["others"]) == 4
