"""The page of an agreement: its family, the steps of the parties, the citations."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from editorial.agreements.models import Agreement, AgreementRelation
from tests.factory import make_agreement, make_event

pytestmark = pytest.mark.django_db


def page_of(client: Client, slug: str) -> str:
    response = client.get(f"/en/agreements/{slug}/")
    assert response.status_code == 200
    return response.content.decode()


def picture_of(page: str) -> etree._Element:
    return etree.fromstring(page[page.index('<svg class="family"') : page.index("</svg>") + 6])


def relate(agreement: Agreement, kind: str, other: Agreement) -> None:
    AgreementRelation.objects.create(agreement=agreement, kind=kind, other=other)


def test_the_family_is_drawn_from_end_to_end_with_the_event_of_signing(client: Client) -> None:
    old, treaty = (
        make_agreement(slug="old", title="Old", signed="1999"),
        make_agreement(slug="new", title="New"),
    )
    plan = make_agreement(slug="plan", title="Road map", signed="2025")
    relate(treaty, "supersedes", old)
    relate(plan, "implements", treaty)
    relate(old, "based_on", plan)  # a circle
    relate(make_agreement(slug="secret", title="Secret", state="draft"), "amends", old)
    make_event(slug="visit", title="State visit", started="2022-08-24").outcomes.create(
        agreement=treaty, kind="signed"
    )
    page = page_of(client, "new")
    words = [text.text for text in picture_of(page).iter("{http://www.w3.org/2000/svg}text")]
    assert [word for word in words if word in ("Old", "New", "State visit", "Road map", "Secret")] == [
        "Old", "New", "State visit", "Road map",
    ]  # fmt: skip
    assert "→ supersedes 1; signed at 3" in words
    assert "Indirectly related documents" in page, "the tie between the other two stands in the list too"
    assert 'href="/en/agreements/secret/"' not in page


def test_a_large_family_is_bounded_in_the_picture_and_whole_in_the_list(client: Client) -> None:
    hub = make_agreement(slug="hub")
    for number in range(40):
        relate(make_agreement(slug=f"leaf-{number}", signed="2023"), "implements", hub)
    with CaptureQueriesContext(connection) as captured:
        page = page_of(client, "hub")
    assert len(captured) <= 8
    assert len(list(picture_of(page).iter("{http://www.w3.org/2000/svg}circle"))) == 24
    assert "17 more documents are not shown" in page
    assert page.count('href="/en/agreements/leaf-') == 40


def test_an_agreement_alone_has_no_picture(client: Client) -> None:
    make_agreement(slug="alone")
    assert '<svg class="family"' not in page_of(client, "alone")


def test_the_steps_of_the_parties_stand_side_by_side_with_their_gaps(client: Client) -> None:
    treaty = make_agreement(slug="treaty", signed="2022-08-24")
    party = treaty.parties.get(country="KZ")
    for day in ("2023-01-10", "2024-01-10"):
        treaty.actions.create(kind="amended", party=party, dated_on=day, dated_on_precision="day")
    treaty.actions.create(kind="ratified", party=party, dated_on="2023-02-01", dated_on_precision="month")
    page = page_of(client, "treaty")
    ratified = page[page.index('<th scope="row">ratification') :].split("</tr>")[0].split("<td")[1:]
    assert ["no information" in cell for cell in ratified] == [True, False, True]
    assert "February 2023" in ratified[1]
    amended = page[page.index('<th scope="row">amendment') :].split("</tr>")[0]
    assert "10 January 2023" in amended
    assert "10 January 2024" in amended
    assert '<th scope="row">entry into force' in page, "a gap for both"
    assert '<th scope="row">suspension' not in page
    make_agreement(slug="plan", stage="planned", signed=None)
    assert 'id="steps"' not in page_of(client, "plan")


def test_an_agreement_can_be_cited_in_four_styles_and_three_files(client: Client) -> None:
    make_agreement(slug="treaty", title_en="Treaty on trade & transit", signed="2022-08-24")
    page = page_of(client, "treaty")
    address = "http://testserver/en/agreements/treaty/"
    assert "Treaty on trade &amp; transit : [signed: 24.08.2022] / Azerbaijan ; Kazakhstan. – Text" in page
    assert "“Treaty on trade &amp; transit,” Azerbaijan–Kazakhstan, August 24, 2022. Azerb" in page
    assert "<i>Treaty on trade &amp; transit</i>, August 24, 2022." in page
    assert f'<a href="{address}">{address}</a>' in page
    item = json.loads(client.get("/en/agreements/treaty/cite.csl").content)[0]
    assert (item["type"], item["issued"]["date-parts"], item["URL"]) == ("treaty", [[2022, 8, 24]], address)
    assert b"TY  - GOVDOC" in client.get("/en/agreements/treaty/cite.ris").content
    assert rb"Treaty on trade \& transit" in client.get("/en/agreements/treaty/cite.bib").content
    assert client.get("/en/agreements/treaty/cite.doc").status_code == 404
    make_agreement(slug="plan", stage="planned", signed="2030")
    assert "2030" not in client.get("/en/agreements/plan/cite.ris").content.decode()
