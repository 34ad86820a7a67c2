"""The page of an agreement: its family, its status in a line, its timeline, the citations."""

import json
import re
from typing import Any

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
    assert len(captured) <= 11  # two for what surrounds a page, which a server reads once in a state
    assert len(list(picture_of(page).iter("{http://www.w3.org/2000/svg}circle"))) == 24
    assert "17 more documents are not shown" in page
    assert page.count('href="/en/agreements/leaf-') == 40


def test_an_agreement_alone_has_no_picture(client: Client) -> None:
    make_agreement(slug="alone")
    assert '<svg class="family"' not in page_of(client, "alone")


def timeline_of(page: str) -> list[str]:
    section = page[page.index('id="timeline"') :].split("</section>", maxsplit=1)[0]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", entry).split())
        for entry in re.findall(r"<li.*?</li>", section, re.DOTALL)
    ]


def test_the_timeline_has_the_actions_of_the_parties_by_date(client: Client) -> None:
    treaty = make_agreement(slug="treaty", signed="2022-08-24", kind="treaty", level="interstate")
    party = treaty.parties.get(country="KZ")
    for day in ("2023-01-10", "2024-01-10"):
        treaty.actions.create(kind="amended", party=party, dated_on=day, dated_on_precision="day")
    treaty.actions.create(kind="ratified", party=party, dated_on="2023-02-01", dated_on_precision="month")
    make_agreement(slug="protocol", title="Protocol", signed="2025-03").relations.create(
        kind="amends", other=treaty
    )
    page = page_of(client, "treaty")
    entries = timeline_of(page)
    assert entries[:5] == [
        "24 August 2022 Signature",
        "10 January 2023 Amendment: Kazakhstan version 2",
        "February 2023 Ratification: Kazakhstan",
        "10 January 2024 Amendment: Kazakhstan version 3",
        "March 2025 Amended by: Protocol version 4",
    ]
    assert len(entries) == 6, "the day asked for is the last of them"
    assert "The sources contain no information on: notification, entry into force" in " ".join(page.split())
    make_agreement(slug="plan", stage="planned", signed=None)
    assert 'id="timeline"' not in page_of(client, "plan")


def test_the_timeline_shows_the_selected_day_with_its_status(client: Client) -> None:
    treaty = make_agreement(slug="treaty", signed="2010-11", kind="treaty", level="interstate")
    treaty.actions.create(kind="entered_into_force", dated_on="2014-09-01", dated_on_precision="month")
    treaty.actions.create(kind="terminated", dated_on="2020-05-05", dated_on_precision="day")
    for day, place, words in (
        ("2012-01-01", 1, "signed Nov 2010; not in force; entry into force Sept 2014"),
        ("2016-01-01", 2, "signed Nov 2010; in force since Sept 2014"),
        ("2021-01-01", 3, "signed Nov 2010; termination 5 May 2020"),
    ):
        page = client.get(f"/en/agreements/treaty/?on={day}").content.decode()
        assert words in timeline_of(page)[place], day
        assert words in page[: page.index('id="timeline"')], "and above it"
        assert page.count("after the selected date") == 3 - place
    picture = etree.fromstring(page[page.index('<svg class="status-band"') :].split("</svg>")[0] + "</svg>")
    assert "in force from 30 Sept 2014 to 4 May 2020" in picture.get("aria-label")


def test_a_party_of_a_multilateral_treaty_leaves_it_in_force(client: Client) -> None:
    treaty = make_agreement(slug="world", signed="2000", participation="multilateral")
    treaty.actions.create(kind="entered_into_force", dated_on="2001-01-01", dated_on_precision="day")
    treaty.actions.create(
        kind="terminated", party=treaty.parties.first(), dated_on="2010-01-01", dated_on_precision="day"
    )
    assert "status--in_force" in page_of(client, "world")
    assert client.get("/api/v1/agreements/world/").json()["status"] == "in_force"


@pytest.mark.parametrize(
    ("fields", "actions", "line"),
    [
        ({"signed": "2005-05-24", "kind": "treaty", "level": "interstate"}, [],
         "signed 24 May 2005; no information on ratification"),
        ({"signed": "2005-05-24", "kind": "treaty"}, [("ratified", "KZ", "2006-03-12")],
         "signed 24 May 2005; ratification: Kazakhstan 12 Mar 2006; no information on entry into force"),
        ({"signed": "2005", "kind": "memorandum", "level": "interagency"}, [],
         "signed in 2005; no information on entry into force"),
        ({"signed": "2004-03-01", "kind": "declaration"}, [], "signed 1 Mar 2004"),
        ({"signed": None}, [], "signed, date unknown; no information on ratification"),
        ({"signed": None}, [("acceded", None, None)], "accession, date unknown; no information on"),
        ({"signed": "2024-02", "stage": "agreed"}, [], "agreed Feb 2024; signature not confirmed by the sources"),
        ({"signed": None, "stage": "planned"}, [], "planned, not signed"),
        ({"signed": "2025-10", "kind": "package", "document_count": 15}, [],
         "package: 15 documents, titles not given; signed Oct 2025"),
        ({"signed": "2010"}, [("entered_into_force", None, "2011-01-01"), ("suspended", "KZ", "2012-01-01")],
         "signed in 2010; suspension 1 Jan 2012"),
    ],
)  # fmt: skip
def test_one_line_says_what_is_known_of_an_agreement(
    client: Client, fields: dict[str, Any], actions: list[tuple[str, str | None, str | None]], line: str
) -> None:
    row = make_agreement(slug="row", **fields)
    for kind, code, day in actions:
        party = row.parties.get(country=code) if code else None
        row.actions.create(kind=kind, party=party, dated_on=day, dated_on_precision="day" if day else "")
    assert line in client.get("/en/agreements/").content.decode()
    assert line in page_of(client, "row")
    assert "status unknown" not in page_of(client, "row")


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
