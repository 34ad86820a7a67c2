"""Public pages of agreements."""

import pytest
from django.test import Client

from editorial.agreements.models import AgreementRelation
from tests.factory import make_agreement, make_article, make_event, make_organisation, make_topic, with_source

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def test_the_register_tells_the_status_as_of_a_day(client: Client) -> None:
    agreement = make_agreement(slug="transit")
    agreement.actions.create(kind="entered_into_force", dated_on="2023-01-10", dated_on_precision="day")
    assert 'href="/en/agreements/transit/"' in page_of(client, "/en/agreements/?status=in_force")
    assert 'href="/en/agreements/transit/"' not in page_of(
        client, "/en/agreements/?status=in_force&on=2023-01-09"
    )
    assert 'href="/en/agreements/transit/"' in page_of(
        client, "/en/agreements/?status=not_in_force&on=2023-01-09"
    )
    assert "status--in_force" in page_of(client, "/en/agreements/transit/")
    assert "status--not_in_force" in page_of(client, "/en/agreements/transit/?on=2022-12-01")


def test_a_status_that_does_not_follow_is_not_guessed(client: Client) -> None:
    with_source(make_agreement(slug="transit"))
    page = page_of(client, "/en/agreements/transit/")
    assert "status--unknown" in page
    assert (
        "The sources confirm signature but contain no information on entry into force by this date." in page
    )


def test_the_register_narrows_by_party_topic_year_and_words(client: Client) -> None:
    body = make_organisation(slug="tatc")
    energy = make_agreement(title_ru="Об энергетике", signed="2021", parties=("AZ", "KZ"))
    energy.topics.add(make_topic(slug="energy"))
    make_agreement(title_ru="О связи", signed="2022-05", parties=("KZ", body))
    for query, found in (
        ("party=AZ", "Об энергетике"), ("topic=energy", "Об энергетике"), ("year=2021", "Об энергетике"),
        ("party=tatc", "О связи"), ("year=2022", "О связи"), ("q=СВЯЗИ", "О связи"),
    ):  # fmt: skip
        page = page_of(client, f"/ru/agreements/?{query}")
        other = {"Об энергетике": "О связи", "О связи": "Об энергетике"}[found]
        assert found in page, query
        assert other not in page, query


def test_relations_read_from_both_ends(client: Client) -> None:
    treaty, roadmap = make_agreement(slug="treaty"), make_agreement(slug="roadmap")
    AgreementRelation.objects.create(agreement=roadmap, other=treaty, kind="implements")
    assert "implemented by" in page_of(client, "/en/agreements/treaty/")
    assert 'href="/en/agreements/treaty/"' in page_of(client, "/en/agreements/roadmap/")


def test_sources_that_disagree_stand_side_by_side(client: Client) -> None:
    agreement = make_agreement(slug="treaty")
    for title, statement in (("О визите", "Подписан 1 марта."), ("О праве", "Подписан 2 марта.")):
        edition = make_article(title=title).editions.get()
        agreement.sources.create(edition=edition, anchor="p-1", aspect="date", statement_ru=statement)
    page = page_of(client, "/ru/agreements/treaty/")
    assert 'class="versions"' in page
    assert "Подписан 1 марта." in page
    assert "Подписан 2 марта." in page
    assert "#p-1" in page


def test_what_an_agreement_and_an_event_know_of_each_other_is_linked_both_ways(client: Client) -> None:
    event, agreement = make_event(slug="visit"), make_agreement(slug="treaty")
    event.outcomes.create(agreement=agreement, kind="signed")
    edition = make_article(slug="text").editions.get()
    agreement.sources.create(edition=edition, anchor="p-1")
    assert 'href="/ru/agreements/treaty/"' in page_of(client, "/ru/events/visit/")
    assert 'href="/ru/events/visit/"' in page_of(client, "/ru/agreements/treaty/")
    assert 'href="/ru/articles/text/#p-1"' in page_of(client, "/ru/agreements/treaty/")
    assert 'href="/ru/agreements/treaty/"' in page_of(client, "/ru/articles/text/")


def test_packages_and_plans_are_shown_as_what_they_are(client: Client) -> None:
    with_source(make_agreement(slug="package", kind="package", document_count=15))
    with_source(make_agreement(slug="plan", stage="planned", signed=None))
    assert (
        "The sources mention a package of documents without listing them. The package is recorded as one entry and is not counted as one document."
        in page_of(client, "/en/agreements/package/")
    )
    assert "Planned document, not signed." in page_of(client, "/en/agreements/plan/")
    assert "status--planned" in page_of(client, "/en/agreements/")


@pytest.mark.parametrize(
    "query", ["kind=song", "on=2019-31-12", "status=perhaps", "party=ZZ", "year=0", "page=x"]
)
def test_an_impossible_filter_is_refused_by_name(client: Client, query: str) -> None:
    page = page_of(client, f"/en/agreements/?{query}", 400)
    assert query.split("=", maxsplit=1)[0] in page


def test_an_impossible_day_is_refused_on_the_page_of_an_agreement(client: Client) -> None:
    make_agreement(slug="treaty")
    assert "32-01-01" in page_of(client, "/en/agreements/treaty/?on=32-01-01", 400)


def test_a_withdrawn_agreement_leaves_a_tombstone(client: Client) -> None:
    make_agreement(slug="treaty", state="withdrawn")
    assert "Повтор записи" in page_of(client, "/ru/agreements/treaty/", 410)
