"""The page of a person: what they wrote, said and signed, and their positions on a timeline."""

import re

import pytest
from django.test import Client
from lxml import html as lxml_html

from tests.factory import make_agreement, make_article, make_expert, make_organisation

pytestmark = pytest.mark.django_db


def rows_of(client: Client, slug: str) -> list[list[str]]:
    """Return the cells of the timeline as they are read, and the number of what is drawn in each row."""
    page = client.get(f"/en/experts/{slug}/").content.decode()
    table = lxml_html.fromstring(page).xpath("//table[@class='lifeline']//tr")
    return [
        [
            *(" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")[:2]),
            str(len(row.xpath(".//rect"))),
        ]
        for row in table[1:]
    ]


def test_positions_seats_and_works_stand_on_one_timeline_that_reads_as_a_table(client: Client) -> None:
    person, body = make_expert(slug="person"), make_organisation(slug="body", name_en="Institute")
    dated = {"organisation": body, "position_ru": "Директор", "position_en": "Director"}
    person.affiliations.create(
        **dated,
        started_on="2010-01-01",
        started_on_precision="year",
        ended_on="2015-06-01",
        ended_on_precision="month",
    )
    person.affiliations.create(
        organisation=body, position_en="Adviser", position_ru="Советник", attested_on="2024-01-01",
        attested_on_precision="year",
    )  # fmt: skip
    person.affiliations.create(organisation=body, position_en="Undated", position_ru="Без даты")
    person.council_memberships.create(side="AZ", started_on="2020-05-01", started_on_precision="day")
    make_article(authors=(person,), dated="2021-03"), make_article(authors=(person,), dated="2022")
    treaty = make_agreement(slug="treaty", title_en="Treaty", signed="2019-10-15")
    treaty.signatories.create(
        expert=person, party=treaty.parties.first(), position_en="minister", position_ru="министр"
    )
    assert sorted(rows_of(client, "person")) == [
        ["Adviser, Institute", "as at 2024", "1"],
        ["Agreements signed", "1", "1"],
        ["Director, Institute", "2010 – June 2015", "1"],
        ["Expert Council: member", "1 May 2020", "1"],
        ["Publications", "2", "2"],
    ]
    page = client.get("/en/experts/person/").content.decode()
    signed = page[page.index('id="signed"') :].split("</section>", maxsplit=1)[0]
    assert 'href="/en/agreements/treaty/"' in signed
    treaty_page = " ".join(client.get("/en/agreements/treaty/").content.decode().split())
    assert re.search(r"Signed by</h2>.*?/en/experts/person/.*?minister.*?Azerbaijan", treaty_page)
    assert client.get("/api/v1/agreements/treaty/?lang=en").json()["signatories"] == [
        {
            "expert": "person",
            "party": {"country": "AZ", "organisation": None, "name": "Azerbaijan"},
            "position": "minister",
        }
    ]


def test_interviews_and_quotations_are_apart_from_own_works(client: Client) -> None:
    person = make_expert(slug="person")
    for role, title in (("author", "Written"), ("interviewee", "Spoken"), ("quoted", "Cited")):
        article = make_article(slug=title.lower(), title=title, dated="2024")
        article.contributions.create(expert=person, role=role, order=1)
    page = client.get("/en/experts/person/").content.decode()
    for place, slug in (("wrote", "written"), ("interviews", "spoken")):
        section = page[page.index(f'id="{place}"') :].split("</section>", maxsplit=1)[0]
        assert re.findall(r'href="/en/articles/(\w+)/"', section) == [slug]
    assert "Quoted in" in page


def test_a_person_of_whom_no_date_is_known_has_no_timeline(client: Client) -> None:
    make_expert(slug="person")
    assert "lifeline" not in client.get("/en/experts/person/").content.decode().split("<body>")[1]
