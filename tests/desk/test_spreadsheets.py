"""Registers through spreadsheet programs: out, opened, saved, and in again, as an editor does it at the desk."""

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.admin.sites import site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.utils import translation
from reversion.models import Version

from editorial.agreements.models import Agreement
from editorial.desk.import_export import RegisterMixin
from editorial.desk.spreadsheet_cells import YesNoCell
from editorial.events.models import Event
from editorial.experts.models import Expert
from editorial.indicators.models import Observation
from editorial.records.models import Change
from editorial.topics.models import Topic
from editorial.workflow.roles import Role
from tests import factory
from tests.campaigns import mark_campaign
from tests.desk_client import form_with, list_url, messages_of
from tests.programs import skip_for_want_of

pytestmark = pytest.mark.django_db

REGISTERS = [model for model, admin in site._registry.items() if isinstance(admin, RegisterMixin)]
OFFICE = shutil.which("soffice")
NOTE = 'Первая строка\r\nвторая; «с точкой», и "кавычками"\r\n=1+1'


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factory.make_user(Role.EDITOR))
    return client


@pytest.fixture
def rows() -> None:
    """Make rows of every register, with every column filled in one and empty in another."""
    topics = [factory.make_topic(name=name) for name in ("Спорт", "Транзит")]
    body = factory.make_organisation(slug="port")
    place = factory.make_place()
    agreement = factory.make_agreement(
        parties=("KZ", body, "AZ"), place=place, note_ru=NOTE, signed="2022-11"
    )
    agreement.topics.set(topics)
    factory.make_agreement(stage="signed", title="2022")
    event = factory.make_event(
        place=place,
        mechanism=factory.make_mechanism(),
        country="KZ",
        number=3,
        note_ru=NOTE,
        ended="2022-08-25",
    )
    event.topics.set(topics)
    factory.make_event(started="2019")
    factory.make_expert(given_name_en="Aisha", degree_ru="д. э. н.", note_ru=NOTE)
    factory.make_expert(country="")
    indicator = factory.make_indicator()
    stated = factory.make_observation(
        indicator, value="1250.5", stated_by=body, note_ru=NOTE, qualifier="about"
    )
    stated.sources.create(edition=factory.make_article().editions.get(), anchor="p-1")
    stated.sources.create(url="https://example.org/report")
    factory.make_observation(
        indicator, value="123456789012.125", area=None, started="2022-11", ended="2022-12"
    )
    factory.make_observation(
        indicator, value=None, value_min="0.25", value_max="12", started="2021", ended="2021"
    )


def exported(client: Client, model: type[Model], form: str) -> bytes:
    url = list_url(model, "export")
    response = client.post(url, form_with(client.get(url), "format") | {"format": form})
    assert response.status_code == 200
    return response.content


def previewed(client: Client, model: type[Model], data: bytes, form: str = "0") -> Any:
    file = SimpleUploadedFile("register.xlsx" if form == "1" else "register.csv", data)
    response = client.post(list_url(model, "import"), {"format": form, "import_file": file, "resource": "0"})
    assert response.status_code == 200
    return response


def confirmed(client: Client, model: type[Model], preview: Any) -> Any:
    return client.post(list_url(model, "process_import"), form_with(preview, "import_file_name"))


def sheet(*table: tuple[Any, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_it_is(data: bytes, _form: str, _folder: Path) -> bytes:
    return data


def saved_by_openpyxl(data: bytes, form: str, _folder: Path) -> bytes:
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(data)).save(out)
    return out.getvalue()


def saved_by_libreoffice(data: bytes, form: str, folder: Path) -> bytes:
    if OFFICE is None:
        skip_for_want_of("LibreOffice", "libreoffice-calc")
    kind = "csv" if form == "0" else "xlsx"
    (folder / f"register.{kind}").write_bytes(data)
    (folder / "out").mkdir()
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind]
    if kind == "csv":  # as the dialogue of opening would be answered: semicolons, quotes, UTF-8, Russian
        command += ["--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1049"]
    subprocess.run(
        [*command, "--outdir", folder / "out", folder / f"register.{kind}"], check=True, timeout=110
    )
    return (folder / "out" / f"register.{kind}").read_bytes()


CSV_FORM, XLSX_FORM = "0", "1"
ROUNDS = [
    *product(REGISTERS, [as_it_is], [CSV_FORM, XLSX_FORM], ["ru", "en"]),
    *product(REGISTERS, [saved_by_openpyxl], [XLSX_FORM], ["ru", "en"]),
    *product(REGISTERS, [saved_by_libreoffice], [CSV_FORM, XLSX_FORM], ["ru"]),  # which takes seconds
]
REPRESENTATIVE = (
    (Agreement, as_it_is, CSV_FORM, "ru"),
    (Event, as_it_is, XLSX_FORM, "en"),
    (Observation, saved_by_openpyxl, XLSX_FORM, "ru"),
)


@pytest.mark.usefixtures("rows", "catalogues")
@pytest.mark.parametrize(("model", "again", "form", "language"), mark_campaign(ROUNDS, fast=REPRESENTATIVE))
def test_what_goes_out_is_saved_again_and_comes_in_changes_nothing(
    editor: Client,
    tmp_path: Path,
    *,
    model: type[Model],
    again: Callable[[bytes, str, Path], bytes],
    form: str,
    language: str,
) -> None:
    editor.cookies["django_language"] = language
    data = again(exported(editor, model, form), form, tmp_path)
    before = list(model._base_manager.order_by("pk").values())
    response = previewed(editor, model, data, form)
    result = response.context["result"]
    assert result.error_lines == []
    shown = [(row.import_type, row.diff) for row in result.rows if row.import_type != "skip"]
    assert shown == []
    assert len(result.rows) == len(before)
    assert "None" not in response.content.decode().partition("import-preview-table")[2]
    versions = Version.objects.count()
    confirmed(editor, model, response)
    assert list(model._base_manager.order_by("pk").values()) == before
    assert Version.objects.count() == versions


def test_numbers_go_out_as_numbers_and_empty_cells_are_empty(editor: Client, rows: None) -> None:
    table = openpyxl.load_workbook(io.BytesIO(exported(editor, Observation, "1"))).active
    (headings, *lines) = table.iter_rows(values_only=True)
    values = [line[headings.index("value")] for line in lines]
    assert {type(value) for value in values} == {float, str, type(None)}
    assert set(values) == {1250.5, "123456789012.125", None}
    assert not any(cell in ("", "None") for line in lines for cell in line)


CSV = "slug;title_ru;kind;course;started\r\nvizit;Визит «в Баку»;visit;held;24.08.2022\r\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode("cp1251"),
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.replace(";", "\t").encode("utf-16"),
        CSV.encode("utf-16-le"),
        f"sep=;\r\n{CSV}".encode("cp1251"),
        CSV.replace(";", ",").encode(),
        f"{CSV};;;;\r\n;;;;\r\n".encode("cp1251"),
    ],
    ids=["excel-ru", "utf-8", "bom", "unicode-text", "utf-16", "sep", "commas", "empty-rows"],
)
def test_a_table_of_any_separator_and_encoding_is_read(editor: Client, data: bytes) -> None:
    confirmed(editor, Event, previewed(editor, Event, data))
    event = Event.objects.get()
    assert (event.title_ru, str(event.started)) == ("Визит «в Баку»", "2022-08-24")


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("ru", "1 250,5", "1250.5"),
        ("ru", "1\u00a0250,5", "1250.5"),
        ("ru", "1\u202f250\u202f000", "1250000"),
        ("ru", "12,5 %", "12.5"),
        ("ru", "12,5\u00a0%", "12.5"),
        ("ru", "−0,25", "-0.25"),
        ("ru", "1.250,5", "1250.5"),
        ("ru", "1,250", "1.25"),
        ("en", "1,250.5", "1250.5"),
        ("en", "1,250,000", "1250000"),
        ("en", "1250.5", "1250.5"),
        ("en", "1.250", "1.25"),
    ],
)
def test_numbers_are_read_as_people_write_them(
    editor: Client, language: str, written: str, value: str
) -> None:
    editor.cookies["django_language"] = language
    observation = factory.make_observation(factory.make_indicator(), value="7")
    response = previewed(editor, Observation, f"slug;value\n{observation.slug};{written}\n".encode())
    assert response.context["result"].error_lines == []
    confirmed(editor, Observation, response)
    observation.refresh_from_db()
    assert observation.value == Decimal(value)


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(
    ("column", "written", "message"),
    [
        ("value", "3 млн", "«3 млн» не число"),
        ("value", "1.250", "«1.250» можно понять двояко"),
        ("value", "2022 2023", "«2022 2023» не число"),
        ("started", "32.13.2022", "32.13.2022"),
        ("unit", "furlong", "furlong"),
        ("nature", "guess", "guess"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_row_and_column(
    editor: Client, column: str, written: str, message: str
) -> None:
    editor.cookies["django_language"] = "ru"
    observation = factory.make_observation(factory.make_indicator())
    data = f"slug;{column}\n\n{observation.slug};{written}\n".encode()
    response = previewed(editor, Observation, data)
    (error_line,) = response.context["result"].error_lines
    assert error_line.startswith(f"Строка 3, столбец {column} (")
    assert message in error_line
    page = response.content.decode()
    assert message.replace("«", "").partition("»")[0] in page
    for name in ("decimal", "ConversionSyntax", "Error", "Exception", "[&lt;class"):
        assert name not in page


@pytest.mark.parametrize("form", ["0", "1"], ids=["csv", "xlsx"])
@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00",
        b"PK\x03\x04 broken",
        b"%PDF-1.4",
        b"slug,slug\na,b\n",
        b"slug,\na,b\n",
        b"slug,title_ru\na,b,c\n",
        "slug;title_ru\nvizit;Ҝейт v Бакуv\n".encode()[:-3],
        b'slug,title_ru\n"a,b',
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_message(editor: Client, data: bytes, form: str) -> None:
    response = previewed(editor, Event, data, form)
    page = response.content.decode()
    assert response.context["form"].errors or response.context["result"].error_lines
    for name in ("Error", "Exception", "Traceback", "zipfile", "class"):
        message = [*response.context["form"].errors.get("import_file", ()), *_message(response)]
        assert not any(name in text for text in message), message
    assert "confirm_form" not in response.context or "import_file_name" not in page
    assert not Event.objects.exists()


def _message(response: Any) -> list[str]:
    result = response.context.get("result")
    return result.error_lines if result else []


@pytest.mark.usefixtures("catalogues")
def test_the_preview_shows_parties_and_an_unknown_state_is_refused(editor: Client) -> None:
    editor.cookies["django_language"] = "ru"
    agreement = factory.make_agreement(parties=("AZ", "KZ"))
    page = previewed(editor, Agreement, f'slug;parties\n{agreement.slug};"AZ; GE"\n'.encode())
    (row,) = page.context["result"].rows
    assert (row.import_type, sum("<del" in cell or "<ins" in cell for cell in row.diff)) == ("update", 1)
    wrong = previewed(editor, Agreement, f'slug,parties\n{agreement.slug},"AZ; ZZ; AZ; nobody"\n'.encode())
    (error_line,) = wrong.context["result"].error_lines
    assert error_line.startswith("Строка 2, столбец parties (стороны): ")
    for name in ("ZZ", "nobody", "«AZ»"):
        assert name in error_line
    assert agreement.parties.count() == 2


def test_every_column_that_will_change_is_shown(editor: Client, rows: None) -> None:
    agreement = Agreement.objects.get(note_ru=NOTE)
    data = sheet(
        ("slug", "title_ru", "topics", "parties", "registration", "signed"),
        (agreement.slug, "Иначе", "", "AZ", "I-1", 2023),
    )
    result = previewed(editor, Agreement, data, "1").context["result"]
    assert result.error_lines == []
    (row,) = result.rows
    changed = [cell for cell in row.diff if "<del" in cell or "<ins" in cell]
    assert len(changed) == 5


@pytest.mark.usefixtures("catalogues")
def test_what_fails_between_the_preview_and_its_confirmation_is_reported_row_by_row(editor: Client) -> None:
    editor.cookies["django_language"] = "ru"
    topic = factory.make_topic(slug="sport")
    good, bad = factory.make_event(slug="forum"), factory.make_event(slug="vizit")
    data = "slug;title_ru;topics\nforum;Форум;\nvizit;Госвизит;sport\n".encode()
    preview = previewed(editor, Event, data)
    topic.delete()
    versions, noted = Version.objects.count(), Change.objects.count()
    response = confirmed(editor, Event, preview)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Строка 3" in page
    assert "sport" in page
    assert "Ничего не импортировано" in " ".join(messages_of(response))
    for event in (good, bad):
        before = event.title_ru
        event.refresh_from_db()
        assert (event.title_ru, event.version) == (before, 1)
    assert (Version.objects.count(), Change.objects.count()) == (versions, noted)


def test_a_row_that_a_colleague_changed_since_the_preview_is_not_overwritten(editor: Client) -> None:
    event = factory.make_event(slug="vizit", title="Визит")
    preview = previewed(editor, Event, "slug;title_ru\nvizit;Госвизит\n".encode())
    Event.objects.filter(pk=event.pk).update(title_ru="Рабочий визит")
    response = confirmed(editor, Event, preview)
    event.refresh_from_db()
    assert event.title_ru == "Рабочий визит"
    assert "Рабочий" in response.content.decode()
    assert not Version.objects.exists()


def test_a_preview_is_confirmed_once_and_no_other_file_is_read(editor: Client, tmp_path: Path) -> None:
    factory.make_event(slug="vizit", title="Визит")
    preview = previewed(editor, Event, "slug;title_ru\nvizit;Госвизит\n".encode())
    assert confirmed(editor, Event, preview).status_code == 302
    again = confirmed(editor, Event, preview)
    assert (again.status_code, messages_of(again)[-1][:20]) == (302, "This preview was con")
    other = tmp_path / "secret.csv"
    other.write_text("slug;title_ru\nvizit;Тайна\n", encoding="utf-8")
    sent = {**form_with(preview, "import_file_name"), "import_file_name": str(other)}
    assert editor.post(list_url(Event, "process_import"), sent).status_code == 200
    assert other.exists()
    assert Event.objects.get().title_ru == "Госвизит"


def test_dates_and_percentages_of_a_spreadsheet_are_read_as_they_are_shown(editor: Client) -> None:
    observation = factory.make_observation(factory.make_indicator(), started="2020", ended="2020")
    book = openpyxl.Workbook()
    book.active.append(("slug", "value", "started", "ended"))
    book.active.append((observation.slug, 0.125, dt.date(2022, 11, 1), dt.date(2022, 12, 31)))
    book.active["B2"].number_format = "0.0%"
    book.active["C2"].number_format = "mmm\\-yy"
    book.active["D2"].number_format = "dd.mm.yyyy"
    out = io.BytesIO()
    book.save(out)
    confirmed(editor, Observation, previewed(editor, Observation, out.getvalue(), "1"))
    observation.refresh_from_db()
    assert (observation.value, str(observation.started), str(observation.ended)) == (
        Decimal("12.5"),
        "2022-11",
        "2022-12-31",
    )


def test_a_formula_without_a_value_is_refused_by_its_cell(editor: Client) -> None:
    observation = factory.make_observation(factory.make_indicator())
    data = sheet(("slug", "value"), (observation.slug, "=1+1"))
    response = previewed(editor, Observation, data, "1")
    assert "B2" in " ".join(response.context["form"].errors["import_file"])


@pytest.mark.usefixtures("catalogues")
@pytest.mark.parametrize(("word", "is_so"), [("да", True), ("Иә", True), ("bəli", True), ("YES", True), (True, True), ("нет", False), ("жоқ", False), ("xeyr", False), ("no", False), ("", None)])  # fmt: skip
def test_yes_and_no_are_read_in_every_language(word: Any, is_so: bool | None) -> None:
    assert YesNoCell().clean(word) is is_so
    for language in ("ru", "kk", "az", "en"):
        with translation.override(language):
            assert YesNoCell().clean(YesNoCell().render(is_so)) is is_so


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(ValueError, match="maybe"):
        YesNoCell().clean("maybe")


def test_every_register_is_tested() -> None:
    assert set(REGISTERS) == {Agreement, Event, Expert, Observation}
    assert not Topic.objects.exists()
