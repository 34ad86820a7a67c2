"""Validation of the desk's forms."""

import pytest
from django.test import Client
from reversion.models import Version

from editorial.agreements.models import Agreement
from editorial.events.models import Event
from editorial.experts.models import Expert
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import errors_of, list_url, opened, saved, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


@pytest.mark.parametrize(
    ("typed", "stored"),
    mark_campaign(
        [("2022", "2022"), ("2022-11", "2022-11"), ("14.11.2022", "2022-11-14"), ("11.2022", "2022-11")],
        fast=[("11.2022", "2022-11")],
    ),
)
def test_a_partial_date_is_one_field(editor: Client, typed: str, stored: str) -> None:
    agreement = factory.make_agreement()
    url = url_of(agreement)
    data = opened(editor, url)
    assert data["signed_on"] == "2022-08-24"
    saved(editor, url, data | {"signed_on": typed})
    agreement.refresh_from_db()
    assert str(agreement.signed) == stored
    assert opened(editor, url)["signed_on"] == stored


def test_a_partial_date_may_be_emptied(editor: Client) -> None:
    agreement = factory.make_agreement()
    saved(editor, url_of(agreement), opened(editor, url_of(agreement)) | {"signed_on": ""})
    agreement.refresh_from_db()
    assert (agreement.signed, agreement.signed_on_precision) == (None, "")


def test_a_wrong_date_is_refused_beside_its_field(editor: Client) -> None:
    agreement = factory.make_agreement()
    response = editor.post(url_of(agreement), opened(editor, url_of(agreement)) | {"signed_on": "31.02.2022"})
    assert "31.02.2022" in errors_of(response)["signed_on"][0]
    assert 'value="31.02.2022"' in response.content.decode()


def test_an_end_before_the_start_is_refused_beside_the_end(editor: Client) -> None:
    event = factory.make_event(started="2023-04")
    response = editor.post(url_of(event), opened(editor, url_of(event)) | {"ended_on": "2023-03"})
    assert list(errors_of(response)) == ["ended_on"]
    saved(editor, url_of(event), opened(editor, url_of(event)) | {"ended_on": "2023"})


@pytest.mark.parametrize(
    ("field", "value"),
    mark_campaign(
        [("country", "XQ"), ("kind", "nothing"), ("slug", "Не слаг"), ("slug", "")], fast=[("slug", "")]
    ),
)
def test_bad_input_is_refused_with_the_field_named(editor: Client, field: str, value: str) -> None:
    expert = factory.make_expert()
    response = editor.post(url_of(expert), opened(editor, url_of(expert)) | {field: value})
    assert list(errors_of(response)) == [field]


def test_a_number_without_a_series_is_refused_beside_the_number(editor: Client) -> None:
    event = factory.make_event()
    response = editor.post(url_of(event), opened(editor, url_of(event)) | {"number": "2"})
    assert list(errors_of(response)) == ["number"]


def test_each_save_is_one_revision_with_its_author_and_reason(editor: Client) -> None:
    agreement = factory.make_agreement()
    data = opened(editor, url_of(agreement)) | {"note_ru": "Проверено", "revision_comment": "по тексту МИД"}
    saved(editor, url_of(agreement), data)
    version = Version.objects.get_for_object(agreement).get()
    assert version.revision.comment == "по тексту МИД"
    assert version.revision.user.groups.get().name == Role.EDITOR
    assert version.revision.version_set.count() == 1 + agreement.parties.count()


def test_an_editor_adds_a_row_with_its_lines(editor: Client) -> None:
    url = list_url(Expert, "add")
    organisation = factory.make_organisation()
    saved(
        editor,
        url,
        opened(editor, url)
        | {"family_name_ru": "Ахметов", "slug": "akhmetov", "kind": "expert", "country": "KZ"}
        | {
            "affiliations-TOTAL_FORMS": "1",
            "affiliations-0-organisation": organisation.pk,
            "affiliations-0-position_ru": "директор",
            "affiliations-0-started_on": "2019-03",
        },
    )
    expert = Expert.objects.get(slug="akhmetov")
    assert str(expert.affiliations.get().started) == "2019-03"
    assert expert.state == "draft"


def test_rows_without_a_version_number_are_guarded_too(editor: Client) -> None:
    topic = factory.make_topic()
    url = url_of(topic)
    mine = opened(editor, url)
    saved(editor, url, opened(editor, url) | {"name_ru": "Энергия"})
    response = editor.post(url, mine | {"name_ru": "Топливо"})
    assert len(response.context["conflict"].choices) == 1
    assert Topic.objects.get(pk=topic.pk).name_ru == "Энергия"


def test_a_public_agreement_keeps_a_party(editor: Client) -> None:
    agreement = factory.make_agreement(parties=("AZ",))
    url = url_of(agreement)
    response = editor.post(url, opened(editor, url) | {"parties-0-DELETE": "on"})
    assert (
        errors_of(response)["__all__"] == ["У соглашения должна быть хотя бы одна сторона."]
        or errors_of(response)["__all__"]
    )
    assert agreement.parties.count() == 1


def test_parties_are_counted_as_they_are_saved(editor: Client) -> None:
    agreement = factory.make_agreement(parties=("AZ", "KZ"))
    url = url_of(agreement)
    saved(editor, url, opened(editor, url) | {"parties-TOTAL_FORMS": "3", "parties-2-country": "GE"})
    agreement.refresh_from_db()
    assert agreement.party_count == 3
    assert [(party.country, party.order) for party in agreement.parties.all()] == [
        ("AZ", 1),
        ("KZ", 2),
        ("GE", 3),
    ]


def test_two_lines_trade_places_in_one_save(editor: Client) -> None:
    article = factory.make_draft(authors=(factory.make_expert(), factory.make_expert(family_name="Омаров")))
    url = url_of(article)
    saved(editor, url, opened(editor, url) | {"contributions-0-order": "2", "contributions-1-order": "1"})
    lines = article.contributions.order_by("order").values_list("order", "expert__family_name")
    assert list(lines) == [(1, "Омаров"), (2, "Каримова")]


def test_what_only_the_database_can_refuse_is_shown_and_nothing_is_lost(editor: Client) -> None:
    event = factory.make_event()
    url = url_of(event)
    lines = {"participants-TOTAL_FORMS": "2", "participants-0-country": "TR", "participants-1-country": "TR"}
    response = editor.post(url, opened(editor, url) | lines | {"note_ru": "Новое примечание"})
    assert response.status_code == 200
    assert errors_of(response)["__all__"]
    assert "Новое примечание</textarea>" in response.content.decode()
    assert event.participants.count() == 0


def test_a_search_finds_names_in_any_language_and_case(editor: Client) -> None:
    expert = factory.make_expert(family_name_ru="Тукумов", family_name_en="Tukumov")
    expert.name_forms.create(name="Tüqumov", language="az", script="Latn")
    factory.make_expert(family_name="Иванов")
    for word in ("тукумов", "TUKUM", "tüqumov"):
        page = editor.get(list_url(Expert), {"q": word})
        assert [row.pk for row in page.context["cl"].queryset] == [expert.pk], word


def test_unknown_rows_lead_back_to_the_list(editor: Client) -> None:
    assert editor.get(list_url(Event) + "999999/change/").status_code == 302
    assert editor.get(list_url(Agreement) + "abc/change/").status_code == 302
