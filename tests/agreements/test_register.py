"""Narrowing the register by facets, its other forms, and the files of what is shown."""

import csv
import io
import re

import pytest
from django.test import Client

from tests.campaigns import mark_campaign
from tests.factory import make_agreement, make_organisation, make_topic

pytestmark = pytest.mark.django_db
UNKNOWN = "no information on entry into force"


@pytest.fixture
def register() -> None:
    """Three agreements that differ in everything a reader can narrow by; one more is not public."""
    energy, fund = make_topic(slug="energy", name_en="Energy"), make_organisation(slug="fund", name_en="Fund")
    oil = make_agreement(slug="oil", signed="2022-05", kind="memorandum", parties=("AZ", fund))
    oil.topics.add(energy)
    gas = make_agreement(slug="gas", signed="2024", kind="memorandum", level="corporate")
    gas.topics.add(energy, make_topic(slug="gas", name_en="Gas"))
    gas.actions.create(kind="entered_into_force", dated_on="2024-12-01", dated_on_precision="day")
    make_agreement(slug="visas", signed="2024", kind="treaty")
    make_agreement(slug="secret", state="draft", kind="treaty")


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def counts(page: str, facet: str) -> dict[str, int]:
    section = re.search(rf'id="facet-{facet}".*?</section>', page, re.DOTALL)
    found = re.findall(
        r"<span\s*>([^<]*)</span> <span class=\"facet__count\">(\d+)", section[0] if section else ""
    )
    return {label: int(number) for label, number in found}


def test_each_value_tells_what_it_would_leave(client: Client, register: None) -> None:
    page = page_of(client, "/en/agreements/")
    assert counts(page, "kind") == {"memorandum": 2, "treaty": 1}
    assert counts(page, "year") == {"2024": 2, "2022": 1}
    assert counts(page, "parties_all") == {"Azerbaijan": 3, "Kazakhstan": 2, "Fund": 1}
    assert counts(page, "topic") == {"Energy": 2, "Gas": 1}
    assert counts(page, "status") == {UNKNOWN: 2, "in force": 1}
    assert counts(page_of(client, "/en/agreements/?on=2024-11-30"), "status") == {
        UNKNOWN: 2, "not in force": 1,
    }  # fmt: skip


def listed(page: str) -> list[str]:
    return re.findall(r'row__title"><a href="/en/agreements/(\w+)/', page)


def test_the_register_of_a_day_lists_what_existed_and_counts_what_was_signed_later(
    client: Client, register: None
) -> None:
    make_agreement(slug="undated", signed=None)
    earlier = page_of(client, "/en/agreements/?on=2023-06-01")
    assert listed(earlier) == ["oil"]
    assert counts(earlier, "kind") == {"memorandum": 1}
    assert "2 documents were signed after 1 June 2023" in earlier
    assert "1 document has no date in the sources" in earlier
    address = 'href="?on=2023-06-01&amp;existed=later"'
    assert address in earlier
    later = page_of(client, "/en/agreements/?on=2023-06-01&existed=later")
    assert sorted(listed(later)) == ["gas", "visas"]
    assert later.count("not signed on this date") == 2
    assert listed(page_of(client, "/en/agreements/?on=2023-06-01&existed=undated")) == ["undated"]
    assert "were signed after" not in page_of(client, "/en/agreements/")
    assert len(listed(page_of(client, "/en/agreements/"))) == 4
    assert "1 document was signed after" in page_of(client, "/en/agreements/?on=2023-06-01&kind=treaty")


def test_a_date_too_coarse_for_the_day_is_marked_as_such(client: Client, register: None) -> None:
    page = page_of(client, "/en/agreements/?on=2024-06-01")
    assert sorted(listed(page)) == ["gas", "oil", "visas"]
    assert page.count("perhaps signed after that day") == 2
    assert "perhaps signed" not in page_of(client, "/en/agreements/?on=2025-06-01")


def test_a_document_without_a_date_existed_if_a_step_of_it_is_recorded(client: Client) -> None:
    undated = make_agreement(slug="undated", signed=None)
    undated.actions.create(kind="entered_into_force", dated_on="2001-01-01", dated_on_precision="day")
    assert listed(page_of(client, "/en/agreements/?on=2019-06-01")) == ["undated"]


def test_the_files_and_the_api_list_what_existed_too(client: Client, register: None) -> None:
    file = client.get("/en/agreements/data.csv?on=2023-06-01").content.decode("utf-8-sig")
    assert [row["key"] for row in csv.DictReader(io.StringIO(file))] == ["oil"]
    for query, slugs in (
        ("on=2023-06-01", ["oil"]),
        ("on=2023-06-01&existed=later", ["gas", "visas"]),
        ("on=2023-06-01&existed=by_then", ["oil"]),
    ):
        rows = client.get(f"/api/v1/agreements/?{query}").json()["results"]
        assert sorted(row["slug"] for row in rows) == slugs
    assert client.get("/api/v1/agreements/?on=2023-06-01&existed=never").status_code == 400


def test_a_facet_counts_under_the_others_but_not_under_itself(client: Client, register: None) -> None:
    page = page_of(client, "/en/agreements/?kind=memorandum&year=2024")
    assert counts(page, "kind") == {"memorandum": 1, "treaty": 1}
    assert counts(page, "year") == {"2024": 1, "2022": 1}
    assert counts(page, "level") == {"corporate": 1}
    assert counts(page, "topic") == {"Energy": 1, "Gas": 1}
    assert 'href="?kind=memorandum&amp;year=2022"' in page
    assert 'href="?year=2024" aria-current="true"' in " ".join(page.split()), (
        "the chosen kind can be taken off"
    )
    assert counts(page_of(client, "/en/agreements/?kind=treaty&topic=gas"), "topic")["Gas"] == 0


def test_the_register_is_a_list_a_table_or_cards(client: Client, register: None) -> None:
    for view, sign in (
        ("list", "row--dated"),
        ("table", '<table class="stacked">'),
        ("cards", "cards--listed"),
    ):
        page = page_of(client, f"/en/agreements/?view={view}&kind=memorandum")
        assert sign in page
        assert "/en/agreements/oil/" in page
        assert "/en/agreements/visas/" not in page
    assert "Invalid value for view: “map”" in page_of(client, "/en/agreements/?view=map", 400)


@pytest.mark.parametrize(
    "query",
    mark_campaign(
        [
            "kind=memorandum",
            "year=2024",
            "party=fund",
            "topic=energy&status=in_force",
            "on=2024-11-30",
            "parties_all=AZ&parties_all=KZ",
        ],
        fast=["topic=energy&status=in_force", "parties_all=AZ&parties_all=KZ"],
    ),
)
def test_the_file_holds_exactly_what_is_shown(client: Client, register: None, query: str) -> None:
    shown = re.findall(
        r'row__title"><a href="/en/agreements/(\w+)/', page_of(client, f"/en/agreements/?{query}")
    )
    file = client.get(f"/en/agreements/data.csv?{query}").content.decode("utf-8-sig")
    assert [row["key"] for row in csv.DictReader(io.StringIO(file))] == shown
    assert client.get(f"/en/agreements/data.json?{query}").json()["row_count"] == len(shown)


@pytest.fixture
def treaties() -> None:
    """Two states together, each with a third one, all three, and a body."""
    fund = make_organisation(slug="fund", name_en="Fund")
    for slug, parties in (
        ("both", ("AZ", "KZ")), ("one", ("AZ", "GE")), ("other", ("KZ", "GE")), ("three", ("KZ", "GE", "AZ")),
        ("withfund", ("AZ", fund)),
    ):  # fmt: skip
        make_agreement(slug=slug, parties=parties)


def test_agreements_between_two_states_are_found_on_the_page_in_files_feeds_and_the_api(
    client: Client, treaties: None
) -> None:
    for query in ("parties_all=AZ&parties_all=KZ", "parties_all=KZ,AZ"):
        assert sorted(listed(page_of(client, f"/en/agreements/?{query}"))) == ["both", "three"]
        file = client.get(f"/en/agreements/data.csv?{query}").content.decode("utf-8-sig")
        assert sorted(row["key"] for row in csv.DictReader(io.StringIO(file))) == ["both", "three"]
        feed = client.get(f"/en/agreements/feed/?{query}").content.decode()
        assert "/en/agreements/both/" in feed
        assert "/en/agreements/one/" not in feed
        rows = client.get(f"/api/v1/agreements/?{query}").json()["results"]
        assert sorted(row["slug"] for row in rows) == ["both", "three"]
    either = page_of(client, "/en/agreements/?party=AZ&party=KZ")
    assert len(listed(either)) == 5, "any of the parties, as before"
    assert listed(page_of(client, "/en/agreements/?parties_all=AZ,fund")) == ["withfund"]
    assert "parties_all" in page_of(client, "/en/agreements/?parties_all=ZZ", 400)


def test_a_second_party_narrows_what_the_first_leaves(client: Client, treaties: None) -> None:
    page = page_of(client, "/en/agreements/?parties_all=AZ")
    assert counts(page, "parties_all") == {"Azerbaijan": 4, "Georgia": 2, "Kazakhstan": 2, "Fund": 1}
    assert 'href="?parties_all=AZ&amp;parties_all=KZ"' in page
    both = page_of(client, "/en/agreements/?parties_all=AZ&parties_all=KZ")
    assert counts(both, "parties_all") == {"Azerbaijan": 2, "Kazakhstan": 2, "Georgia": 1}
    assert 'href="?parties_all=AZ" aria-current="true"' in " ".join(both.split()), (
        "Kazakhstan can be taken off"
    )


def test_bilateral_and_multilateral_documents_are_apart_from_their_level(
    client: Client, treaties: None
) -> None:
    make_agreement(slug="world", level="interstate", participation="multilateral")
    for value, slugs in (
        ("multilateral", ["three", "world"]),
        ("bilateral", ["both", "one", "other", "withfund"]),
    ):
        assert sorted(listed(page_of(client, f"/en/agreements/?participation={value}"))) == slugs
        rows = client.get(f"/api/v1/agreements/?participation={value}").json()["results"]
        assert sorted(row["slug"] for row in rows) == slugs
        assert {row["participation"] for row in rows} == {value}
    assert sorted(listed(page_of(client, "/en/agreements/?level=multilateral"))) == ["three", "world"], (
        "as before"
    )
    assert client.get("/api/v1/agreements/?level=multilateral").json()["count"] == 2
    assert counts(page_of(client, "/en/agreements/"), "participation") == {"bilateral": 4, "multilateral": 2}
    assert "agreement, interstate, multilateral" in page_of(client, "/en/agreements/?level=interstate")


def test_a_reader_asks_what_was_in_force_between_two_states_on_a_day(client: Client, treaties: None) -> None:
    page = page_of(client, "/en/agreements/")
    form = page[page.index('<form class="ask') :].split("</form>")[0]
    assert re.findall(r'value="(\w+)" selected', form) == ["AZ", "KZ"]
    assert form.count('name="parties_all"') == 2
    in_force = make_agreement(slug="inforce", signed="2001", parties=("AZ", "KZ"))
    in_force.actions.create(kind="entered_into_force", dated_on="2002-01-01", dated_on_precision="day")
    answer = page_of(client, "/en/agreements/?parties_all=AZ&parties_all=KZ&on=2024-06-01&status=in_force")
    assert listed(answer) == ["inforce"]
    assert (
        "For 2 more documents the sources contain no information on entry into force by this date"
        in " ".join(answer.split())
    )
    assert listed(page_of(client, "/en/agreements/?parties_all=AZ,KZ&on=2001-12-31&status=in_force")) == []
