"""One pasted character: what XML forbids is in no text of the record, by whatever door it came."""

import io
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl
import pytest
import tablib
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse
from lxml import etree
from reversion.models import Version

from editorial.api.models import ApiKey, Webhook
from editorial.articles.models import Article, Edition, StateChange
from editorial.articles.services import publishing
from editorial.events.models import Event
from editorial.intake import services as intake
from editorial.reviews import services as review
from editorial.reviews.models import ExpertApproval
from editorial.topics.models import Topic
from editorial.values.characters import FORBIDDEN, clean_line, clean_text
from editorial.values.text_fields import CleanText
from tests import factory
from tests.desk_client import form_with, list_url, opened, saved, url_of

pytestmark = pytest.mark.django_db

DIRTY = "Об эконо\ufffeмике\x0bи\x01 связях\uffff"
CLEAN = "Об экономике и связях"
# Logs and keys of packages that no feed, table or document is made from; their forms clean what people write.
OF_PACKAGES = {
    "account", "admin", "auth", "contenttypes", "django_tasks_database", "mfa", "reversion", "sessions", "usersessions",
}  # fmt: skip


def text_fields() -> list[Any]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and model._meta.app_label not in OF_PACKAGES
    ]


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_every_text_field_of_every_model_keeps_no_forbidden_character() -> None:
    fields = text_fields()
    assert len(fields) > 400
    assert [str(field) for field in fields if not keeps_no_forbidden_character(field)] == []


def keeps_no_forbidden_character(field: Any) -> bool:
    is_json = isinstance(field, models.JSONField)
    value = {"a\ufffeb": ["x\x0b\ud800", {"c": "\x00"}]} if is_json else "a\ufffeb\x00\x0bc\ud800"
    return isinstance(field, CleanText) and not any(
        FORBIDDEN.search(str(cleaned).replace("\\", "")) or "\\" in repr(cleaned).replace("\\n", "")
        for cleaned in (field.to_python(value), field.get_prep_value(value))
    )


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("эконо\ufffeмика", "экономика"),
        ("эконо\ufffe\nмика", "экономика"),
        ("политико\ufffeэкономический", "политикоэкономический"),
        ("азербайджанско\ufffe\nказахстанский", "азербайджанско-казахстанский"),
        ("казахско\ufffeго", "казахского"),
        ("Алматы\ufffeАстана", "Алматы-Астана"),
        ("2019\x022020", "2019-2020"),
        ("АЗЕР\ufffeБАЙДЖАН", "АЗЕРБАЙДЖАН"),
        ("раз\ufffe", "раз-"),
        ("\ufffe раз", " раз"),
        ("из Word\x1eа: мяг\x1fкий", "из Word-а: мягкий"),
        ("строка\x0bвторая", "строка\nвторая"),
        ("таб\tи\r\nконец", "таб\tи\r\nконец"),
        ("пара \ud83d одна", "пара  одна"),
    ],
)
def test_a_hyphen_of_a_line_end_joins_the_word_and_the_rest_goes(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


def test_a_text_of_one_line_stays_one() -> None:
    assert clean_line("Раз \x0b два\x0c") == "Раз два"


def test_a_title_pasted_from_a_pdf_breaks_no_feed_table_or_file(desk: Client, editor: User) -> None:
    text = factory.make_draft(slug="svyazi", notes={"a": "Отчёт"})
    body = f'<p>{DIRTY}.<sup data-footnote="a"></sup></p>'
    saved(
        desk,
        url_of(text),
        opened(desk, url_of(text)) | {"title": DIRTY, "body": body, "footnotes-0-text": DIRTY},
    )
    factory.publish(text)
    edition = text.editions.get()
    assert edition.title == CLEAN
    assert not FORBIDDEN.search(f"{edition.html}{edition.footnotes}{edition.abstracts}")
    for version in Version.objects.get_for_object(text):
        assert not FORBIDDEN.search(str(version.field_dict))
    for address in (
        "/ru/articles/feed/",
        "/ru/articles/feed/?format=rss",
        "/api/oai/?verb=ListRecords&metadataPrefix=oai_dc",
        "/ru/articles/svyazi/download/jats/",
    ):
        response = desk.get(address)
        assert response.status_code == 200, address
        assert CLEAN in "".join(etree.fromstring(response.content).itertext()), address
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/api/v1/articles.xlsx").content))
    assert CLEAN in [cell.value for row in book.active for cell in row]
    with zipfile.ZipFile(io.BytesIO(desk.get("/ru/articles/svyazi/download/epub/").content)) as epub:
        for name in epub.namelist():
            if name.endswith(("html", "opf", "ncx")):
                etree.fromstring(epub.read(name))


@pytest.mark.parametrize("query", ["\ufffe", "мост\ufffe", "\x0bмост", "мо\x00ст"])
def test_a_query_with_such_a_character_is_answered(client: Client, query: str) -> None:
    for address in ("/ru/search/", "/ru/search/suggest/", "/api/v1/search/"):
        assert client.get(address, {"q": query}).status_code in (200, 400), address
    feed = client.get("/ru/search/feed/", {"q": query})
    assert feed.status_code in (200, 404)
    if feed.status_code == 200:
        etree.fromstring(feed.content)
    for arguments in (
        {"verb": query},
        {"verb": "GetRecord", "identifier": query, "metadataPrefix": "oai_dc"},
    ):
        etree.fromstring(client.get("/api/oai/", arguments).content)
    for address in ("/ru/articles/feed/", "/ru/events/feed/", "/ru/agreements/feed/"):
        response = client.get(address, {"q": query, "topic": query})
        assert response.status_code in (200, 400)


def test_names_of_keys_webhooks_and_accounts_are_clean(desk: Client) -> None:
    desk.post(reverse("admin:api_apikey_add"), {"name": DIRTY, "contact": "", "hourly_limit": "100"})
    assert ApiKey.objects.get().name == CLEAN
    hook = Webhook(name=DIRTY, address="https://partner.example/hook", note=DIRTY, kinds=[DIRTY])
    hook.save()
    hook.refresh_from_db()
    assert (hook.name, hook.note, hook.kinds) == (CLEAN, clean_text(DIRTY), [clean_text(DIRTY)])
    account = factory.make_user("editor")
    data = {"username": account.username, "first_name": DIRTY, "last_name": DIRTY, "is_active": "on"}
    dates = {"date_joined_0": "2024-01-01", "date_joined_1": "10:00:00"}
    response = desk.post(reverse("admin:auth_user_change", args=[account.pk]), data | dates)
    assert response.status_code == 302
    account.refresh_from_db()
    assert (account.first_name, account.last_name) == (CLEAN, CLEAN)


def test_what_an_expert_says_by_a_link_is_clean(stranger: Client) -> None:
    text = factory.make_draft()
    path = factory.make_preview_link(text).get_absolute_url()
    stranger.post(path, {"act": "comment", "text": DIRTY})
    (comment,) = text.review_comments.all()
    assert comment.text == clean_text(DIRTY)
    stranger.post(path, form_with(stranger.get(path), "seen") | {"act": "approve", "remark": DIRTY})
    assert text.expert_approvals.get().note == clean_text(DIRTY)


def test_a_register_comes_in_clean(desk: Client) -> None:
    table = tablib.Dataset(["vizit", DIRTY, "visit", "held"], headers=["slug", "title_ru", "kind", "course"])
    file = SimpleUploadedFile("register.csv", table.export("csv").encode())
    sent = {"format": "0", "import_file": file, "resource": "0"}
    preview = desk.post(list_url(Event, "import"), sent)
    desk.post(list_url(Event, "process_import"), form_with(preview, "import_file_name"))
    assert Event.objects.get().title_ru == CLEAN


@pytest.mark.parametrize("name", ["text.rtf", "text.txt"])
def test_a_manuscript_comes_in_clean(settings: Any, tmp_path: Path, editor: User, name: str) -> None:
    storages = {**settings.STORAGES}
    storages["manuscripts"] = {**storages["manuscripts"], "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = storages
    statement = "Сегодня рост эко\ufffe\nномики и тор\ufffeговли\uffff виден всем, кто считает."
    page = f"Рост\n\n{statement}\n"
    if name == "text.rtf":
        page = (
            r"{\rtf1\ansi\uc1 " + "".join(f"\\u{ord(sign)}?" for sign in page.replace("\n", " ")) + r"\par}"
        )
    row, _is_new = intake.receive(SimpleUploadedFile(name, page.encode()), by=editor)
    intake.parse_manuscript(row)
    row.refresh_from_db()
    stored = str(row.structure)
    assert "рост экономики и торговли виден всем, кто считает" in stored, row.error or stored
    assert not FORBIDDEN.search(stored)


def test_a_change_of_many_rows_at_once_is_clean() -> None:
    topic = factory.make_topic(name_ru=DIRTY)
    assert topic.name_ru == CLEAN
    Topic.objects.filter(pk=topic.pk).update(description_ru=DIRTY)
    (made,) = Topic.objects.bulk_create([Topic(slug="svyazi", name_ru=DIRTY)])
    topic.refresh_from_db()
    assert (topic.description_ru, Topic.objects.get(pk=made.pk).name_ru) == (clean_text(DIRTY), CLEAN)


def dirty(row: models.Model, **values: str) -> None:
    """Write what the fields would not let through, as a database of before may hold it."""
    for name, value in values.items():
        table, column = row._meta.db_table, row._meta.get_field(name).column
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [value, row.pk])


def test_a_database_of_before_is_cleaned_with_its_editions_and_history(desk: Client) -> None:
    text = factory.make_draft(notes={"a": "Отчёт"}, body='<p>Текст<sup data-footnote="a"></sup></p>')
    saved(desk, url_of(text), opened(desk, url_of(text)) | {"revision_comment": "Первая"})
    factory.publish(text)
    edition, version = text.editions.get(), Version.objects.get_for_object(text).last()
    approval = review.approve(text, link=factory.make_preview_link(text), seen=edition.checksum)
    step = StateChange.objects.get(article=text, transition="approve")
    dirty(text, title=DIRTY)
    dirty(text.footnotes.get(), text="При\ufffeмечание")
    dirty(
        edition,
        title=DIRTY,
        footnotes='[{"number": 1, "key": "a", "html": "При\ufffeмечание", "url": "", "repeats": null, '
        '"markers": 1, "reference": null}]',
    )
    dirty(version, serialized_data=version.serialized_data.replace("О коридоре", "О \\u000bкори\ufffeдоре"))
    edition.refresh_from_db()
    for row, column in ((edition, "checksum"), (approval, "text_checksum"), (step, "text_checksum")):
        dirty(row, **{column: publishing.checksum(edition)})
    migration = import_module("editorial.site.migrations.0010_forbidden_characters")
    today = MigrationLoader(connection).project_state().apps
    moved = {"ExpertApproval": "reviews"}  # since the migration was written
    apps = mock.Mock(
        get_models=today.get_models,
        get_model=lambda app, name: today.get_model(moved.get(name, app), name),
    )
    migration.clean(apps, mock.Mock(connection=connection))
    text, edition = Article.objects.get(pk=text.pk), Edition.objects.get(pk=edition.pk)
    assert (text.title, text.footnotes.get().text) == (CLEAN, "Примечание")
    assert (edition.title, edition.footnotes[0]["html"]) == (CLEAN, "Примечание")
    assert edition.checksum == publishing.checksum(edition)
    assert not publishing.has_unpublished_changes(text)
    assert {
        row.text_checksum for row in (*StateChange.objects.filter(pk=step.pk), *ExpertApproval.objects.all())
    } == {edition.checksum}
    assert "О \\nкоридоре" in Version.objects.get(pk=version.pk).serialized_data
    etree.fromstring(desk.get("/ru/articles/feed/").content)
