"""The JSON-LD of a page equals that of the API."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from editorial.articles.models import Article
from editorial.articles.services import publishing
from editorial.records import linked_data, registry
from editorial.workflow.roles import Role
from tests import factory
from tests.campaigns import mark_campaign

pytestmark = pytest.mark.django_db


def make_text() -> Any:
    expert, editor = factory.make_expert(slug="author"), factory.make_expert(slug="editor")
    book = factory.make_collection(slug="book")
    text = factory.make_draft(
        slug="one", genre="research_article", dated="2024-05", collection=book, order_in_collection=1,
        first_page=9, last_page=15, authors=(expert,),
    )  # fmt: skip
    text.topics.add(factory.make_topic(slug="oil"))
    text.contributions.create(expert=editor, role="editor", order=2)
    text.contributions.create(organisation=factory.make_organisation(slug="body"), role="reviewer", order=3)
    text.abstracts.create(language="ru", title="О коридоре", text="Кратко.")
    factory.publish(text)
    return text


def make_summary() -> Any:
    outlet = factory.make_organisation(slug="paper", name_ru="Газета")
    return factory.make_article(
        slug="one", is_digest=True, outlet=outlet, source_url="https://example.org/1", dated="2023",
        authors=(factory.make_expert(),),
    )  # fmt: skip


def make_person() -> Any:
    expert = factory.make_expert(slug="one", note_ru="Историк")
    expert.name_forms.create(name="A. Karimova", language="en", script="Latn")
    expert.affiliations.create(
        organisation=factory.make_organisation(slug="body"), position_ru="советник", position_kk="кеңесші"
    )
    return expert


def make_body() -> Any:
    body = factory.make_organisation(slug="one", short_name_ru="ЦЭ", website="https://example.org/")
    body.name_forms.create(name="The Centre", language="en", script="Latn")
    return body


def make_meeting() -> Any:
    forum = factory.make_event(slug="forum")
    event = factory.make_event(slug="one", place=factory.make_place(slug="aktau"), part_of=forum)
    event.topics.add(factory.make_topic(slug="oil"))
    return event


def make_treaty() -> Any:
    body = factory.make_organisation(slug="body")
    agreement = factory.make_agreement(slug="one", parties=("KZ", body), registration="123")
    agreement.topics.add(factory.make_topic(slug="oil"))
    return agreement


def make_book() -> Any:
    book = factory.make_collection(slug="one", isbn="978-0-00-000000-2", description_ru="О коридорах")
    book.publishers.create(organisation=factory.make_organisation(slug="body"))
    return book


def make_figure() -> Any:
    figure = factory.make_indicator(slug="one", description_ru="Оборот")
    factory.make_observation(figure)
    return figure


MAKERS: dict[str, tuple[str, Callable[[], Any]]] = {
    "article": ("articles", make_text),
    "summary": ("articles", make_summary),
    "collection": ("collections", make_book),
    "expert": ("experts", make_person),
    "organisation": ("organisations", make_body),
    "agreement": ("agreements", make_treaty),
    "event": ("events", make_meeting),
    "indicator": ("indicators", make_figure),
}


def of_page(client: Client, address: str) -> dict[str, Any]:
    page = client.get(address).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found, address
    return dict(json.loads(found.group(1)))


@pytest.mark.parametrize("language", mark_campaign(["ru", "kk"], fast=["ru"]))
@pytest.mark.parametrize("kind", MAKERS)
def test_a_page_describes_its_subject_as_the_api_does(client: Client, kind: str, language: str) -> None:
    section, make = MAKERS[kind]
    make()
    expanded = ",".join(linked_data.get("article" if kind == "summary" else kind).expand)
    answer = client.get(
        f"/api/v1/{section}/one.jsonld", {"lang": language} | ({"expand": expanded} if expanded else {})
    )
    assert answer.status_code == 200, answer.content
    described = answer.json()
    body = described.pop("articleBody", None)  # the page has the text itself
    assert bool(body) == (section == "articles")
    assert of_page(client, f"/{language}/{section}/one/") == described


def test_each_kind_with_a_description_of_its_pages_is_compared() -> None:
    differing = {one.name for one in registry.all() if one.linked_data.fields} ^ (set(MAKERS) - {"summary"})
    assert not differing, f"MAKERS of {__name__} and the registry differ: {differing}"


def test_an_indicator_is_a_data_set_and_an_agreement_names_its_kind_and_who_passed_it(client: Client) -> None:
    make_figure()
    figure = client.get("/api/v1/indicators/one.jsonld").json()
    assert figure["@type"] == "Dataset"
    assert figure["distribution"][0]["contentUrl"] == "http://testserver/ru/indicators/one/data.csv"
    treaty = make_treaty()
    json_ld = client.get("/api/v1/agreements/one.jsonld?lang=en").json()
    assert json_ld["legislationType"] == treaty.kind
    assert [one["@type"] for one in json_ld["legislationPassedBy"]] == ["Country", "Organization"]


def test_a_former_edition_is_described_under_its_own_address(client: Client) -> None:
    text = make_text()
    Article.objects.filter(pk=text.pk).update(body="<p>Исправлено.</p>")
    text.refresh_from_db()
    publishing.correct(text, by=factory.make_user(Role.PUBLISHER), correction_note="Исправлено")
    former = of_page(client, "/ru/articles/one/editions/1/")
    assert (former["version"], former["@id"]) == (1, "http://testserver/ru/articles/one/editions/1/")
    assert of_page(client, "/ru/articles/one/")["version"] == 2
