"""Facts of corrected texts: for readers, partners and upgraded databases."""

from collections.abc import Callable
from importlib import import_module
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.articles.edition_passages import match, passages_in
from editorial.articles.models import Article, Edition
from editorial.articles.services import publishing, source_moves
from editorial.mentions import services as mentions
from editorial.records import changelog
from editorial.records.models import Change
from editorial.workflow.roles import Role
from tests import factory
from tests.corrected_text import BODY, TRADE, TREATY, VISIT, build, correct, edit, of, places, signed_in
from tests.desk_client import url_of

pytestmark = pytest.mark.django_db


def test_a_mark_leads_to_what_is_named_there_in_the_edition_and_not_in_the_working_copy(
    client: Client,
) -> None:
    article, desk = build(), signed_in()
    body = factory.make_organisation(slug="body", name="Совет")
    mentions.add(article, text="Совет", entity=body, by=factory.make_user(Role.EDITOR))
    edit(article, f"<p>Сначала.</p>{BODY}")
    mentions.search(article)
    page = client.get("/ru/articles/text/").content.decode()
    assert 'href="#p-4"' in page.split("/organisations/body/")[1][:200]
    correct(desk, article)
    page = client.get("/ru/articles/text/").content.decode()
    assert 'href="#p-5"' in page.split("/organisations/body/")[1][:200]


def test_a_name_whose_passage_went_is_decided_about_like_any_fact(client: Client) -> None:
    article, desk = build(), signed_in()
    body = factory.make_organisation(slug="body", name="Совет")
    of("events.Mechanism", "council").sources.create(document_title="Положение о Совете")
    mentions.add(article, text="Совет", entity=body, by=factory.make_user(Role.EDITOR))
    edit(article, TREATY + TRADE + VISIT)
    mentions.search(article)
    assert "/organisations/body/" in client.get("/ru/articles/text/").content.decode()
    correct(desk, article, p_4="end")
    assert "/organisations/body/" not in client.get("/ru/articles/text/").content.decode()
    assert article.mentions.get(organisation=body, state="accepted").edition is None


def test_an_earlier_edition_shows_what_its_passages_state_by_now(client: Client) -> None:
    article, desk = build(), signed_in()
    edit(article, "<p>Сначала.</p>" + BODY.replace("529,4", "530"))
    correct(desk, article, p_2="confirm")
    page = client.get("/ru/articles/text/editions/1/").content.decode()
    marked = [f'editions/1/record/#passage-p-{number}"' in page for number in range(1, 6)]
    assert marked == [True, False, True, True, False]
    assert client.get("/ru/articles/text/editions/1/record/").content.decode().count("data-passage=") == 3


def test_partners_learn_of_each_record_whose_source_moved() -> None:
    article, desk = build(), signed_in()
    edit(article, f"<p>Сначала.</p>{BODY}")
    before = changelog.last_position()
    correct(desk, article)
    changelog.assign_positions()
    changes = set(Change.objects.filter(position__gt=before).values_list("type", "slug", "kind"))
    assert changes >= {
        ("article", "text", "corrected"), ("agreement", "treaty", "changed"), ("indicator", "trade", "changed"),
        ("event", "visit", "changed"), ("mechanism", "council", "changed"), ("expert", "expert", "changed"),
    }  # fmt: skip
    source = Client().get("/api/v1/agreements/treaty/").json()["sources"][0]
    assert (source["edition"], source["passage"]) == (2, "p-2")
    assert source["url"].endswith("/articles/text/#p-2")


def with_facts(count: int) -> Article:
    article = factory.make_article(body=BODY)
    for _number in range(count):
        source = {"edition": article.editions.get(), "anchor": "p-2"}
        factory.make_agreement().sources.create(**source)
        factory.make_observation(factory.make_indicator()).sources.create(**source)
        factory.make_event().sources.create(**source)
    return article


def queries(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


@pytest.mark.slow
def test_the_form_takes_as_many_queries_for_many_facts_as_for_few(client: Client) -> None:
    desk, counted = signed_in(), []
    for count in (1, 4):
        article = with_facts(count)
        Article.objects.filter(pk=article.pk).update(
            body=BODY.replace("529,4", "530"), unpublished_since=timezone.now()
        )
        desk.get(url_of(article, "step", "correct"))
        step = queries(lambda: desk.get(url_of(article, "step", "correct")))  # noqa: B023
        correct(desk, article, p_2="later")
        urls = [
            f"/ru/articles/{article.slug}/{page}"
            for page in ("", "record/", "editions/1/", "editions/1/record/")
        ]
        for url in urls:
            client.get(url)
        counted.append([step, *(queries(lambda: client.get(url)) for url in urls)])  # noqa: B023
    assert counted[0] == counted[1]


def test_texts_that_were_corrected_before_are_put_right_by_the_migration(client: Client) -> None:
    article, editor = build(), factory.make_user(Role.EDITOR)
    body = factory.make_organisation(slug="body", name="Совет")
    mentions.add(article, text="Совет", entity=body, by=editor)
    treaty = of("agreements.Agreement", "treaty")
    version = treaty.version
    article.body = "<p>Сначала.</p>" + BODY.replace("529,4", "530")
    article.save()
    before = dict(article.editions.values_list("number", "pk"))
    publishing.correct(article, by=factory.make_user(Role.PUBLISHER), correction_note="Уточнено")
    put_back(before[1])
    changelog.assign_positions()
    position = changelog.last_position()
    migration = import_module("editorial.mentions.migrations.0005_sources_follow_corrections")
    moved = {"NotedChange": ("records", "PendingChange")}  # since the migration was written
    known = mock.Mock(
        get_models=apps.get_models, get_model=lambda app, name: apps.get_model(*moved.get(name, (app, name)))
    )
    for _time in range(2):
        migration.follow_corrections(known, None)
    assert places() == {
        "treaty": (2, "p-2"), "trade": (1, "p-2"), "visit": (2, "p-4"), "council": (2, "p-5"), "expert": (2, ""),
    }  # fmt: skip
    mention = article.mentions.get()
    assert (mention.edition.number, mention.edition_anchor) == (2, "p-5")
    treaty.refresh_from_db()
    assert treaty.version > version
    changelog.assign_positions()
    changes = Change.objects.filter(position__gt=position).values_list("type", "slug")
    assert sorted(changes) == [
        ("agreement", "treaty"),
        ("event", "visit"),
        ("expert", "expert"),
        ("mechanism", "council"),
    ]
    assert "by edition 1" in client.get("/en/indicators/trade/").content.decode()


def put_back(edition: int) -> None:
    """Leave sources where a correction left them before they followed it."""
    anchors = {
        "AgreementSource": "p-1",
        "ObservationSource": "p-2",
        "EventSource": "p-3",
        "MechanismSource": "p-4",
    }
    for model in source_moves.edition_fact_models():
        if model.__name__ == "Mention":
            model.objects.update(edition=None, edition_anchor=None)
        else:
            model.objects.update(edition=edition, anchor=anchors.get(model.__name__, ""))


def test_every_kind_of_source_follows() -> None:
    keyed = {
        relation.related_model.__name__
        for relation in Edition._meta.related_objects
        if relation.related_model._meta.app_label != "articles" or "Source" in relation.related_model.__name__
    }
    assert {model.__name__ for model in source_moves.edition_fact_models()} == keyed


@pytest.mark.parametrize(
    ("before", "after", "unchanged"),
    [
        (["а б", "* * *", "в г", "* * *"], ["а б", "* * *", "в г", "* * *"], {1: 1, 2: 2, 3: 3, 4: 4}),
        (["Да.", "в г", "Да."], ["в г", "Да."], {2: 1, 3: 2}),
        (["Да.", "в г", "Да."], ["н", "Да.", "о", "в г", "п", "Да."], {1: 2, 2: 4, 3: 6}),
        (["«а» – б"], ['"а" - б'], {1: 1}),
        (["а б"], ["а в"], {}),
    ],
)
def test_words_that_stand_several_times_are_the_same_passage_only_in_line_or_as_often(
    before: list[str], after: list[str], unchanged: dict[int, int]
) -> None:
    sides = [
        passages_in(
            "".join(f'<p id="p-{number}">{text}</p>' for number, text in enumerate(side, start=1)), ()
        )
        for side in (before, after)
    ]
    assert match(*sides).unchanged == {f"p-{old}": f"p-{new}" for old, new in unchanged.items()}
