"""Filters of lists: periods, lists of values, relations, words, cursors; fewer fields of a row or more."""

from collections import defaultdict
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.plugin import DjangoDbBlocker

from editorial.api.router import router
from editorial.records import changelog
from editorial.search import reindex_queue
from editorial.topics.models import Topic
from tests.factory import (
    make_agreement,
    make_article,
    make_collection,
    make_event,
    make_expert,
    make_indicator,
    make_mechanism,
    make_observation,
    make_organisation,
    make_place,
    make_topic,
)

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{address}", headers={"Accept-Language": "en"})
    assert answer.status_code == status, answer.content
    return dict(answer.json())


def slugs(client: Client, address: str) -> list[str]:
    return sorted(row["slug"] for row in get(client, address)["results"])


def test_periods_of_partial_dates(client: Client) -> None:
    for signed in ("2021", "2022", "2022-03", "2022-03-15", "2023-01-01"):
        make_agreement(slug=signed, signed=signed)
    make_agreement(slug="unknown", signed=None)
    assert slugs(client, "agreements/?signed_after=2022-03") == ["2022-03", "2022-03-15", "2023-01-01"]
    assert slugs(client, "agreements/?signed_before=2022") == ["2021", "2022", "2022-03", "2022-03-15"]
    assert slugs(client, "agreements/?signed=2022-03") == ["2022-03", "2022-03-15"]
    assert slugs(client, "agreements/?signed_known=false") == ["unknown"]
    assert len(slugs(client, "agreements/?signed_known=true")) == 5


def test_several_values_with_commas_find_each_row_once(client: Client) -> None:
    oil, gas = make_topic(slug="oil"), make_topic(slug="gas")
    both = make_agreement(slug="both", kind="treaty")
    both.topics.add(oil, gas)
    make_agreement(slug="memo", kind="memorandum").topics.add(gas)
    make_agreement(slug="other", kind="protocol")
    assert slugs(client, "agreements/?kind=treaty,memorandum") == ["both", "memo"]
    assert slugs(client, "agreements/?topic=oil,gas") == ["both", "memo"]
    assert "tresty" in str(get(client, "agreements/?kind=treaty,tresty", 400))
    assert "topic" in get(client, "agreements/?topic=oil,coal", 400)["errors"]


def test_rows_are_found_by_what_they_are_tied_to(client: Client) -> None:
    body, expert, place = (
        make_organisation(slug="kazenergy"),
        make_expert(slug="expert"),
        make_place(slug="aktau"),
    )
    article = make_article(slug="corridor", authors=(expert,), outlet=body)
    agreement = make_agreement(slug="transit", parties=("GE", body), place=place)
    agreement.sources.create(edition=article.editions.get(), anchor="p-1")
    event = make_event(slug="visit", place=place)
    event.participants.create(expert=expert)
    event.outcomes.create(kind="signed", agreement=agreement)
    indicator = make_indicator(slug="trade")
    make_observation(indicator, slug="trade-2023", stated_by=body)
    expert.affiliations.create(organisation=body, position="советник")
    make_agreement(), make_event(), make_article()
    for address, found in {
        "agreements/?party=GE": "transit",
        "agreements/?party=GE,UZ": "transit",
        "agreements/?party=kazenergy": "transit",
        "agreements/?organisation=kazenergy": "transit",
        "agreements/?stated_in=corridor": "transit",
        "agreements/?party=GE&signed_after=2022-03&mentioned_in=corridor": "transit",
        "agreements/?place=aktau": "transit",
        "articles/?expert=expert": "corridor",
        "articles/?outlet=kazenergy": "corridor",
        "events/?expert=expert": "visit",
        "events/?agreement=transit": "visit",
        "events/?place=aktau": "visit",
        "observations/?stated_by=kazenergy&value_min=1&started_after=2023": "trade-2023",
        "experts/?organisation=kazenergy": "expert",
    }.items():
        assert slugs(client, address) == [found], address
    assert get(client, "affiliations/?expert=expert")["results"][0]["organisation"] == "kazenergy"


def test_a_tie_to_what_is_not_published_is_as_unknown_as_one_to_nothing(client: Client) -> None:
    hidden = make_organisation(slug="hidden", state="draft")
    make_agreement(parties=("AZ", hidden))
    make_expert().affiliations.create(organisation=hidden, position="советник")
    assert slugs(client, "agreements/?party=hidden") == []
    assert get(client, "agreements/?organisation=hidden", 400)["errors"] == {
        "organisation": get(client, "agreements/?organisation=hidden", 400)["errors"]["organisation"]
    }
    assert get(client, "affiliations/")["count"] == 0


def test_less_of_a_row(client: Client) -> None:
    make_agreement(slug="transit")
    assert get(client, "agreements/?fields=slug,kind")["results"] == [
        {"slug": "transit", "kind": "agreement"}
    ]
    assert set(get(client, "agreements/transit/?fields=slug,actions")) == {"slug", "actions"}
    assert "Did you mean “signed”" in str(get(client, "agreements/?fields=singed", 400))


def test_more_of_what_a_row_is_tied_to(client: Client) -> None:
    expert, topic = make_expert(slug="expert"), make_topic(slug="oil", name_ru="Нефть")
    book = make_collection(slug="book")
    make_article(slug="corridor", authors=(expert,), topics=(topic,), collection=book, order_in_collection=1)
    row = get(client, "articles/?expand=topics,contributions.expert,collection")["results"][0]
    assert row["topics"][0]["name"] == {"ru": "Нефть"}
    assert row["contributions"][0]["expert"]["family_name"] == {"ru": "Каримова"}
    assert row["collection"]["slug"] == "book"
    assert get(client, "articles/corridor/?expand=topics&lang=ru")["topics"][0]["name"] == "Нефть"
    assert "Did you mean “topics”" in str(get(client, "articles/?expand=topic", 400))


def test_a_tie_in_full_shows_nothing_that_is_not_published(client: Client) -> None:
    hidden = make_expert(slug="hidden", family_name="Скрытая", state="draft")
    make_article(authors=(hidden,))
    row = get(client, "articles/?expand=contributions.expert")["results"][0]
    assert row["contributions"][0]["expert"] is None


LISTS = {name: viewset for name, viewset, _ in router.registry if hasattr(viewset, "serializer_class")}


def tied_rows() -> None:
    """Make a row of each list, tied to whatever it can be tied to."""
    body, topic, place, expert = make_organisation(), make_topic(), make_place(), make_expert()
    expert.affiliations.create(organisation=body, position="советник")
    book = make_collection(place=place)
    book.topics.add(topic)
    make_article(
        authors=(expert,), topics=(topic,), collection=book, order_in_collection=1, outlet=body
    ).contributions.create(organisation=body, role="editor")
    make_agreement(parties=("AZ", body), place=place).topics.add(topic)
    make_event(place=place, mechanism=make_mechanism(organisation=body)).topics.add(topic)
    indicator = make_indicator()
    indicator.topics.add(topic)
    make_observation(indicator, stated_by=body)


def queries_to_ask(name: str) -> list[str]:
    expansions = ",".join(LISTS[name].expandable)
    query_strings = ["", "?cursor=*", "?page_size=100"]
    query_strings += [f"?expand={expansions}", f"?cursor=*&expand={expansions}"] if expansions else []
    return query_strings + (
        ["?q=Текст", f"?q=Текст&expand={expansions}"] if "q" in filters_of(name) and expansions else []
    )


@pytest.fixture(scope="module")
def numbers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, dict[str, set[int]]]:
    """Count how often each address of each list asks the database, over a row of each kind, two, and three."""
    counts: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in LISTS}
    with django_db_blocker.unblock(), transaction.atomic():
        for _ in range(3):
            tied_rows()
            reindex_queue.process(1000)
            for name in LISTS:
                for query in queries_to_ask(name):
                    with CaptureQueriesContext(connection) as queries:
                        get(Client(), f"{name}/{query}")
                    counts[name][query].add(len(queries))
        transaction.set_rollback(True)
    return counts


@pytest.mark.slow
@pytest.mark.xdist_group("queries of the lists")
@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_eight_queries_at_most_for_any_number_of_rows(
    numbers: dict[str, dict[str, set[int]]], name: str
) -> None:
    counts = numbers[name]
    assert set(counts) == set(queries_to_ask(name))
    # Three more find the words and what editors say means the same.
    assert all(max(found) <= (11 if "q=" in query else 8) for query, found in counts.items()), counts
    assert all(len(found) == 1 for found in counts.values()), counts


def filters_of(name: str) -> set[str]:
    return set(getattr(getattr(LISTS[name], "filterset_class", None), "base_filters", ()))


def test_a_cursor_walks_through_all_while_others_are_published(client: Client) -> None:
    made = [make_topic().slug for _ in range(7)]
    seen, address = [], "topics/?cursor=*&page_size=3"
    while address:
        answer = client.get(f"/api/v1/{address}")
        seen += [row["slug"] for row in answer.json()["results"]]
        if len(seen) == 3:
            made.append(make_topic().slug)
        following = answer.json()["next"]
        assert not following or f'<{following}>; rel="next"' in answer["Link"]
        address = following.partition("/api/v1/")[2] if following else ""
    assert seen == made


def test_pages_name_their_neighbours_in_a_link(client: Client) -> None:
    for _ in range(5):
        make_topic()
    links = client.get("/api/v1/topics/?page_size=2&page=2")["Link"]
    base = "http://testserver/api/v1/topics/"
    for link in (
        f'<{base}?page_size=2>; rel="first"',
        f'<{base}?page_size=2>; rel="prev"',
        f'<{base}?page=3&page_size=2>; rel="next"',
        f'<{base}?page=3&page_size=2>; rel="last"',
    ):
        assert link in links


# As a part of the address, a slug is met elsewhere in it as well.
@pytest.mark.parametrize("slug", ["oil", "topics", "v1", "top", "testserver"])
def test_a_slug_that_a_row_had_before_leads_to_it(client: Client, slug: str) -> None:
    topic = make_topic(slug=slug)
    changelog.record_save(topic, is_new=True)
    Topic.objects.filter(pk=topic.pk).update(slug="energy")
    for rest in ("/?lang=ru", ".csv?lang=ru&fields=slug", "/"):
        answer = client.get(f"/api/v1/topics/{slug}{rest}")
        assert answer.status_code == 301
        assert answer["Location"] == f"http://testserver/api/v1/topics/energy{rest}"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("agreements/?signed_after=spring", "spring"),
        ("agreements/?cursor=nonsense", "cursor=*"),
        ("agreements/?cursor=*&ordering=slug", "ordering"),
        ("agreements/?signed_afer=2022", "Did you mean “signed_after”"),
        ("articles/?expert=nobody", "expert"),
        ("articles/?published_since=yesterday", "published_since"),
        ("articles/?corrected_since=0001-01-01T00:00:00%2B20:00", "corrected_since"),
    ],
)
def test_what_is_wrong_is_named(client: Client, address: str, named: str) -> None:
    assert named in str(get(client, address, 400))
