"""Each public page has a constant number of queries, at most eight: with 3 rows of each kind and with 300."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.agreements.models import AgreementRelation, AgreementSource, Party
from editorial.articles.models import Contribution, Edition, ExpertSource
from editorial.events.models import EventSource, Outcome, Participant
from editorial.experts.models import Affiliation
from editorial.indicators.models import ObservationSource
from editorial.records import registry
from editorial.web.answer_cache import STATE
from tests import factory

pytestmark = pytest.mark.django_db

# One query for each type that a topic's page lists, or whose facts a text states.
TOPIC_SECTIONS = sum(one.topic_section is not None for one in registry.all())
STATED_TYPES = sum(bool(one.citation and one.citation.sources) for one in registry.all())
# The list of disagreements; on a page of them three more for each type of fact about which sources differ.
DISAGREEMENTS = 4
MARKS = 1  # records of a list about which sources differ
ADDRESSES = {
    "/ru/": 8 + DISAGREEMENTS,
    "/ru/disagreements/": 2 + DISAGREEMENTS,
    "/ru/articles/": 8,
    "/ru/articles/?topic=hub": 8,
    "/ru/articles/hub/": 5,
    "/ru/articles/hub/editions/1/": 5,
    "/ru/articles/hub/record/": 4 + STATED_TYPES,
    "/ru/collections/": 8,
    "/ru/collections/hub/": 8,
    "/ru/experts/": 8 + MARKS,
    "/ru/experts/hub/": 9,
    "/ru/council/": 8,
    "/ru/organisations/": 8,
    "/ru/organisations/hub/": 8,
    "/ru/agreements/": 8 + MARKS,
    "/ru/agreements/?view=table&on=2019-06-01": 8 + MARKS,
    "/ru/agreements/?view=cards": 8 + MARKS,
    "/ru/agreements/data.csv": 8,
    "/ru/agreements/?topic=hub&party=KZ&status=unknown&year=2022": 8 + MARKS,
    "/ru/agreements/hub/": 9,
    "/ru/events/": 8 + MARKS,
    "/ru/events/?series=hub&topic=hub&place=hub": 8 + MARKS,
    "/ru/events/hub/": 8,
    "/ru/events/calendar.ics": 8,
    "/ru/events/feed/": 8,
    "/ru/events/places/": 8,
    "/ru/events/series/": 8,
    "/ru/events/series/hub/": 8,
    "/ru/indicators/": 8 + MARKS,
    "/ru/indicators/hub/": 8,
    "/ru/indicators/hub/embed/": 8,
    "/ru/indicators/hub/data.csv": 8,
    "/ru/topics/": 8,
    "/ru/topics/hub/": 8 + TOPIC_SECTIONS + DISAGREEMENTS,
}
REPRESENTATIVE = ("/ru/articles/", "/ru/articles/hub/", "/ru/agreements/?view=cards", "/ru/events/hub/")


def test_every_page_and_list_of_every_record_is_counted() -> None:
    """Pages of records that have none of their own, as places, are the lists of others."""
    named = {urlsplit(address).path for address in ADDRESSES}
    expected = {reverse(name) for one in registry.all() for name in one.lists}
    expected |= {page_url(one.model) for one in registry.all() if one.section}
    assert not expected - named, f"add {sorted(expected - named)} to ADDRESSES of {__name__}"


def page_url(model: type[Model]) -> str:
    return str(model(slug="hub").get_absolute_url())  # type: ignore[attr-defined]


def copies(row: Any, number: int, **changes: Any) -> list[Any]:
    """Return saved copies of a row; `slug` and the like get a number where a change holds `{}`."""
    model: type[Model] = type(row)
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    made = []
    for turn in range(number):
        values = {field.attname: getattr(row, field.attname) for field in fields}
        for name, change in changes.items():
            values[name] = change.format(turn) if isinstance(change, str) else change
        made.append(model(**values))
    return list(model._base_manager.bulk_create(made))


def build_record(number: int) -> None:
    """Relate `number` rows of each kind to one hub of each kind."""
    topic, place = factory.make_topic(slug="hub"), factory.make_place(slug="hub")
    body, expert = factory.make_organisation(slug="hub"), factory.make_expert(slug="hub")
    book, series = factory.make_collection(slug="hub"), factory.make_mechanism(slug="hub", organisation=body)
    series.collections.add(book)
    article = factory.make_article(
        slug="hub", topics=(topic,), authors=(expert,), collection=book, order_in_collection=1
    )
    edition = article.editions.get()
    agreement = factory.make_agreement(slug="hub", place=place)
    event = factory.make_event(slug="hub", mechanism=series, place=place)
    indicator = factory.make_indicator(slug="hub")
    observation = factory.make_observation(indicator, slug="hub", stated_by=body)
    agreement.topics.add(topic)
    event.topics.add(topic)
    indicator.topics.add(topic)

    people = copies(expert, number, slug="expert-{}")
    bodies = copies(body, number, slug="body-{}", parent_id=body.pk)
    articles = copies(article, number, slug="text-{}", order_in_collection=None)
    for turn, row in enumerate(articles):
        row.order_in_collection = turn + 2
    type(article).objects.bulk_update(articles, ["order_in_collection"])
    Edition.objects.bulk_create([copy_of_edition(edition, row) for row in articles])
    agreements = copies(agreement, number, slug="agreement-{}")
    events = copies(event, number, slug="event-{}")
    indicators = copies(indicator, number, slug="indicator-{}")
    observations = copies(observation, number, slug="observation-{}")

    Contribution.objects.bulk_create(
        [Contribution(article=row, expert=expert, role="author", order=1) for row in articles]
        + [
            Contribution(article=article, expert=row, role="quoted", order=turn)
            for turn, row in enumerate(people)
        ]
    )
    Affiliation.objects.bulk_create(
        [Affiliation(expert=row, organisation=body, position="директор") for row in people]
        + [Affiliation(expert=expert, organisation=row, position="член") for row in bodies]
    )
    Party.objects.bulk_create(
        [Party(agreement=row, country="KZ") for row in agreements]
        + [Party(agreement=row, organisation=body, order=2) for row in agreements]
        + [Party(agreement=agreement, organisation=row, order=3) for row in bodies]
    )
    AgreementRelation.objects.bulk_create(
        AgreementRelation(agreement=row, other=agreement, kind="implements") for row in agreements
    )
    Participant.objects.bulk_create(
        [Participant(event=row, expert=expert) for row in events]
        + [Participant(event=row, organisation=body) for row in events]
        + [Participant(event=event, expert=row) for row in people]
    )
    Outcome.objects.bulk_create(
        [Outcome(event=event, agreement=row, kind="signed") for row in agreements]
        + [Outcome(event=row, agreement=agreement, kind="adopted") for row in events]
    )
    AgreementSource.objects.bulk_create(
        [AgreementSource(agreement=agreement, edition=edition, anchor="p-1") for _turn in range(number)]
        + [AgreementSource(agreement=row, edition=edition, anchor="p-1") for row in agreements]
    )
    EventSource.objects.bulk_create(EventSource(event=event, edition=edition) for _turn in range(number))
    ExpertSource.objects.bulk_create(ExpertSource(expert=expert, edition=edition) for _turn in range(number))
    ObservationSource.objects.bulk_create(
        ObservationSource(observation=row, edition=edition, anchor="p-1") for row in observations
    )
    for rows, through, name in (
        (articles, type(article).topics.through, "article_id"),
        (agreements, type(agreement).topics.through, "agreement_id"),
        (events, type(event).topics.through, "event_id"),
        (indicators, type(indicator).topics.through, "indicator_id"),
    ):
        through.objects.bulk_create(through(topic_id=topic.pk, **{name: row.pk}) for row in rows)


def copy_of_edition(edition: Edition, article: Any) -> Edition:
    fields = [field.attname for field in Edition._meta.concrete_fields if not field.primary_key]
    return Edition(**{name: getattr(edition, name) for name in fields} | {"article_id": article.pk})


def counted(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    """Count as on a server, which knows the state: what surrounds every page is read once in it."""
    found = {}
    state = {STATE: object()}
    client.get("/ru/reading/", **state)
    for address in addresses:
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address, **state)
        assert response.status_code == 200, (address, response.status_code)
        found[address] = len(captured)
    return found


def counted_of_few(client: Client, addresses: Iterable[str]) -> dict[str, int]:
    """Return the counts over the small record, which is taken back afterwards."""
    with transaction.atomic():
        build_record(3)
        found = counted(client, addresses)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(
    ("many", "addresses"),
    [
        (45, REPRESENTATIVE),
        *(pytest.param(many, tuple(ADDRESSES), marks=pytest.mark.slow) for many in (45, 300)),
    ],
)
def test_pages_ask_few_questions_and_no_more_when_the_record_grows(
    client: Client, many: int, addresses: tuple[str, ...]
) -> None:
    few = counted_of_few(client, addresses)
    assert {address: number for address, number in few.items() if number > ADDRESSES[address]} == {}
    build_record(many)
    assert counted(client, addresses) == few
