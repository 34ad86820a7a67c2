"""Public pages of experts and organisations."""

import pytest
from django.test import Client

from editorial.workflow.states import State
from tests.factory import make_agreement, make_article, make_event, make_expert, make_organisation

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return response.content.decode()


def test_a_profile_shows_positions_texts_and_other_names(client: Client) -> None:
    body = make_organisation(slug="camo", name_ru="ЦАМО")
    expert = make_expert(slug="alieva", family_name_ru="Алиева")
    expert.affiliations.create(
        organisation=body, position_ru="советник", attested_on="2024-01-01", attested_on_precision="year"
    )
    expert.council_memberships.create(side="AZ", role="member")
    expert.name_forms.create(name="Aliyeva", language="az", script="Latn")
    make_article(slug="text", title="О коридоре", authors=(expert,))
    page = page_of(client, "/ru/experts/alieva/")
    for shown in ("ЦАМО", "советник", "О коридоре", "Aliyeva", 'href="/ru/organisations/camo/"'):
        assert shown in page
    assert 'href="/ru/experts/alieva/"' in page_of(client, "/ru/organisations/camo/")
    assert "Алиева" in page_of(client, "/ru/experts/?side=AZ")
    assert "Алиева" not in page_of(client, "/ru/experts/?side=KZ")


def test_a_profile_names_the_agreements_that_were_signed_where_a_person_took_part(client: Client) -> None:
    expert, visit = make_expert(slug="alieva"), make_event(title_ru="Визит в Баку")
    visit.participants.create(expert=expert)
    for title, given, kind in (
        ("О транзите", {}, "signed"),
        ("О дружбе", {}, "adopted"),
        ("О тайном", {"state": State.DRAFT}, "signed"),
    ):
        visit.outcomes.create(agreement=make_agreement(title_ru=title, **given), kind=kind)
    page = page_of(client, "/ru/experts/alieva/")
    assert page.count("Визит в Баку") == 1
    signed = page.split("Agreements signed at these events")[1]
    assert "О транзите" in signed
    assert "О дружбе" not in signed
    assert "О тайном" not in page


def test_a_name_without_translation_is_shown_in_its_language_with_a_remark(client: Client) -> None:
    make_organisation(slug="camo", name_ru="Центр анализа")
    page = page_of(client, "/kk/organisations/camo/")
    assert '<h1><span lang="ru">Центр анализа</span></h1>' in page
    assert 'class="remark"' in page


@pytest.mark.parametrize(
    "address", ["/ru/experts/?kind=poet", "/ru/experts/?country=XX", "/ru/organisations/?kind=club"]
)
def test_an_impossible_filter_is_refused(client: Client, address: str) -> None:
    page_of(client, address, 400)


@pytest.mark.parametrize("address", ["/ru/experts/none/", "/ru/organisations/none/", "/ru/topics/none/"])
def test_who_is_not_there_is_404(client: Client, address: str) -> None:
    page_of(client, address, 404)


def test_the_council_is_shown_by_its_sides_as_of_today(client: Client) -> None:
    chair = make_expert(slug="chair", family_name_en="Chairman", country="AZ")
    chair.council_memberships.create(side="AZ", role="chair")
    past = make_expert(slug="past", family_name_en="Former", country="AZ")
    past.council_memberships.create(side="AZ", ended_on="2020-01-01", ended_on_precision="year")
    hidden = make_expert(slug="hidden", family_name_en="Hidden", state="draft")
    hidden.council_memberships.create(side="AZ")
    make_article(slug="text", authors=(make_expert(slug="author", family_name_en="Writer", country="KZ"),))
    page = page_of(client, "/en/council/")
    azerbaijan, kazakhstan = page.split('id="side-KZ"')
    assert azerbaijan.index("Chairman") < azerbaijan.index("Former members") < azerbaijan.index("Former</a>")
    assert "Hidden" not in page
    assert "The sources do not name members for this side." in kazakhstan
    assert "Writer" in kazakhstan.split("Authors are not necessarily members of the Council.")[1]
    assert 'href="/en/council/"' in page_of(client, "/en/organisations/")
