"""Nothing is shown to readers without a source: desk, transitions, bulk actions, import, restoring, services."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from editorial.agreements.models import Agreement
from editorial.events.models import Mechanism
from editorial.experts.models import Expert
from editorial.indicators.import_export import ObservationRegister
from editorial.indicators.models import Indicator, Observation
from editorial.records import services as records
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk.test_import_export import refusals, table, upload
from tests.desk_client import list_url, messages_of, opened, saved, url_of

pytestmark = pytest.mark.django_db


def agreement(**given: Any) -> Model:
    return factory.make_agreement(title="Соглашение о портах", **given)


def event(**given: Any) -> Model:
    return factory.make_event(title="Соглашение о портах", **given)


def series(**given: Any) -> Model:
    return factory.make_mechanism(name="Соглашение о портах", **given)


def figure(**given: Any) -> Model:
    indicator = factory.make_indicator(**given)
    factory.make_observation(indicator, slug=f"{indicator.slug}-o-portah")
    return indicator


def person(**given: Any) -> Model:
    expert = factory.make_expert(**given)
    expert.affiliations.create(organisation=factory.make_organisation(), position="глава порта")
    return expert


KINDS: dict[str, tuple[Callable[..., Any], str]] = {
    "agreement": (agreement, "Соглашение о портах"),
    "event": (event, "Соглашение о портах"),
    "mechanism": (series, "Соглашение о портах"),
    "indicator": (figure, "-o-portah"),
    "expert": (person, "глава порта"),
}
MESSAGES = {
    "ru": "Источник не назван",
    "kk": "Дереккөз аталмаған",
    "az": "Mənbə göstərilməyib",
    "en": "No source is named",
}


def state(row: Model) -> None:
    """Give a row, or the values of an indicator, a source."""
    rows = row.observations.all() if isinstance(row, Indicator) else [row]
    for each in rows:
        each.sources.create(document_title="Отчёт порта")  # type: ignore[attr-defined]


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", mark_campaign(MESSAGES, fast=["ru"]))
def test_a_step_of_a_row_without_a_source_is_refused_and_says_what_is_missing(
    client: Client, editor: User, kind: str, language: str
) -> None:
    make, named = KINDS[kind]
    row = make(state="draft")
    client.force_login(editor)
    client.cookies["django_language"] = language
    step = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_step", args=[row.pk, "publish"])
    response = client.post(step, {"opened_version": str(row.version)}, headers={"accept-language": language})
    row.refresh_from_db()
    assert row.state == "draft"
    message_text = " ".join(messages_of(response))
    assert MESSAGES[language] in message_text
    assert named in message_text


@pytest.mark.parametrize("kind", KINDS)
def test_services_publish_and_restore_only_what_has_a_source(kind: str, publisher: User) -> None:
    make, named = KINDS[kind]
    draft, gone = make(state="draft"), make(state="withdrawn")
    for refused in (
        lambda: records.publish(draft, by=publisher),
        lambda: records.restore(gone, by=publisher, reason="Разобрано"),
    ):
        with pytest.raises(ValidationError, match=named):
            refused()
    state(draft)
    state(gone)
    records.publish(draft, by=publisher)
    records.restore(gone, by=publisher, reason="Разобрано")
    draft.refresh_from_db()
    gone.refresh_from_db()
    assert (draft.state, gone.state) == ("published", "published")


def test_a_position_is_stated_by_a_published_text_that_credits_the_person_with_one(editor: User) -> None:
    expert = person(state="draft")
    text = factory.make_draft()
    text.contributions.create(expert=expert, role="author", order=1, position="глава порта")
    with pytest.raises(ValidationError):
        records.publish(expert, by=editor)
    factory.publish(text)
    records.publish(expert, by=editor)
    bare = factory.make_expert(state="draft")
    records.publish(bare, by=editor)


def test_many_rows_are_refused_one_by_one(client: Client, editor: User) -> None:
    client.force_login(editor)
    stated, unstated = factory.make_agreement(state="draft"), factory.make_agreement(state="draft")
    state(stated)
    url = reverse("admin:agreements_agreement_bulk", args=["state"])
    shown = client.post(f"{url}?keys={stated.pk},{unstated.pk}", {"step": "publish", "preview": ""})
    refusals = {outcome.row: outcome.refusal for outcome in shown.context["outcomes"]}
    assert refusals[stated] == ""
    assert "No source is named" in refusals[unstated]
    client.post(f"{url}?keys={stated.pk},{unstated.pk}", {"step": "publish", "allowed": ""})
    assert list(Agreement.objects.published()) == [stated]


def test_a_save_that_takes_the_last_source_is_refused_and_nothing_is_half_saved(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    row = factory.make_agreement(title="Соглашение о портах")
    state(row)
    data = opened(client, url_of(row)) | {"title_ru": "Другое", "sources-0-DELETE": "on"}
    response = client.post(url_of(row), data)
    assert response.status_code == 200
    assert "No source is named for" in response.content.decode()
    row.refresh_from_db()
    assert (row.title_ru, row.sources.count()) == ("Соглашение о портах", 1)


def test_what_was_public_without_a_source_stays_public_and_the_user_who_saves_it_is_warned(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    row = factory.make_agreement(title="Соглашение о портах")
    response = saved(
        client, url_of(row), opened(client, url_of(row)) | {"title_ru": "Соглашение о трёх портах"}
    )
    assert any("No source is named" in message_text for message_text in messages_of(response))
    row.refresh_from_db()
    assert (row.title_ru, row.state) == ("Соглашение о трёх портах", "published")


def test_a_new_value_of_a_published_figure_needs_a_source_at_the_desk(client: Client, editor: User) -> None:
    client.force_login(editor)
    indicator = factory.make_indicator()
    unit = factory.make_observation(factory.make_indicator(state="draft")).unit
    data = opened(client, list_url(Observation, "add"))
    data |= {"indicator": indicator.pk, "slug": "novoe-1", "value": "3", "unit": unit.pk}
    refused = client.post(list_url(Observation, "add"), data)
    assert "No source is named for" in refused.content.decode()
    assert not indicator.observations.exists()
    data |= {
        "sources-TOTAL_FORMS": "1",
        "sources-0-document_title_ru": "",
        "sources-0-document_title": "Отчёт",
    }
    assert client.post(list_url(Observation, "add"), data).status_code == 302
    assert indicator.observations.get().sources.count() == 1


def test_an_import_of_values_names_the_row_without_a_source_and_takes_those_with_one(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    indicator = factory.make_indicator(slug="gruzy")
    factory.make_article(slug="corridor")
    factory.make_observation(factory.make_indicator(state="draft"))
    shown = upload(client, Observation, "slug,indicator,value,unit,sources\r\ngruzy-1,gruzy,3,mln_t,\r\n")
    assert "No source is named" in shown.content.decode()
    value = {"slug": "gruzy-1", "indicator": "gruzy", "value": "3", "unit": "mln_t"}
    lost = ObservationRegister().import_data(table(**value, sources="nowhere#p-1"))
    assert "nowhere" in refusals(lost)
    assert not indicator.observations.exists()
    good = table(**value, sources="corridor#p-1; https://port.example/otchet; Отчёт порта")
    assert not refusals(ObservationRegister().import_data(good))
    sources = indicator.observations.get().sources.order_by("pk")
    assert [(one.anchor, one.url, one.document_title) for one in sources] == [
        ("p-1", "", ""),
        ("", "https://port.example/otchet", ""),
        ("", "", "Отчёт порта"),
    ]
    for again in (good, ObservationRegister().export(indicator.observations.all())):
        assert ObservationRegister().import_data(again).totals["skip"] == 1


def test_an_earlier_version_without_a_source_is_not_brought_back(client: Client, editor: User) -> None:
    client.force_login(editor)
    row = factory.make_agreement(state="draft")
    saved(client, url_of(row), opened(client, url_of(row)) | {"title_ru": "Первая"})
    state(row)
    saved(client, url_of(row), opened(client, url_of(row)) | {"title_ru": "Вторая"})
    records.publish(row, by=editor)
    first = Version.objects.get_for_object(row).last()
    response = client.post(url_of(row, "restore", str(first.pk)), follow=True)
    assert "No source is named" in response.content.decode()
    row.refresh_from_db()
    assert (row.title_ru, row.sources.count()) == ("Вторая", 1)


def test_what_readers_see_without_a_source_is_counted_listed_and_named_by_the_command(
    client: Client, administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_sources")
    rows = [make() for make, _named in KINDS.values()]
    stated = [make() for make, _named in KINDS.values()]
    for row in stated:
        state(row)
    with pytest.raises(CommandError, match="5"):
        call_command("check_sources")
    message_text = capsys.readouterr().out
    for row in rows:
        name = row.observations.get().slug if isinstance(row, Indicator) else row.slug
        assert name in message_text
    assert all(row.slug not in message_text for row in stated)
    client.force_login(administrator)
    page = client.get("/admin/").content.decode()
    for model in (Agreement, Mechanism, Expert, Observation):
        assert f"{list_url(model)}?sourced=shown" in page
        listed = client.get(f"{list_url(model)}?sourced=shown").context["cl"].result_list
        assert len(listed) == 1
    assert Agreement.objects.published().count() == 2


def test_pages_speak_of_sources_only_where_there_are_some(client: Client) -> None:
    row = factory.make_agreement(slug="porty", stage="planned", signed=None)
    gathering = factory.make_event(slug="vstrecha", course="planned")
    signed = factory.make_agreement(slug="pristan")
    pages = [f"/en/agreements/{slug}/" for slug in ("porty", "pristan")] + ["/en/events/vstrecha/"]
    for address in pages:
        page = client.get(address).content.decode()
        assert "Planned document, not signed." not in page
        assert "The event is planned." not in page
        assert (
            "The sources confirm signature but contain no information on entry into force by this date."
            not in page
        )
        assert "The sources do not confirm that the document was signed." not in page
    for each in (row, gathering, signed):
        state(each)
    message_text = [client.get(address).content.decode() for address in pages]
    assert "Planned document, not signed." in message_text[0]
    assert (
        "The sources confirm signature but contain no information on entry into force by this date."
        in message_text[1]
    )
    assert "The event is planned." in message_text[2]


def test_an_accession_is_not_worded_as_a_signing(client: Client) -> None:
    row = factory.make_agreement(slug="klimat", signed=None)
    row.actions.create(kind="acceded")
    state(row)
    page = client.get("/en/agreements/klimat/").content.decode()
    assert "accession" in page.lower()
    assert (
        "The sources confirm signature but contain no information on entry into force by this date."
        not in page
    )
