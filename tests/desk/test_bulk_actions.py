"""One change to many rows: seen before it is made, refused row by row, made in one step."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from editorial.agreements.models import Agreement
from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.events.models import Event
from editorial.reviews import services as review
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.desk_client import list_url, messages_of, opened, saved, url_of

pytestmark = pytest.mark.django_db


def chosen(client: Client, action: str, *rows: Model) -> str:
    """Choose rows of a list and an action; return the address of the page that it leads to."""
    given = {"action": action, "_selected_action": [row.pk for row in rows]}
    response = client.post(list_url(type(rows[0])), given)
    assert response.status_code == 302
    return str(response["Location"])


def outcomes(response: Any) -> list[tuple[str, str]]:
    return [(outcome.change, outcome.refusal) for outcome in response.context["outcomes"]]


def test_topics_are_shown_before_they_are_added_and_each_row_gets_a_revision(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    energy, trade = factory.make_topic(name="Энергетика"), factory.make_topic(name="Торговля")
    rows = [factory.make_agreement(), factory.make_agreement()]
    rows[0].topics.add(trade)
    url = chosen(client, "change_topics", *rows)
    given = {"mode": "add", "topics": [energy.pk]}
    shown = client.post(url, given | {"preview": ""})
    assert {change for change, _refusal in outcomes(shown)} == {
        "no topics → Энергетика",
        "Торговля → Торговля, Энергетика",
    }
    assert not energy.agreements.exists()
    assert client.post(url, given | {"all": ""}).status_code == 302
    assert set(energy.agreements.all()) == set(rows)
    revisions = {Version.objects.get_for_object(row).get().revision_id for row in rows}
    assert len(revisions) == 2
    version = rows[0].version
    rows[0].refresh_from_db()
    assert rows[0].version == version + 1


def test_a_step_names_each_row_that_refuses_and_takes_all_or_those_that_allow_it(
    client: Client, publisher: User
) -> None:
    client.force_login(publisher)
    draft, published = factory.with_source(factory.make_event(state=State.DRAFT)), factory.make_event()
    url = chosen(client, "change_state", draft, published)
    shown = client.post(url, {"step": "publish", "preview": ""})
    assert ("draft → published", "") in outcomes(shown)
    assert any("is not available for the status" in refusal for _change, refusal in outcomes(shown))
    refused = client.post(url, {"step": "publish", "all": ""})
    assert "Nothing was changed" in refused.content.decode()
    assert Event.objects.get(pk=draft.pk).state == State.DRAFT
    done = client.post(url, {"step": "publish", "allowed": ""})
    assert messages_of(done)[0] == "1 record changed."
    assert Event.objects.get(pk=draft.pk).state == State.PUBLISHED


def test_texts_with_open_comments_are_named_and_go_on_only_where_somebody_says_so(
    client: Client, publisher: User
) -> None:
    client.force_login(publisher)
    editor = factory.make_user(Role.EDITOR)
    remarked, fine = factory.make_draft(title="С замечанием"), factory.make_draft(title="Чистая")
    for text in (remarked, fine):
        publishing.submit(text, by=editor)
    review.comment(remarked, by=editor, text="Уточните.")
    url = chosen(client, "change_state", remarked, fine)
    shown = client.post(url, {"step": "approve", "preview": ""})
    warnings = {str(outcome.row): outcome.warning for outcome in shown.context["outcomes"]}
    assert warnings == {"С замечанием": "1 comment is unresolved.", "Чистая": ""}
    assert "1 comment is unresolved." in shown.content.decode()
    refused = client.post(url, {"step": "approve", "all": ""})
    assert refused.context["form"].errors["accepted"]
    assert set(Article.objects.values_list("state", flat=True)) == {State.IN_REVIEW}
    assert client.post(url, {"step": "approve", "all": "", "accepted": "on"}).status_code == 302
    assert set(Article.objects.values_list("state", flat=True)) == {State.APPROVED}


def test_a_step_back_needs_no_such_word(client: Client, editor: User) -> None:
    client.force_login(editor)
    draft = factory.make_draft()
    publishing.submit(draft, by=editor)
    review.comment(draft, by=editor, text="Уточните.")
    url = chosen(client, "change_state", draft)
    assert client.post(url, {"step": "return", "reason": "Править", "all": ""}).status_code == 302


def test_what_a_service_refuses_is_a_refusal_of_the_row(client: Client, publisher: User) -> None:
    client.force_login(publisher)
    lonely = factory.make_agreement(state=State.DRAFT, parties=())
    Agreement.objects.filter(pk=lonely.pk).update(party_count=0)
    lonely.parties.all().delete()
    url = chosen(client, "change_state", lonely)
    assert (
        "An agreement must have at least one party."
        in outcomes(client.post(url, {"step": "publish", "preview": ""}))[0][1]
    )


def test_an_author_changes_own_drafts_only(client: Client, author: User) -> None:
    client.force_login(author)
    own, published = factory.make_draft(created_by=author), factory.make_article()
    topic = factory.make_topic()
    url = chosen(client, "change_topics", own, published)
    client.post(url, {"mode": "set", "topics": [topic.pk], "allowed": ""})
    assert list(topic.articles.all()) == [own]
    steps = client.get(chosen(client, "change_state", own)).context["form"].fields["step"].choices
    assert [name for name, _label in steps] == ["submit"]


def test_those_who_only_look_are_refused(client: Client, author: User) -> None:
    client.force_login(author)
    event = factory.make_event()
    url = reverse("admin:events_event_bulk", args=["topics"])
    assert client.get(f"{url}?keys={event.pk}").status_code == 403


def test_missing_languages_are_named_for_each_row(client: Client, editor: User) -> None:
    client.force_login(editor)
    factory.make_event(title_ru="Встреча", title_en="Meeting")
    shown = client.get(chosen(client, "missing_languages", Event.objects.get()))
    _ru, kk, _az, en = _cells(shown)
    assert "title" in kk
    assert "title" not in en
    article = factory.make_article(language="ru")
    factory.make_article(language="en", translation_of=article)
    ru, kk, _az, en = _cells(
        client.get(chosen(client, "missing_languages", Article.objects.get(pk=article.pk)))
    )
    assert (ru, kk, en) == ("abstract", "text, abstract", "abstract")


def _cells(response: Any) -> list[str]:
    table = response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
    return [cell.partition("</td>")[0].strip() if "✓" not in cell else "" for cell in table.split("<td>")[1:]]


def test_countries_of_a_mechanism_are_chosen_by_name(client: Client, editor: User) -> None:
    client.force_login(editor)
    mechanism = factory.make_mechanism(countries="AZ, KZ")
    url = url_of(mechanism)
    data = opened(client, url)
    assert data["countries"] == ["AZ", "KZ"]
    assert "Грузия" in client.get(url).content.decode()
    saved(client, url, data | {"countries": ["AZ", "KZ", "GE"]})
    mechanism.refresh_from_db()
    assert mechanism.countries == "AZ, KZ, GE"
    assert (
        "countries"
        in client.post(url, opened(client, url) | {"countries": ["XX1"]}).context["adminform"].form.errors
    )
