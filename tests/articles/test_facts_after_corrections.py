"""An editor decides about facts whose paragraphs a correction changes; all others follow it by themselves."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.articles.services.source_moves import Action, Decision
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.corrected_text import (
    BODY,
    COUNCIL,
    TRADE,
    TREATY,
    VISIT,
    build,
    correct,
    edit,
    of,
    place,
    places,
    request_step,
    signed_in,
)
from tests.desk_client import form_with, opened, revisions, saved, shown, url_of

pytestmark = pytest.mark.django_db


def test_facts_move_on_with_passages_that_are_unchanged(client: Client) -> None:
    article, desk = build(), signed_in()
    edit(article, f"<p>Новое вступление.</p>{BODY.replace('22 года', '22&nbsp;года')}")
    assert request_step(desk, article) is None
    correct(desk, article)
    assert places() == {
        "treaty": (2, "p-2"), "trade": (2, "p-3"), "visit": (2, "p-4"), "council": (2, "p-5"), "expert": (2, ""),
    }  # fmt: skip
    page = client.get("/ru/articles/text/").content.decode()
    assert [f'record/#passage-p-{number}"' in page for number in range(1, 6)] == [
        False,
        True,
        True,
        True,
        True,
    ]
    record = client.get("/ru/articles/text/record/").content.decode()
    assert record.count("data-passage=") == 4
    for url in ("/ru/agreements/treaty/", "/ru/indicators/trade/", "/ru/events/visit/"):
        shown_there = client.get(url).content.decode()
        assert 'href="/ru/articles/text/#p-' in shown_there, url
        assert "by edition" not in shown_there, url


def test_a_passage_that_stands_elsewhere_now_is_known_by_its_words() -> None:
    article, desk = build(), signed_in()
    edit(article, COUNCIL + TRADE.replace("-", "–") + TREATY + VISIT)
    correct(desk, article)
    found = places()
    assert (found["council"], found["treaty"], found["visit"]) == ((2, "p-1"), (2, "p-3"), (2, "p-4"))


def test_before_publishing_the_editor_sees_which_facts_stood_in_changed_passages() -> None:
    article, desk = build(), signed_in()
    edit(article, BODY.replace("529,4", "530"))
    page = desk.get(url_of(article, "step", "correct")).content.decode()
    assert "Торговля, Азербайджан и Казахстан, 2023: 529,4\N{NO-BREAK SPACE}млн тонн" in page
    assert "<del>529,4</del><ins>530</ins>" in page
    assert "Договор подписан" in page  # among the passages to choose from
    assert url_of(of("indicators.Observation", "trade-2022")) in page
    answer = correct(desk, article)
    assert answer.status_code == 200
    assert list(answer.context["questions"].errors) == ["passage-1-p-2"]
    assert article.editions.count() == 1


def test_what_is_left_for_later_stays_on_pages_by_its_edition(client: Client, catalogues: None) -> None:
    article, desk = build(), signed_in()
    edit(article, BODY.replace("529,4", "530"))
    correct(desk, article, p_2="later")
    assert places()["trade"] == (1, "p-2")
    assert places()["treaty"] == (2, "p-1")
    words = {
        "ru": "по редакции 1",
        "kk": "1-басылым бойынша",
        "az": "1 nömrəli nəşrə görə",
        "en": "by edition 1",
    }
    for language, by_edition in words.items():
        for url in (
            f"/{language}/indicators/trade/",
            f"/{language}/articles/text/",
            f"/{language}/articles/text/record/",
        ):
            page = client.get(url).content.decode()
            assert by_edition in page, url
            assert f"/{language}/articles/text/editions/1/#p-2" in page, url
    text = client.get("/ru/articles/text/").content.decode()
    assert 'record/#passage-p-1"' in text
    assert 'record/#passage-p-2"' not in text


def test_a_confirmed_fact_moves_to_the_changed_passage_without_words_that_it_no_longer_has(
    client: Client,
) -> None:
    article, desk = build(), signed_in()
    edit(article, "<p>Сначала.</p>" + BODY.replace("529,4", "530"))
    correct(desk, article, p_2="confirm")
    source = of("indicators.Observation", "trade-2022").sources.get()
    assert (source.edition.number, source.anchor, source.quotation) == (2, "p-3", "")
    assert "by edition" not in client.get("/en/articles/text/").content.decode()


def test_a_fact_is_moved_to_another_passage_and_a_passage_that_is_not_there_is_refused() -> None:
    article, desk = build(), signed_in()
    edit(article, TREATY + VISIT + COUNCIL)
    assert [passage.proposal for passage in request_step(desk, article).plan.changed] == [None]
    for wrong in ("", "9"):
        answer = correct(desk, article, p_2="move", to_p_2=wrong)
        assert list(answer.context["questions"].errors) == ["to-passage-1-p-2"]
    correct(desk, article, p_2="move", to_p_2="¶ 3")
    assert places()["trade"] == (2, "p-3")


def test_a_fact_that_the_text_no_longer_states_ends_and_its_record_keeps_a_version() -> None:
    article, desk = build(), signed_in()
    visit = of("events.Event", "visit")
    visit.sources.create(document_title="Газета")
    edit(article, TREATY + TRADE + COUNCIL)
    correct(desk, article, p_3="end")
    assert [source.document_title for source in visit.sources.all()] == ["Газета"]
    history = desk.get(url_of(visit, "history")).content.decode()
    assert "Sources moved to edition 2" in history


def test_the_last_source_of_a_published_record_is_not_ended() -> None:
    article, desk = build(), signed_in()
    edit(article, TREATY + COUNCIL)
    answer = correct(desk, article, p_2="end", p_3="end")
    errors = answer.context["questions"].errors
    assert list(errors) == ["passage-1-p-2", "passage-1-p-3"]
    assert "Визит в Астану" in errors["passage-1-p-3"][0]
    assert article.editions.count() == 1
    key = request_step(desk, article).plan.facts[1][1].key
    with pytest.raises(ValidationError, match="Визит в Астану"):
        publishing.correct(
            article,
            by=factory.make_user(Role.PUBLISHER),
            correction_note="x",
            decisions={key: Decision(Action.END)},
        )
    of("events.Event", "visit").sources.create(document_title="Газета")
    assert list(correct(desk, article, p_2="later", p_3="end").context or ()) == []
    assert article.editions.count() == 2


def test_a_draft_may_lose_its_last_source() -> None:
    article, desk = build(), signed_in()
    draft = factory.make_event(slug="draft", state=State.DRAFT)
    draft.sources.create(edition=article.editions.get(), anchor="p-4")
    of("events.Mechanism", "council").sources.create(document_title="Положение о Совете")
    edit(article, TREATY + TRADE + VISIT)
    correct(desk, article, p_4="end")
    assert not draft.sources.exists()


def test_one_fact_of_a_passage_may_be_decided_otherwise_than_the_rest() -> None:
    article, desk = build(), signed_in()
    other = factory.make_event(slug="other")
    other.sources.create(edition=article.editions.get(), anchor="p-2")
    edit(article, BODY.replace("529,4", "530"))
    url = url_of(article, "step", "correct")
    page = desk.get(url)
    sent = form_with(page, "opened_version") | {
        "reason": "x", "passage-1-p-2": "confirm",
        f"fact-1-p-2-event-{other.pk}": "move", f"to-fact-1-p-2-event-{other.pk}": "1",
    }  # fmt: skip
    desk.post(url, sent)
    assert place(other) == (2, "p-1")
    assert places()["trade"] == (2, "p-2")


def test_two_corrections_in_a_row_and_words_that_come_back() -> None:
    article, desk = build(), signed_in()
    edit(article, BODY.replace("529,4", "530"))
    correct(desk, article, p_2="later")
    edit(article, "<p>Сначала.</p>" + BODY.replace("529,4", "531"))
    assert [(one.number, one.anchor) for one in request_step(desk, article).plan.changed] == [(1, "p-2")]
    correct(desk, article, p_2="later")
    assert (places()["treaty"], places()["trade"]) == ((3, "p-2"), (1, "p-2"))
    edit(article, BODY)
    assert request_step(desk, article) is None
    correct(desk, article)
    assert (places()["treaty"], places()["trade"]) == ((4, "p-1"), (4, "p-2"))


@pytest.mark.django_db(transaction=True)  # PostgreSQL locks a row in a transaction only
def test_what_was_left_is_decided_on_a_page_of_its_own() -> None:
    article, desk = build(), signed_in(Role.EDITOR)
    facts = reverse("admin:articles_article_facts", args=[article.pk])
    edit(article, BODY.replace("529,4", "530"))
    assert facts not in desk.get(url_of(article)).content.decode()
    correct(signed_in(), article, p_2="later")
    assert facts in desk.get(url_of(article)).content.decode()
    sent = form_with(desk.get(facts), "opened_version") | {"passage-1-p-2": "confirm"}
    assert desk.post(facts, sent | {"opened_version": "0"}).status_code == 200
    assert places()["trade"] == (1, "p-2")
    assert desk.post(facts, sent).status_code == 302
    assert places()["trade"] == (2, "p-2")
    assert facts not in desk.get(url_of(article)).content.decode()
    assert signed_in(Role.AUTHOR).get(facts).status_code == 403


def approved_again(article: Article) -> None:
    """Put a published text back to where its next edition is approved, as an import from elsewhere may."""
    Article.objects.filter(pk=article.pk).update(
        state=State.IN_REVIEW, publish_at=timezone.now() - timedelta(minutes=1)
    )
    article.refresh_from_db()
    publishing.approve(article, by=factory.make_user(Role.PUBLISHER))


def test_a_text_that_is_published_by_itself_keeps_its_facts(client: Client) -> None:
    article = build()
    edit(article, "<p>Сначала.</p>" + BODY.replace("529,4", "530"))
    approved_again(article)
    call_command("publish_scheduled", stdout=StringIO())
    assert (places()["treaty"], places()["trade"]) == ((2, "p-2"), (1, "p-2"))
    assert "by edition 1" in client.get("/en/indicators/trade/").content.decode()


def test_corrections_of_many_texts_at_once_say_how_many_facts_stay_behind() -> None:
    article, desk = build(), signed_in()
    edit(article, BODY.replace("529,4", "530"))
    url = f"{reverse('admin:articles_article_bulk', args=['state'])}?keys={article.pk}"
    sent = {"step": "correct", "reason": "Уточнено.", "all": "1"}
    answer = desk.post(url, sent)
    (outcome,) = answer.context["outcomes"]
    assert outcome.warning.startswith("1 ")
    assert article.editions.count() == 1
    desk.post(url, sent | {"accepted": "on"})
    assert (places()["treaty"], places()["trade"]) == ((2, "p-1"), (1, "p-2"))


def test_a_form_that_was_open_meanwhile_does_not_move_a_source_back() -> None:
    article, desk = build(), signed_in()
    treaty = of("agreements.Agreement", "treaty")
    form = opened(desk, url_of(treaty))
    edit(article, f"<p>Сначала.</p>{BODY}")
    correct(desk, article)
    answer = desk.post(url_of(treaty), form | {"title_en": "Treaty"})
    assert answer.status_code == 200
    saved(desk, url_of(treaty), shown(answer))
    assert place(treaty) == (2, "p-2")


def test_a_version_of_a_record_from_before_the_correction_is_restored_with_its_source_where_it_stands_now() -> (
    None
):
    article, desk = build(), signed_in()
    treaty = of("agreements.Agreement", "treaty")
    saved(desk, url_of(treaty), opened(desk, url_of(treaty)) | {"title_en": "Treaty"})
    (version,) = revisions(desk, treaty)
    edit(article, f"<p>Сначала.</p>{BODY}")
    correct(desk, article)
    saved(desk, url_of(treaty), opened(desk, url_of(treaty)) | {"title_en": "Other"})
    desk.post(version.restore_url)
    treaty.refresh_from_db()
    assert treaty.title_en == "Treaty"
    assert place(treaty) == (2, "p-2")


def test_a_text_is_withdrawn_and_restored_with_its_facts(client: Client) -> None:
    article, desk = build(), signed_in()
    edit(article, f"<p>Сначала.</p>{BODY}")
    correct(desk, article)
    publisher = factory.make_user(Role.PUBLISHER)
    publishing.withdraw(article, by=publisher, reason="Ошибка")
    publishing.restore(article, by=publisher, reason="Разобрано")
    assert places()["treaty"] == (2, "p-2")
    assert client.get("/ru/articles/text/record/").content.decode().count("data-passage=") == 4
