"""Registers in and out as tables, with a dry run first."""

from io import BytesIO
from typing import Any

import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from reversion.models import Version

from editorial.agreements.import_export import AgreementRegister
from editorial.agreements.models import Agreement
from editorial.events.import_export import EventRegister
from editorial.events.models import Event
from editorial.experts.models import Expert
from editorial.indicators.import_export import ObservationRegister
from editorial.indicators.models import Observation
from editorial.workflow.roles import Role
from editorial.workflow.states import State
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import form_with, list_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


def table(**columns: Any) -> tablib.Dataset:
    return tablib.Dataset(list(columns.values()), headers=list(columns))


def refusals(result: Any) -> str:
    invalid = [str(row.error) for row in result.invalid_rows]
    return " ".join([*invalid, *(str(error.error) for row in result.error_rows for error in row.errors)])


def upload(client: Client, model: type, text: str) -> Any:
    file = SimpleUploadedFile("register.csv", text.encode())
    return client.post(list_url(model, "import"), {"format": "0", "import_file": file, "resource": "0"})


def test_a_new_agreement_comes_in_as_a_draft_with_its_parties() -> None:
    factory.make_place(slug="astana")
    body = factory.make_organisation(slug="kazmunaygas")
    result = AgreementRegister().import_data(
        table(
            slug="o-tranzite",
            title_ru="О транзите",
            kind="memorandum",
            level="corporate",
            stage="signed",
            signed="2022-11",
            place="astana",
            parties="AZ; kazmunaygas",
        )
    )
    assert not result.has_errors()
    assert not result.has_validation_errors()
    agreement = Agreement.objects.get(slug="o-tranzite")
    assert (str(agreement.signed), agreement.state, agreement.party_count) == ("2022-11", State.DRAFT, 2)
    assert [party.organisation or party.country for party in agreement.parties.all()] == ["AZ", body]


def test_what_goes_out_comes_in_without_a_change() -> None:
    agreement = factory.make_agreement(place=factory.make_place())
    agreement.topics.add(factory.make_topic())
    factory.make_event(mechanism=factory.make_mechanism())
    factory.make_observation(factory.make_indicator())
    for register in (AgreementRegister, EventRegister, ObservationRegister):
        result = register().import_data(register().export())
        assert result.totals["skip"] == 1, (register, refusals(result), [row.diff for row in result.rows])
        assert result.totals["error"] == result.totals["update"] == 0


@pytest.mark.parametrize(
    ("column", "value", "named"),
    [
        ("kind", "paper", "paper"),
        ("signed", "31.02.2022", "31.02.2022"),
        ("place", "nowhere", "nowhere"),
        ("topics", "nothing; more", "nothing"),
        ("parties", "AZ; nobody", "nobody"),
        ("document_count", "3", ""),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_saved(column: str, value: str, named: str) -> None:
    agreement = factory.make_agreement()
    before = Agreement.objects.values().get(pk=agreement.pk)
    rows = {
        "slug": agreement.slug,
        "title_ru": "Иначе",
        "kind": "agreement",
        "level": "corporate",
        "stage": "signed",
    }
    result = AgreementRegister().import_data(table(**rows | {column: value}))
    assert result.has_errors() or result.has_validation_errors()
    assert named in refusals(result)
    assert Agreement.objects.values().get(pk=agreement.pk) == before


def test_an_unknown_column_is_refused() -> None:
    result = EventRegister().import_data(table(slug="a", titel_ru="Слёт", kind="forum", course="held"))
    assert "titel_ru" in " ".join(str(error.error) for error in result.base_errors)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("slug,titel_ru\na,Слёт\n", "Unknown columns: titel_ru."),
        ("title_ru,kind\nСлёт,forum\n", "Missing columns: slug."),
    ],
)
def test_a_heading_that_is_wrong_is_reported_without_the_trace_of_the_program(
    editor: Client, text: str, message: str
) -> None:
    page = upload(editor, Event, text).content.decode()
    assert message in page
    assert f"[&#x27;{message}" not in page
    assert "Traceback" not in page
    assert ".py" not in page


def test_a_title_that_is_missing_is_named_once(editor: Client) -> None:
    page = upload(editor, Event, "slug,title_ru,kind,course\nvizit,,visit,held\n")
    (row,) = page.context["result"].invalid_rows
    assert list(row.field_specific_errors) == ["title_ru"]


def test_an_editor_reads_what_is_wrong_with_a_file_and_no_traceback(editor: Client) -> None:
    unknown = upload(editor, Event, "slug,titel_ru,kind,course\nvizit,Визит,visit,held\n").content.decode()
    assert "Unknown columns: titel_ru." in unknown
    wrong = upload(editor, Event, "slug,title_ru,kind,course,place\nvizit,Визит,visit,held,nowhere\n")
    assert "nowhere" in wrong.content.decode()
    for page in (unknown, wrong.content.decode()):
        assert "Traceback" not in page
        assert ".py" not in page
        assert "[&#x27;" not in page


def test_the_dry_run_shows_the_change_and_saves_nothing(editor: Client) -> None:
    event = factory.make_event(slug="vizit", title="Визит")
    response = upload(editor, Event, "slug,title_ru,kind,course\nvizit,Государственный визит,visit,held\n")
    page = response.content.decode()
    assert response.context["result"].totals["update"] == 1
    assert "Государственный" in page
    event.refresh_from_db()
    assert (event.title_ru, event.version) == ("Визит", 1)


def test_after_the_dry_run_the_import_is_one_revision(editor: Client) -> None:
    event = factory.make_event(slug="vizit", title="Визит")
    text = "slug,title_ru,kind,course\nvizit,Госвизит,visit,held\nforum,Форум,forum,planned\n"
    confirm = form_with(upload(editor, Event, text), "import_file_name")
    response = editor.post(list_url(Event, "process_import"), confirm)
    assert response.status_code == 302
    event.refresh_from_db()
    assert (event.title_ru, event.version, event.state) == ("Госвизит", 2, State.PUBLISHED)
    new = Event.objects.get(slug="forum")
    assert new.state == State.DRAFT
    revisions = {Version.objects.get_for_object(row).get().revision_id for row in (event, new)}
    assert len(revisions) == 1


def test_a_list_goes_out_as_a_spreadsheet(editor: Client) -> None:
    factory.make_expert(family_name="Каримова")
    url = list_url(Expert, "export")
    response = editor.post(url, form_with(editor.get(url), "format") | {"format": "1"})
    assert response.status_code == 200
    found = tablib.Dataset().load(BytesIO(response.content), format="xlsx")
    assert found["family_name_ru"] == ["Каримова"]


@pytest.mark.parametrize("model", [Agreement, Event, Expert, Observation])
def test_an_author_exports_but_does_not_import(client: Client, model: type) -> None:
    client.force_login(factory.make_user(Role.AUTHOR))
    assert client.get(list_url(model, "export")).status_code == 200
    assert client.get(list_url(model, "import")).status_code == 403


def test_a_dry_run_shows_all_errors_of_a_row_and_the_changes_of_the_others(editor: Client) -> None:
    factory.make_agreement(slug="o-tranzite", title="О транзите")
    text = (
        "slug,title_ru,kind,level,stage,parties\n"
        "o-sporte,О спорте,paper,corporate,signed,AZ; nobody\n"
        "o-tranzite,О перевозках,memorandum,corporate,signed,AZ; KZ\n"
    )
    response = upload(editor, Agreement, text)
    (row,) = response.context["result"].invalid_rows
    assert set(row.field_specific_errors) == {"kind", "parties"}
    page = response.content.decode()
    assert "memorandum" in row.field_specific_errors["kind"][-1]
    assert "nobody" in page
    assert "перевозках" in page  # of the row that is right
    assert page.count('class="desk-scrolls" tabindex="0"') == 1  # which moves with the keyboard


@pytest.mark.parametrize("model", mark_campaign([Agreement, Event, Observation], fast=[Event]))
def test_a_list_goes_out_with_as_many_queries_for_many_rows_as_for_few(editor: Client, model: type) -> None:
    def grow(count: int) -> None:
        for _number in range(count):
            agreement = factory.make_agreement(place=factory.make_place())
            agreement.topics.add(factory.make_topic())
            event = factory.make_event(place=agreement.place, mechanism=factory.make_mechanism())
            event.topics.add(factory.make_topic())
            factory.make_observation(factory.make_indicator())

    def queries() -> int:
        data = form_with(editor.get(list_url(model, "export")), "format") | {"format": "0"}
        with CaptureQueriesContext(connection) as captured:
            response = editor.post(list_url(model, "export"), data)
        assert response.status_code == 200
        return len(captured)

    grow(2)
    few = queries()
    grow(5)
    assert queries() == few
